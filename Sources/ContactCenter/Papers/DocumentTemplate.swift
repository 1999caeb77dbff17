/// What papers that go with a contact are made from: letters, invoices, acts ("шаблон документа", requirement S3.4).
package struct DocumentTemplate: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case letter
        case invoice
        case act
        case other

        /// What the numbers of such papers begin with; each kind has a series of its own.
        package var prefix: String {
            switch self {
            case .letter: "ПИ"
            case .invoice: "СЧ"
            case .act: "АК"
            case .other: "ДК"
            }
        }
    }

    /// As people choose it: `Счёт на оплату`. Stands as the title of the papers that are made from it.
    package var name = ""
    package var kind = Kind.letter
    /// Of the words that the program adds: the heads of the table of services.
    package var language = LocalText.Language.russian
    /// See `TemplateText`.
    package var text: String?
    /// Its place among the others, from 1.
    package var place: Int64 = 0

    package init() {}
}

package typealias DocumentTemplateID = RecordID<DocumentTemplate>

extension DocumentTemplate: KeptRecord {
    /// Unicode scalars of a text.
    package static let longestText = 10_000

    package static let kind = RecordKind.documentTemplates
    package static let fields: [RecordField<DocumentTemplate>] = [
        .text("name", \.name, limit: 200).unique,
        .choice("paper_kind", \.kind),
        .choice("language", \.language),
        .lines("text", \.text, limit: longestText),
        .integer("place", \.place, 0...9_999),
    ]

    package var contradictions: [FieldProblem] {
        guard let text else { return [FieldProblem("text", .required)] }
        return TemplateText.problem(of: text).map { [FieldProblem("text", .template($0))] } ?? []
    }
}
