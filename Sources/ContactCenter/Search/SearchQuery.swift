/// What somebody typed to find a client, understood once: each part must be found, in any of its readings.
package struct SearchQuery: Hashable, Sendable {
    /// A part of the query: a word, or digits of a telephone, or a plate.
    package struct Part: Hashable, Sendable {
        /// Pieces of a `SearchText`, of at least three characters each: letters, digits and spaces alone. Never empty.
        package var patterns: [String]

        init?(_ patterns: [String]) {
            var seen: Set<String> = []
            self.patterns = patterns.filter { seen.insert($0).inserted }
            guard !self.patterns.isEmpty else { return nil }
        }

        package func matches(_ text: String) -> Bool {
            patterns.contains { text.contains($0) }
        }
    }

    /// Longer queries are cut: nobody types them, and each part costs.
    package static let longest = 80
    package static let mostParts = 4

    package var parts: [Part]

    /// Never refuses anything; what has no letter and no digit has no parts, and finds nobody.
    package init(_ typed: String) {
        parts = Array(Self.parts(of: String(typed.prefix(Self.longest))).prefix(Self.mostParts))
    }

    package var isEmpty: Bool { parts.isEmpty }

    package func matches(_ text: String) -> Bool { !isEmpty && parts.allSatisfy { $0.matches(text) } }

    private static func parts(of typed: String) -> [Part] {
        let tokens = typed.split(whereSeparator: \.isWhitespace).map(String.init)
        if let plate = plate(in: tokens) { return [plate] }
        var parts: [Part] = []
        var number: [String] = []
        for token in tokens {
            // `8 (953) 523-72-71` is one number, however it is divided.
            if QueryNumber.isPiece(token) {
                number.append(token)
                continue
            }
            parts += [QueryNumber.part(of: number)].compactMap { $0 }
            number = []
            parts += QueryWord.parts(of: token)
        }
        return parts + [QueryNumber.part(of: number)].compactMap { $0 }
    }

    /// `А 482 ОР 97`, or a part of it: one letter or none, digits, up to two letters, the region; in either alphabet.
    private static func plate(in tokens: [String]) -> Part? {
        guard (2...4).contains(tokens.count), tokens.allSatisfy({ $0.count <= 6 }) else { return nil }
        let code = Folding.code(of: tokens.joined())
        var rest = code.unicodeScalars[...]
        func take(upTo limit: Int, where isTaken: (Unicode.Scalar) -> Bool) -> Int {
            let taken = rest.prefix(limit).prefix(while: isTaken).count
            rest = rest.dropFirst(taken)
            return taken
        }
        let isDigit: (Unicode.Scalar) -> Bool = { ("0"..."9").contains($0) }
        let isPlateLetter: (Unicode.Scalar) -> Bool = { plateLetters.contains($0) }
        let first = take(upTo: 2, where: isPlateLetter)
        let digits = take(upTo: 4, where: isDigit)
        let letters = take(upTo: 2, where: isPlateLetter)
        _ = take(upTo: 3, where: isDigit)
        guard rest.isEmpty, digits > 0, first + letters > 0, code.count >= 3 else { return nil }
        return Part([code])
    }

    private static let plateLetters = Set(Folding.lookAlikes.values)
}
