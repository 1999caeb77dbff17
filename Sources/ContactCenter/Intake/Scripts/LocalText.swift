/// A text in the languages of the pages. Where it lacks one, the business's own language stands in.
package struct LocalText: Hashable, Sendable {
    package enum Language: String, CaseIterable, Sendable, CodingKey {
        case russian = "ru"
        case english = "en"
        case ukrainian = "uk"
    }

    private var texts: [Language: String]

    package init(_ russian: String = "", en english: String? = nil, uk ukrainian: String? = nil) {
        texts = [:]
        self[.russian] = russian
        self[.english] = english ?? ""
        self[.ukrainian] = ukrainian ?? ""
    }

    /// Empty where there is none in this very language.
    package subscript(_ language: Language) -> String {
        get { texts[language] ?? "" }
        set { texts[language] = newValue.isEmpty ? nil : newValue }
    }

    /// In this language; else in Russian; else in any.
    package func text(in language: Language) -> String {
        for candidate in [language] + Language.allCases {
            if let text = texts[candidate] { return text }
        }
        return ""
    }

    package var isEmpty: Bool { texts.isEmpty }

    /// The texts that there are.
    package var all: [String] { Language.allCases.compactMap { texts[$0] } }
}

extension LocalText: Codable {
    /// Either one text, which is Russian, or one for each language.
    package init(from decoder: any Decoder) throws {
        texts = [:]
        if let single = try? decoder.singleValueContainer(), let text = try? single.decode(String.self) {
            self[.russian] = text
            return
        }
        let values = try decoder.container(keyedBy: Language.self)
        for language in Language.allCases {
            self[language] = try values.decodeIfPresent(String.self, forKey: language) ?? ""
        }
    }

    package func encode(to encoder: any Encoder) throws {
        if texts.count <= 1, texts[.russian] != nil || texts.isEmpty {
            var single = encoder.singleValueContainer()
            return try single.encode(texts[.russian] ?? "")
        }
        var values = encoder.container(keyedBy: Language.self)
        for language in Language.allCases { try values.encodeIfPresent(texts[language], forKey: language) }
    }
}
