/// What stands of the client on the card of a call, while it still rings (requirement S4.10): one panel of several, in the order of their
/// places.
package struct CallPanel: Hashable, Sendable {
    /// What it shows.
    package enum Kind: String, CaseIterable, Sendable {
        /// The client's open documents, with their sums.
        case openDocuments = "open_documents"
        /// How many documents of each kind the client has, and their sums.
        case documentSums = "document_sums"
        /// The client's latest documents.
        case documentHistory = "document_history"
        /// What the customer's own program answers in JSON, as a table of text.
        case erpTable = "erp_json"
        /// What it answers in HTML, in a frame that may do nothing.
        case erpPage = "erp_html"

        /// Another program is asked.
        package var asks: Bool { self == .erpTable || self == .erpPage }
    }

    /// As people call it: `Взаиморасчёты`.
    package var name = ""
    package var kind = Kind.openDocuments
    package var isOn = true
    /// Where another program is asked, see `PanelAddress`; the panels of our own documents have none.
    package var address: String?
    /// Its place among the others, from 1.
    package var place: Int64 = 0

    package init() {}
}

package typealias CallPanelID = RecordID<CallPanel>

extension CallPanel: KeptRecord {
    package static let kind = RecordKind.callPanels
    package static let fields: [RecordField<CallPanel>] = [
        .text("name", \.name, limit: 200),
        .choice("kind", \.kind),
        .flag("is_on", \.isOn),
        .text("address", \.address, limit: 1_000, .panelAddress),
        .integer("place", \.place, 0...9_999),
    ]

    package var contradictions: [FieldProblem] {
        kind.asks && address == nil ? [FieldProblem("address", .required)] : []
    }
}
