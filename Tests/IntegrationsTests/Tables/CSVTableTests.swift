import ContactCenter
import Foundation
import Testing

@testable import Integrations

@Suite("Tables as text")
struct CSVTableTests {
    private static let text = "ФИО;Телефон;Примечание\r\nЁлкин Пётр;8 (916) 197-85-96;Звонить после обеда\r\n"

    private func read(_ bytes: [UInt8], _ hints: TableHints = TableHints()) async throws -> (TableForm, [TableRow]) {
        let table = try await TableFiles().open(bytes, hints)
        var rows: [TableRow] = []
        while case let next = try await table.next(), !next.isEmpty { rows += next }
        return (table.form, rows)
    }

    private func bytes(_ text: String, _ encoding: TextEncoding) -> [UInt8] {
        switch encoding {
        case .utf8: return Array(text.utf8)
        case .utf16Little: return text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case .utf16Big: return text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        case .windows1251, .koi8, .cp866:
            let scalars = SingleByte.scalars(of: encoding) ?? []
            return text.unicodeScalars.map { scalar in
                scalar.isASCII
                    ? UInt8(scalar.value) : UInt8(128 + (scalars.firstIndex(of: scalar) ?? 0))
            }
        }
    }

    @Test("S3.6 the encoding of a text and its separator are found out", arguments: TextEncoding.allCases)
    func encodings(encoding: TextEncoding) async throws {
        let (form, rows) = try await read(bytes(Self.text, encoding))
        #expect(form == .text(encoding, .semicolon))
        #expect(
            rows == [
                TableRow(number: 1, cells: ["ФИО", "Телефон", "Примечание"]),
                TableRow(number: 2, cells: ["Ёлкин Пётр", "8 (916) 197-85-96", "Звонить после обеда"]),
            ]
        )
    }

    @Test("S3.6 bytes of three encodings are those that their standards say")
    func knownBytes() {
        #expect(bytes("Привет", .windows1251) == [0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2])
        #expect(bytes("Привет", .koi8) == [0xF0, 0xD2, 0xC9, 0xD7, 0xC5, 0xD4])
        #expect(bytes("Привет", .cp866) == [0x8F, 0xE0, 0xA8, 0xA2, 0xA5, 0xE2])
    }

    @Test("S3.6 a byte order mark is no part of the first cell, and what somebody says of a file counts")
    func marksAndHints() async throws {
        let marked = try await read([0xEF, 0xBB, 0xBF] + Array("Имя,Тел\nА;Б,1".utf8))
        #expect(marked.0 == .text(.utf8, .comma) && marked.1.map(\.cells) == [["Имя", "Тел"], ["А;Б", "1"]])
        let wide = try await read([0xFF, 0xFE] + bytes("Имя\tТел\n", .utf16Little))
        #expect(wide.0 == .text(.utf16Little, .tab) && wide.1[0].cells == ["Имя", "Тел"])
        let told = try await read(
            bytes("Имя,Тел;1\n", .koi8),
            TableHints(encoding: .koi8, separator: .semicolon)
        )
        #expect(told.1[0].cells == ["Имя,Тел", "1"])
    }

    @Test("S3.6 quotation marks, lines within a cell, empty rows and ends of lines of all kinds")
    func quotes() async throws {
        let text = "a;\"b;\"\"c\"\"\";\"две\nстроки\"\r\n\r\n;;\r\n  ; \nx\ry;5\" труба;\n\"\";z"
        let (_, rows) = try await read(Array(text.utf8), TableHints(separator: .semicolon))
        #expect(rows.map(\.cells) == [["a", "b;\"c\"", "две\nстроки"], ["x"], ["y", "5\" труба"], ["", "z"]])
        #expect(rows.map(\.number) == [1, 6, 7, 8])
    }

    @Test("S3.6 what is no table is refused with the row that is to blame")
    func refusals() async {
        let open = await #expect(throws: TableProblem.self) { _ = try await read(Array("a;b\nc;\"d\ne;f\n".utf8)) }
        #expect(open == TableProblem(.openQuote, row: 2))
        let picture = await #expect(throws: TableProblem.self) {
            _ = try await read([0x89, 0x50, 0x4E, 0x47] + Array(repeating: UInt8(0), count: 100) + [1, 2, 0, 3])
        }
        #expect(picture?.kind == .notATable)
        let nothing = await #expect(throws: TableProblem.self) { _ = try await read([]) }
        #expect(nothing?.kind == .empty)
        let wide = await #expect(throws: TableProblem.self) {
            _ = try await read(
                Array("a\n\(String(repeating: "x;", count: 300))\n".utf8),
                TableHints(separator: .semicolon)
            )
        }
        #expect(wide == TableProblem(.tooManyColumns, row: 2))
    }
}
