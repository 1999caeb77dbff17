import ContactCenter

/// Looks through the records of a directory as clients are looked for: any part of what their fields say, in either alphabet,
/// also with the keyboard switched wrongly (requirement S0.26).
struct RecordSearch {
    private let query: SearchQuery?
    private let texts: RecordTexts

    init(_ text: String, texts: RecordTexts) {
        query = text.contains { !$0.isWhitespace } ? SearchQuery(text) : nil
        self.texts = texts
    }

    func matches<Record: KeptRecord>(_ record: Record) -> Bool {
        guard let query else { return true }
        let words = Record.fields.flatMap { texts.words(of: $0.value(in: record), in: $0) }
        // As in `SearchText`: beginnings and ends of words are told by the spaces beside them.
        return query.matches("  " + words.joined(separator: "  ") + "  ")
    }
}

extension RecordTexts {
    /// What a field is found by.
    fileprivate func words<Record>(of value: FieldValue, in field: RecordField<Record>) -> [String] {
        switch (value, field.content) {
        case (.text(let text), .phone), (.text(let text), .text(_, .extension)):
            [Folding.digits(of: viewer.numbers.read(text).key?.rawValue ?? text), Folding.digits(of: text)]
        case (.text(let text), .choice):
            RecordWords.word(text, in: field.name).map { Folding.words(of: viewer.language[$0].markup) } ?? []
        case (.text, .references):
            RecordReference.all(field.content, value).compactMap { names[$0] }.flatMap(Folding.words)
        case (.text(let text), _): Folding.words(of: text)
        case (.integer, .reference), (.integer, .user):
            RecordReference(field.content, value).flatMap { names[$0] }.map(Folding.words) ?? []
        default: []
        }
    }
}
