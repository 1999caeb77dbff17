/// To whom a caller is sent before the voice menu says a word (requirement S4.13): one rule of several, which are asked in the order of
/// their places.
package struct RoutingRule: Hashable, Sendable {
    /// Whom it names.
    package enum Kind: String, CaseIterable, Sendable {
        /// The responsible employee of the client's latest open document.
        case openDocument = "open_document"
        /// The responsible employee of the client's latest contact that has one.
        case responsible
        /// Who took the client's latest contact.
        case lastSpoken = "last_spoken"
        /// Of a client who is a VIP: the second choice of the rule, nobody else.
        case vip
    }

    /// As people call it: `Ведущий менеджер`.
    package var name = ""
    package var kind = Kind.responsible
    package var isOn = true
    /// Who takes the call where the one that the rule names cannot.
    package var secondChoice: EmployeeID?
    /// Its place among the others, from 1.
    package var place: Int64 = 0

    package init() {}
}

package typealias RoutingRuleID = RecordID<RoutingRule>

extension RoutingRule: KeptRecord {
    package static let kind = RecordKind.routingRules
    package static let fields: [RecordField<RoutingRule>] = [
        .text("name", \.name, limit: 200),
        .choice("kind", \.kind),
        .flag("is_on", \.isOn),
        .reference("second_choice_id", \.secondChoice, to: .employees),
        .integer("place", \.place, 0...9_999),
    ]
}
