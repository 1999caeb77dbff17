import ContactCenter

/// Looks through the records of a directory for words that stand anywhere in their fields.
struct RecordSearch {
    private let words: [String]
    private let texts: RecordTexts

    init(_ text: String, texts: RecordTexts) {
        words = text.split(whereSeparator: \.isWhitespace).map { Self.plain(String($0)) }
        self.texts = texts
    }

    func matches<Record: KeptRecord>(_ record: Record) -> Bool {
        guard !words.isEmpty else { return true }
        let text = Self.plain(Record.fields.map { texts.plain($0.value(in: record), of: $0) }.joined(separator: "\n"))
        return words.allSatisfy(text.contains)
    }

    private static func plain(_ text: String) -> String { text.lowercased().replacing("ё", with: "е") }
}
