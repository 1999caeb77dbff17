import ContactCenter
import Foundation

/// Values of fields as words of the reader's language: in lists, histories and comparisons.
struct RecordTexts: Sendable {
    /// Of the records and users that the values point at.
    var names: [RecordReference: String]
    var viewer: Viewer

    private var language: Language { viewer.language }

    /// - Parameters:
    ///   - limit: how many characters of a text are shown.
    ///   - isCallable: a press on a number calls it; not where the value itself is a link.
    func html<Record>(
        _ value: FieldValue,
        of field: RecordField<Record>,
        limit: Int = 120,
        isCallable: Bool = false
    ) -> HTML {
        switch (value, field.content) {
        case (.nothing, _): return "<span class=\"muted\">—</span>"
        case (.text(let text), .text(_, .day)):
            return Day(text).map { "<span class=\"number\">\(dateText($0))</span>" } ?? foreign(text)
        case (.text(let text), .choice):
            let words = RecordWords.word(text, in: field.name).map { language[$0] } ?? foreign(text)
            guard field.name == "icon", let icon = ContactChannel.Icon(rawValue: text) else { return words }
            return "\(icon.picture.html()) \(words)"
        case (.text, .references):
            return RecordReference.all(field.content, value).map { reference in
                names[reference].map { foreign($0, limit: limit) } ?? language(.recordGone, "\(reference.id)")
            }.joined(", ")
        case (.text(let text), .phone(_, let isKeyed)):
            let mark: HTML =
                isKeyed || viewer.isUsable(text)
                ? .nothing : " <span class=\"pill warn\">\(language[.recordNotNumber])</span>"
            let number = isCallable ? viewer.callable(text) : viewer.phone(text)
            return "<span class=\"phone\">\(number)</span>\(mark)"
        case (.text(let text), _): return foreign(text, limit: limit)
        case (.integer(let integer), .flag): return language[integer == 0 ? .recordNo : .recordYes]
        case (.integer(let integer), .reference), (.integer(let integer), .user):
            let name = RecordReference(field.content, value).flatMap { names[$0] }
            return name.map { foreign($0, limit: limit) } ?? language(.recordGone, "\(integer)")
        case (.integer(let integer), .instant):
            return dayAndTime(Date(timeIntervalSince1970: Double(integer) / 1_000), for: viewer)
        case (.integer, .money):
            return "<span class=\"number\">\(field.content.typed(value, in: viewer.timeZone))</span>"
        case (.integer(let integer), _): return "<span class=\"number\">\(integer)</span>"
        }
    }

    /// A value as the history keeps it.
    func html<Record>(kept text: String?, of field: RecordField<Record>) -> HTML {
        html(FieldValue(kept: text, as: field.content), of: field)
    }
}

extension FieldValue {
    init(kept text: String?, as content: FieldContent) {
        self = content.isText ? FieldValue(text) : FieldValue(text.flatMap { Int64($0) })
    }
}

extension KeptRecord {
    /// All that its fields point at.
    var references: Set<RecordReference> {
        Set(Self.fields.flatMap { RecordReference.all($0.content, $0.value(in: self)) })
    }
}

extension [Change] {
    /// All that the fields of such a record have pointed at, and who changed them.
    func references<Record: KeptRecord>(of type: Record.Type) -> Set<RecordReference> {
        var references = Set(compactMap { $0.user.map { RecordReference(.user, $0.rawValue) } })
        for field in flatMap(\.fields) {
            guard let content = Record.field(field.name)?.content else { continue }
            for text in [field.before, field.after] {
                references.formUnion(RecordReference.all(content, FieldValue(kept: text, as: content)))
            }
        }
        return references
    }
}
