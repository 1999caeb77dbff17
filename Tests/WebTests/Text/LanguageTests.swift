import Foundation
import Testing

@testable import Web

@Suite struct LanguageTests {
    private static let languages: [(String, [Phrase: String], [Counted: [String]], forms: Int)] = [
        ("Russian", Russian.phrases, Russian.counted, 3),
        ("English", English.phrases, English.counted, 2),
        ("Ukrainian", Ukrainian.phrases, Ukrainian.counted, 3),
    ]

    @Test("every language has every phrase and every counted noun", arguments: 0..<3)
    func completeness(index: Int) {
        let (name, phrases, counted, forms) = Self.languages[index]
        for phrase in Phrase.allCases {
            #expect(phrases[phrase]?.isEmpty == false, "\(name) lacks \(phrase)")
        }
        for noun in Counted.allCases {
            #expect(counted[noun]?.count == forms, "\(name) lacks forms of \(noun)")
        }
    }

    @Test("a phrase has the same number of places in every language")
    func places() {
        for phrase in Phrase.allCases {
            let counts = Self.languages.map { ($0.1[phrase] ?? "").components(separatedBy: "{}").count - 1 }
            #expect(Set(counts).count == 1, "\(phrase) has \(counts) places")
        }
    }

    @Test("numerals agree")
    func numerals() {
        let russian = [0, 1, 2, 5, 11, 12, 14, 21, 22, 25, 101, 111, 1_224].map {
            Language.russian.count($0, .calls).markup
        }
        #expect(
            russian == [
                "0 звонков", "1 звонок", "2 звонка", "5 звонков", "11 звонков", "12 звонков", "14 звонков", "21 звонок",
                "22 звонка", "25 звонков", "101 звонок", "111 звонков", "1224 звонка",
            ]
        )
        #expect([1, 3, 5].map { Language.ukrainian.count($0, .calls).markup } == ["1 дзвінок", "3 дзвінки", "5 дзвінків"])
        #expect([0, 1, 2].map { Language.english.count($0, .calls).markup } == ["0 calls", "1 call", "2 calls"])
    }

    @Test("what is put into a phrase stands in its place")
    func inserts() {
        #expect(Language.russian(.quietAnsweredBy, "0125").markup == "ответил 0125")
        #expect(Language.english(.queueNamed, "<b>1</b>").markup == "queue “<b>1</b>”")
    }

    @Test("words for people stand in the language files and nowhere else")
    func noWordsInCode() throws {
        let sources = URL(filePath: #filePath).appending(path: "../../../../Sources/Web").standardizedFileURL
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var checked = 0
        for case let file as URL in files where file.pathExtension == "swift" || file.pathExtension == "js" {
            guard file.deletingLastPathComponent().lastPathComponent != "Languages" else { continue }
            checked += 1
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            for line in lines where !line.contains("//") {
                let isCyrillic = line.unicodeScalars.contains { (0x400...0x4FF).contains($0.value) }
                #expect(!isCyrillic, "\(file.lastPathComponent): \(line)")
            }
        }
        #expect(checked > 20)
    }
}
