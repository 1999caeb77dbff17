import ContactCenter
import Testing

@Suite("Addresses of e-mail")
struct MailAddressTests {
    @Test(
        "are what can stand in a header as it is",
        arguments: ["a@b", "reports@example.org", "first.last+tag@mail-1.example.org", "o'neill@example.org", "1@2.3"]
    )
    func good(text: String) {
        #expect(MailAddress(text)?.description == text)
    }

    @Test(
        "nothing else is one",
        arguments: [
            "", "a", "@b", "a@", "a@@b", "a@b@c", "a b@c", "a@b c", "a@b\r\nBcc: x@y", "a@b\n", "\ra@b", "<a@b>",
            "a@b,c@d",
            "a@b;c", "A <a@b>", "\"a\"@b", "a@-b", "a@b-", "a@b..c", ".a@b", "a.@b", "a..b@c", "имя@example.org",
            "a@пример.рф", "a@b\u{0}", "a(b)@c", "a@[127.0.0.1]", String(repeating: "a", count: 65) + "@b",
            "a@" + String(repeating: "b.", count: 130) + "c",
        ]
    )
    func bad(text: String) {
        #expect(MailAddress(text) == nil)
    }

    @Test("may have a name where they are those of who sends")
    func senders() throws {
        let named = try #require(MailSender(" Приём, отчёты <reports@example.org> "))
        #expect(named.name == "Приём, отчёты" && named.address.description == "reports@example.org")
        #expect(named.address.domain == "example.org")
        #expect(MailSender("\"Priyom\" <a@b>")?.name == "Priyom")
        #expect(MailSender("a@b")?.name == nil && MailSender("<a@b>")?.name == nil)
        #expect(MailSender("Priyom") == nil && MailSender("A\r\nB <a@b>") == nil && MailSender("A <a@b") == nil)
    }
}
