/// Words by which a contact is looked for in what was written down about it (decision D9, "text").
///
/// All must occur: one of two letters at the beginning of a word, a longer one anywhere in a word; a single letter is left out.
package struct SoughtText: Hashable, Sendable {
    private static let mostWords = 8
    private static let longest = 200

    /// Small letters and digits alone.
    package let words: [String]

    /// - Returns: `nil` for what has no word of two letters.
    package init?(typed: String) {
        let words = Folding.words(of: String(typed.prefix(Self.longest))).filter { $0.unicodeScalars.count > 1 }
        guard !words.isEmpty else { return nil }
        self.words = Array(words.prefix(Self.mostWords))
    }

    /// Parts of `kept` texts, each at least three characters long, that must all be in one.
    package var parts: [String] {
        words.map { $0.unicodeScalars.count == 2 ? " \($0)" : $0 }
    }

    /// Texts in the form in which they are searched; empty where they have no word.
    package static func kept(_ texts: [String]) -> String {
        texts.flatMap(Folding.words).map { " \($0)" }.joined()
    }
}
