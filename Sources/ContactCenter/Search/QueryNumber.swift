/// Digits that somebody typed: a part of a telephone number in any way of writing, of a plate or of a VIN.
enum QueryNumber {
    private static let signs: Set<Character> = ["+", "-", "(", ")", ".", "/", "–", "—", "*", "#", "№"]

    /// Whether a piece between blanks has only digits and what stands between the digits of a number.
    static func isPiece(_ token: String) -> Bool {
        token.allSatisfy { signs.contains($0) || ("0"..."9").contains($0) }
            && token.contains { $0.isNumber || $0 == "+" }
    }

    static func part(of pieces: [String]) -> SearchQuery.Part? {
        let typed = pieces.joined()
        let digits = Folding.digits(of: typed)
        guard !digits.isEmpty else { return nil }
        // After a + comes the country.
        if typed.hasPrefix("+") { return SearchQuery.Part([beginning(digits)]) }
        var patterns = digits.count < 3 ? [beginning(digits), ending(digits)] : [digits]
        // In the country the number is dialled with an 8, and kept with its 7.
        if digits.hasPrefix("8") { patterns.append(beginning("7" + digits.dropFirst())) }
        return SearchQuery.Part(patterns)
    }

    static func beginning(_ word: String) -> String {
        String((SearchText.between + word).suffix(max(3, word.count + 1)))
    }

    static func ending(_ word: String) -> String { String((word + SearchText.between).prefix(max(3, word.count + 1))) }
}
