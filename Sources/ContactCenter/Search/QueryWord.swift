/// A word that somebody typed: of a name, a make or a model, perhaps with the keyboard switched wrongly, or a plate or a VIN.
enum QueryWord {
    static func parts(of token: String) -> [SearchQuery.Part] {
        let words = Folding.words(of: token)
        let isMeant = token.count > 1 || isTypedInEnglish(token)
        let others = isMeant ? KeyboardLayout.otherReadings(of: token).map(Folding.words(of:)) : []
        guard words.count == 1 else {
            // `,fpf`, `reht[by`: the sign is a letter on the other keyboard. There it is one word, which stands for each of these.
            let whole = others.filter { $0.count == 1 }.flatMap { $0 }
            if words.isEmpty { return [part(of: whole, codes: [])].compactMap { $0 } }
            return words.indices.compactMap { index in
                let readings = others.filter { $0.count == words.count }.map { $0[index] } + whole
                return part(of: [words[index]] + readings, codes: [words[index]] + readings)
            }
        }
        let readings = words + others.filter { $0.count == 1 }.flatMap { $0 }
        return [part(of: readings, codes: readings)].compactMap { $0 }
    }

    private static func part(of words: [String], codes: [String]) -> SearchQuery.Part? {
        SearchQuery.Part((words + codes.map(Folding.code(of:))).map(pattern))
    }

    /// One and two characters are the beginning of a word, more may stand anywhere in it.
    private static func pattern(_ word: String) -> String {
        word.unicodeScalars.count < 3 ? QueryNumber.beginning(word) : word
    }

    /// One Cyrillic letter is meant as it is: with its key's other letter it would find half of the cars.
    private static func isTypedInEnglish(_ token: String) -> Bool { token.utf8.count == token.count }
}
