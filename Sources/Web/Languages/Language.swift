/// The words of one language, ready to be put into pages.
///
/// Each language is dictionaries, a file for each part of the product; a test names every key that one language lacks.
package struct Language: Sendable {
    package enum Code: String, CaseIterable, Sendable {
        case russian = "ru"
        case english = "en"
        case ukrainian = "uk"
    }

    package let code: Code
    /// The language's name in itself.
    let ownName: String
    /// The same in three letters.
    let shortName: String
    /// What stands before, between and after the places of a phrase, by the phrase's raw value.
    private let pieces: [[HTML]]
    /// One, few, many; by the raw value of what is counted.
    private let forms: [[HTML]]

    init(
        _ code: Code,
        ownName: String,
        shortName: String,
        phrases: [Phrase: String],
        counted: [Counted: [String]]
    ) {
        self.code = code
        self.ownName = ownName
        self.shortName = shortName
        pieces = Phrase.allCases.map { phrase in
            (phrases[phrase] ?? "\(phrase)").components(around: "{}").map(HTML.init(text:))
        }
        forms = Counted.allCases.map { (counted[$0] ?? ["\($0)"]).map(HTML.init(text:)) }
    }

    package static let russian = Language(
        .russian,
        ownName: "Русский",
        shortName: "Рус",
        phrases: Russian.phrases,
        counted: Russian.counted
    )
    package static let english = Language(
        .english,
        ownName: "English",
        shortName: "Eng",
        phrases: English.phrases,
        counted: English.counted
    )
    package static let ukrainian = Language(
        .ukrainian,
        ownName: "Українська",
        shortName: "Укр",
        phrases: Ukrainian.phrases,
        counted: Ukrainian.counted
    )

    package static func of(_ code: Code) -> Language {
        switch code {
        case .russian: russian
        case .english: english
        case .ukrainian: ukrainian
        }
    }

    subscript(phrase: Phrase) -> HTML { pieces[phrase.rawValue][0] }

    /// The phrase with something in each of its places.
    func callAsFunction(_ phrase: Phrase, _ inserts: HTML...) -> HTML {
        let pieces = pieces[phrase.rawValue]
        var result = pieces[0]
        for (insert, piece) in zip(inserts, pieces.dropFirst()) {
            result += insert
            result += piece
        }
        return result
    }

    /// `5 звонков`: the number and what is counted, agreeing.
    func count(_ number: Int, _ counted: Counted) -> HTML {
        "\(number) \(form(for: number, of: forms[counted.rawValue]))"
    }

    private func form(for number: Int, of forms: [HTML]) -> HTML {
        let index =
            switch code {
            case .english: number == 1 ? 0 : 1
            case .russian, .ukrainian: Self.slavicForm(number)
            }
        return forms[min(index, forms.count - 1)]
    }

    /// 0 for 1, 21, 101; 1 for 2 to 4, 22; 2 for 5, 11 to 14, 0.
    private static func slavicForm(_ number: Int) -> Int {
        switch (number % 10, number % 100) {
        case (_, 11...14): 2
        case (1, _): 0
        case (2...4, _): 1
        default: 2
        }
    }
}

extension String {
    fileprivate func components(around place: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let range = rest.firstRange(of: place) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}

extension [Phrase: String] {
    /// A language's phrases from its files; none of them stands in two.
    init(parts: [[Phrase: String]]) {
        self.init(uniqueKeysWithValues: parts.joined().map { ($0, $1) })
    }
}
