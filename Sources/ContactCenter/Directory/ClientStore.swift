import Foundation

/// Clients with their telephones, mail and addresses, and what makes one of two.
package protocol ClientStore: Sendable {
    func client(_ id: ClientID) async throws -> Kept<Client>?
    /// In this order; who is not there is left out.
    func clients(_ ids: [ClientID]) async throws -> [Kept<Client>]
    /// The clients that these became part of; those that are by themselves are left out.
    func wholes(of parts: [ClientID]) async throws -> [ClientID: ClientID]
    /// - Returns: `nil` when there is no such client; one that is hidden or became part of another is there.
    func dossier(_ id: ClientID) async throws -> ClientDossier?
    /// What there was with a client, the latest first, with all employees; what is hidden is left out.
    ///
    /// - Parameter place: only what stands behind it.
    func history(
        of id: ClientID,
        where filter: ClientHistoryFilter,
        before place: ClientHistoryEntry.Place?,
        limit: Int
    ) async throws -> ClientHistoryAnswer

    /// Keys of telephones are read from their numbers; what is no number is kept as it was typed, without one.
    func add(_ client: Client, by actor: RecordAuthor) async throws -> Saving<Client>
    func change(
        _ id: ClientID,
        over version: Int64,
        to client: Client,
        by actor: RecordAuthor
    ) async throws -> Saving<Client>
    func setHidden(
        _ id: ClientID,
        over version: Int64,
        to isHidden: Bool,
        by actor: RecordAuthor
    ) async throws -> Saving<Client>

    /// Writes values of attributes, each client's with one entry of its history: what an import brings. All of them, or nothing where
    /// the database fails.
    ///
    /// - Returns: for each in its place what is wrong with it; such a one is left out.
    func set(_ values: [AttributeValue], by actor: RecordAuthor) async throws -> [FieldProblem.Kind?]

    /// Clients that have a telephone in common; then those of the same name who have an e-mail address or a vehicle in common.
    func likelyDoubles(limit: Int) async throws -> [LikelyDouble]

    /// Makes a client part of another: vehicles, documents and contacts go over to that one, and telephones and values
    /// of attributes that it lacks.
    /// First-time contacts are worked out anew. What is needed to take it back is kept.
    func merge(_ part: ClientID, into whole: ClientID, by actor: RecordAuthor) async throws -> Merging
    /// Takes the merger back by which a client became part of another. What came to the other one since stays there.
    func separate(_ part: ClientID, by actor: RecordAuthor) async throws -> Merging
}

/// What became of a merger.
package enum Merging: Hashable, Sendable {
    case done(ClientID)
    /// One of the two is not there, is hidden, became part of another already, or both are the same.
    case refused
}

/// Two clients that are likely one.
package struct LikelyDouble: Hashable, Sendable {
    /// What two clients have in common.
    package enum Common: Hashable, Sendable {
        case number(NumberKey)
        /// In small letters.
        case email(String)
        /// The plate or the VIN, in capital letters that look alike in both alphabets written as the Latin ones.
        case vehicle(String)
    }

    package var first: ClientID
    package var second: ClientID
    package var common: Common

    package init(first: ClientID, second: ClientID, common: Common) {
        self.first = first
        self.second = second
        self.common = common
    }
}

/// A client with what the card and the panel show beside the own fields.
package struct ClientDossier: Hashable, Sendable {
    package var client: Kept<Client>
    /// The client that this one became part of.
    package var mergedInto: ClientID?
    /// Clients that became part of this one.
    package var parts: [ClientID] = []
    package var lastContactAt: Date?
    /// Not hidden; the latest first.
    package var vehicles: [FoundVehicle] = []
    /// Open ones first, then the latest (requirement S0.39).
    package var documents: [Kept<Document>] = []
    /// The latest first.
    package var contacts: [RecentContact] = []
    /// By direction of the business.
    package var dealings: [ReasonCategory: ClientDealings] = [:]
    /// When the last missed calls from the client's numbers were, the latest first.
    package var missedCalls: [Date] = []
    /// Those that are not hidden and have a value, in their order.
    package var attributes: [FilledAttribute] = []
    package var changes: [Change] = []

    package init(client: Kept<Client>) { self.client = client }
}

/// A contact as the panel beside a call shows it: when, about what, and who said what.
package struct RecentContact: Hashable, Sendable {
    package var id: ContactID
    package var at: Date
    package var number: String?
    package var reason: String?
    /// The display name of who registered it, and the employee who goes on with it.
    package var registrar: String?
    package var responsible: String?
    package var works: String?
    /// The first words of the conversation's summary.
    package var summary: String?

    package init(id: ContactID, at: Date) {
        self.id = id
        self.at = at
    }
}

extension Client: KeptRecord {
    package static let kind = RecordKind.clients
    /// Without telephones, mail and addresses: those are lists, which `ClientStore` keeps and checks.
    package static let fields: [RecordField<Client>] = [
        .choice("kind", \.kind),
        .text("name", \.name, limit: 200),
        .choice("client_type", \.clientType),
        .lines("note", \.note, limit: 4_000),
        .choice("service_status", \.statuses[.service]),
        .choice("showroom_status", \.statuses[.showroom]),
        .choice("shop_status", \.statuses[.shop]),
        .choice("feedback_status", \.statuses[.feedback]),
        .choice("other_status", \.statuses[.other]),
    ]
}

extension Client {
    /// Most lists of a client have one entry; nobody has so many.
    package static let mostEntries = 50

    /// What is wrong with the lists, as far as it shows by itself.
    package var listProblems: [FieldProblem] {
        [
            Self.problem("phones", phones.map(\.number), limit: 64)
                ?? Self.problem("phones", phones.compactMap(\.person), limit: 200),
            Self.problem("emails", emails, limit: 320),
            Self.problem("addresses", addresses, limit: 400),
        ].compactMap { $0 }
    }

    /// Where a problem with the value of an attribute is told.
    package static func field(of attribute: ClientAttributeID) -> String { "attribute_\(attribute)" }

    /// The lists as a history shows them.
    package var listTexts: [(name: String, text: String?)] {
        func text(_ lines: [String]) -> String? { lines.isEmpty ? nil : lines.joined(separator: "\n") }
        return [
            (
                "phones",
                text(phones.map { phone in [phone.number, phone.person].compactMap { $0 }.joined(separator: " ") })
            ),
            ("emails", text(emails)),
            ("addresses", text(addresses)),
        ]
    }

    private static func problem(_ name: String, _ entries: [String], limit: Int) -> FieldProblem? {
        if entries.count > mostEntries { return FieldProblem(name, .outOfRange(0...Int64(mostEntries))) }
        let isTooLong = entries.contains { $0.unicodeScalars.count > limit }
        return isTooLong ? FieldProblem(name, .tooLong(limit: limit)) : nil
    }
}
