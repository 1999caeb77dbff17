import ContactCenter
import TestSupport
import Testing

@Suite("Names as a PBX may show them") struct CallerNameTests {
    @Test(
        "S4.2 nothing is left that a dialplan would take for something else than text",
        arguments: [
            ("ООО «Ромашка»", "ООО «Ромашка»"),
            ("Рожин, Олег; \"шеф\"", "Рожин Олег шеф"),
            ("${SHELL(rm)}[1]|$[1+1]", "SHELL(rm) 1 1+1"),
            ("a\r\nb\u{0}c\u{7F}d\u{2028}e", "a b c d e"),
            ("<script>\\", "script"),
            ("  Анна \u{A0} Петрова  ", "Анна Петрова"),
            ("\u{202E}нна\u{200B}А", "нна А"),
            ("", ""), ("\"\"", ""),
        ]
    )
    func cleaned(name: String, shown: String) {
        #expect(CallerName.text(name) == shown)
    }

    @Test("S4.2 a long name is cut between two characters, at 79 bytes at most")
    func cut() {
        #expect(CallerName.text(String(repeating: "я", count: 100)) == String(repeating: "я", count: 39))
        #expect(CallerName.text(String(repeating: "a", count: 79) + "b") == String(repeating: "a", count: 79))
        // A character of several scalars stays whole.
        let family = "👩🏽‍🚀"
        #expect(!CallerName.text(String(repeating: "a", count: 78) + "й" + family).contains("й"))
        #expect(CallerName.text(String(repeating: "а ", count: 27)).utf8.count <= 79)
        #expect(CallerName.text(String(repeating: "a", count: 78) + " b") == String(repeating: "a", count: 78))
    }

    @Test("whatever is typed, what comes out is short, printable and comes out of itself again")
    func anything() {
        var random = SeededRandom(seed: 1)
        for _ in 0..<2_000 {
            let bytes = random.bytes(random.number(below: 200))
            let text = CallerName.text(String(decoding: bytes, as: UTF8.self))
            #expect(text.utf8.count <= CallerName.mostBytes)
            #expect(!text.contains { "\"$[]{}|;,<>\\\r\n".contains($0) })
            #expect(CallerName.text(text) == text)
        }
    }
}
