import ContactCenter
import Foundation

/// What stands in the form about a client: as it was typed, and what is wrong with it. Nothing that was typed is lost.
struct ClientDraft: Sendable {
    var client: Client
    var problems: [FieldProblem] = []

    init(_ client: Client) { self.client = client }

    init(_ form: Form) {
        client = Client()
        client.kind = form["kind"].flatMap(Client.Kind.init(rawValue:)) ?? .person
        client.name = form["name"] ?? ""
        client.clientType = form["client_type"].flatMap(ClientType.init(rawValue:)) ?? .private
        client.note = form["note"].map(Self.lines)
        for direction in ReasonCategory.allCases {
            client.statuses[direction] = form["\(direction.rawValue)_status"].flatMap(CRMStatus.init(rawValue:))
        }
        let (numbers, kinds, people) = (form.all("phone_number"), form.all("phone_kind"), form.all("phone_person"))
        client.phones = numbers.enumerated().map { index, number in
            ClientPhone(
                kind: kinds.indices.contains(index) ? ClientPhone.Kind(rawValue: kinds[index]) ?? .contact : .contact,
                number: number,
                person: people.indices.contains(index) ? people[index] : nil
            )
        }
        // Rows that were left empty; the form offers new ones.
        client.phones.removeAll { $0.number.isEmpty && ($0.person ?? "").isEmpty }
        client.emails = Self.entries(form["emails"])
        client.addresses = Self.entries(form["addresses"])
        for (name, typed) in form.all where name.hasPrefix("attribute_") {
            guard let id = Int64(name.dropFirst("attribute_".count)) else { continue }
            client.attributes[ClientAttributeID(id)] = typed
        }
    }

    /// What the form does not show, such as an attribute that was hidden since, stays.
    mutating func keepAttributes(of present: Client) {
        client.attributes.merge(present.attributes) { typed, _ in typed }
    }

    func problem(_ field: String) -> FieldProblem.Kind? { problems.first { $0.field == field }?.kind }

    /// Browsers send line ends as the net has them.
    private static func lines(_ text: String) -> String { text.replacing("\r\n", with: "\n") }

    private static func entries(_ text: String?) -> [String] {
        lines(text ?? "").split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}
