import Testing

@testable import ContactCenter

@Suite("The name that a person types to log in")
struct UserNameTests {
    @Test(
        "has one spelling, whatever way it is typed",
        arguments: [
            ("anna", "anna"), (" Anna\t", "anna"), ("АННА", "анна"), ("\u{A0}anna\u{3000}", "anna"),
            ("a.petrova_2-b@example.com", "a.petrova_2-b@example.com"), ("Жан-Поль", "жан-поль"), ("7", "7"),
            // One character or two: й, é.
            ("и\u{306}", "\u{439}"), ("e\u{301}", "\u{E9}"), ("E\u{301}", "\u{E9}"),
            // As typed with a Japanese keyboard.
            ("Ａｎｎａ１", "anna1"), ("花子", "花子"), ("प्रिया", "प्रिया"),
        ]
    )
    func spelling(typed: String, name: String) {
        #expect(UserName(typed).map { Array($0.rawValue.unicodeScalars) } == Array(name.unicodeScalars))
    }

    @Test("stays the same when it is read again", arguments: ["İstanbul", "ÇAĞRI", "ẞ", "ﬁona", "e\u{323}\u{302}"])
    func stable(typed: String) throws {
        let name = try #require(UserName(typed))
        #expect(UserName(name.rawValue).map { Array($0.rawValue.utf8) } == Array(name.rawValue.utf8))
    }

    @Test(
        "is nothing else than letters, digits and four signs",
        arguments: [
            "", "   ", "anna petrova", "an\nna", "anna\0", "<anna>", "anna'", "anna;", "anna/b", "anna%", "☎",
            "👩", "an\u{202E}na", "anna\u{FEFF}", "½", "1\u{20E3}", "\u{301}", ".\u{301}", "$1",
        ]
    )
    func refused(typed: String) { #expect(UserName(typed) == nil) }

    @Test(
        "holds nothing that nobody sees, by which two people could look like one",
        arguments: [
            "anna\u{200D}", "an\u{200C}na", "anna\u{FE0F}", "anna\u{34F}", "anna\u{3164}", "anna\u{E0061}", "a\u{AD}b",
        ]
    )
    func invisible(typed: String) { #expect(UserName(typed) == nil) }

    @Test("has 1 to 64 characters")
    func length() {
        #expect(UserName(String(repeating: "я", count: 64)) != nil)
        #expect(UserName(String(repeating: "я", count: 65)) == nil)
        #expect(UserName("a" + String(repeating: "\u{323}", count: 65)) == nil)
    }
}
