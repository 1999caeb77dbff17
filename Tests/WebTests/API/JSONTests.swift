import ContactCenter
import Foundation
import Testing

@testable import Web

@Suite("JSON is read within bounds and written as it was") struct JSONTests {
    private func read(_ text: String) throws -> JSON { try JSONReader.read([UInt8](text.utf8)) }

    private func failure(_ text: String) -> JSONReader.Failure? {
        do {
            _ = try read(text)
            return nil
        } catch {
            return error as? JSONReader.Failure
        }
    }

    @Test("every kind of value is read, with the digits that were written and the order of the members")
    func values() throws {
        let text = #"{"b":[1,-2.50,1e3,true,false,null],"a":{"ё":"\"\\\n\u0451\ud83d\ude00"}}"#
        let json = try read(" \n\t\(text)\r\n ")
        #expect(json.members?.map(\.name) == ["b", "a"])
        #expect(json["b"]?.elements == [1, .number("-2.50"), .number("1e3"), true, false, nil])
        #expect(json["a"]?["ё"]?.text == "\"\\\nё😀")
        #expect(json["b"]?.elements?[0].integer == 1 && json["b"]?.elements?[1].integer == nil)
        #expect(try read(json.description) == json)
        #expect(JSON.string("\u{1}\u{7F}\r</script>").description == "\"\\u0001\\u007f\\r</script>\"")
    }

    @Test(
        "what is no JSON is refused, with the place of the mistake",
        arguments: [
            ("", "empty", 1, 1), ("  \n ", "empty", 2, 2), ("{\"a\":1,}", "unexpected", 1, 8),
            ("[1 2]", "unexpected", 1, 4),
            ("{\n \"a\": tru}", "unexpected", 2, 7), ("01", "unexpected", 1, 2), ("1.", "unexpected", 1, 3),
            ("-", "unexpected", 1, 2), ("\"a", "unexpected", 1, 3), ("\"\n\"", "unexpected", 1, 2),
            ("\"\\x\"", "unexpected", 1, 3), ("\"\\ud800\"", "unexpected", 1, 3), ("\"\\u12\"", "unexpected", 1, 4),
            ("{} {}", "unexpected", 1, 4), ("{\"a\":1,\n\"a\":2}", "duplicate_name", 2, 1), ("nul", "unexpected", 1, 1),
            ("{a:1}", "unexpected", 1, 2), ("NaN", "unexpected", 1, 1), ("'a'", "unexpected", 1, 1),
        ]
    )
    func refused(text: String, kind: String, line: Int, column: Int) {
        let failure = failure(text)
        #expect(failure?.kind.rawValue == kind)
        #expect(failure?.line == line && failure?.column == column, "\(text)")
    }

    @Test("nobody nests deeper than is read, nor sends bytes that are no text")
    func bounds() throws {
        let deep = String(repeating: "[", count: 17) + String(repeating: "]", count: 17)
        #expect(failure(deep) == nil)
        #expect(failure("[\(deep)]")?.kind == .tooDeep)
        #expect(failure(String(repeating: "[", count: 200_000))?.kind == .tooDeep)
        #expect(throws: JSONReader.Failure.self) { try JSONReader.read([0x22, 0xFF, 0x22]) }
    }

    @Test("instants are UTC with milliseconds, whatever offset they came with")
    func instants() {
        for (text, written) in [
            ("2026-04-03T13:22:07+03:00", "2026-04-03T10:22:07.000Z"),
            ("2026-04-03T10:22:07.1239Z", "2026-04-03T10:22:07.123Z"),
            ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
            ("2026-03-29T00:30:00-05:30", "2026-03-29T06:00:00.000Z"),
        ] {
            #expect(Date(iso: text)?.iso == written)
        }
        for text in [
            "2026-04-03", "2026-04-03 10:22:07Z", "2026-02-30T10:22:07Z", "2026-04-03T24:00:00Z", "2026-04-03T10:22:07",
            "٢٠٢٦-04-03T10:22:07Z", "", String(repeating: "9", count: 100_000),
        ] {
            #expect(Date(iso: text) == nil, "\(text.prefix(40))")
        }
    }

    @Test("sums are exact")
    func sums() {
        for (digits, hundredths) in [
            ("0.1", 10), ("1234.5", 123_450), ("9999999999999.99", 999_999_999_999_999), ("7", 700),
        ] {
            #expect(FieldContent.money.value(.number(digits)) == .success(.integer(Int64(hundredths))))
        }
        #expect(FieldContent.money.json(.integer(123_405)) == .number("1234.05"))
        #expect(FieldContent.money.value(.string("7")) == .failure(.wrongType(.number)))
        for digits in ["-1", "1e3", "0.001"] {
            #expect(FieldContent.money.value(.number(digits)) == .failure(.field(.malformed, .money)))
        }
    }
}
