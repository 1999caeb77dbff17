import ContactCenter
import Testing

@Suite("A machine and its port, as they are written")
struct HostAddressTests {
    @Test(
        "a name or an address, with a port or without",
        arguments: [
            ("SMTP.example.org", "smtp.example.org", nil, "smtp.example.org"),
            ("10.0.0.5:8443", "10.0.0.5", 8_443, "10.0.0.5"),
            ("[FD00::5]:25", "fd00::5", 25, "[fd00::5]"),
            ("[::1]", "::1", nil, "[::1]"),
            ("[::ffff:10.0.0.5]", "::ffff:10.0.0.5", nil, "[::ffff:10.0.0.5]"),
        ] as [(String, String, Int?, String)]
    )
    func read(text: String, host: String, port: Int?, bracketed: String) throws {
        let address = try #require(HostAddress(text))
        #expect(address.host == host && address.port == port && address.bracketedHost == bracketed)
    }

    @Test(
        "and nothing else: it becomes part of an address",
        arguments: [
            "", ":25", "a:", "a:0", "a:65536", "a:+25", "a:２５", "a b", "a/b", "a@b", "a_b", "a:1:2", "fd00::5", "[]",
            "[]:25",
            "[10.0.0.5]", "[a.b]", "[::1", "[::1]x", "[::1]:", "[::g]", "[fe80::1%25eth0]", "пример.рф", "a\r\nb",
        ]
    )
    func refused(text: String) { #expect(HostAddress(text) == nil) }

    @Test("what is put into an address is percent-encoded by its bytes")
    func encoded() {
        #expect("Ёж a&b=c/..%~_-".percentEncoded() == "%D0%81%D0%B6%20a%26b%3Dc%2F..%25%7E_-")
        #expect("..~\n\0".percentEncoded(keeping: "-_~") == "%2E%2E~%0A%00")
    }
}
