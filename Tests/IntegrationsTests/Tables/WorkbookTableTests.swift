import CZlib
import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Integrations

@Suite("Tables in workbooks")
struct WorkbookTableTests {
    private func read(
        _ bytes: [UInt8],
        _ limits: ZIPArchive.Limits = ZIPArchive.Limits()
    ) async throws -> [TableRow] {
        let table = try await TableFiles(limits).open(bytes, TableHints())
        #expect(table.form == .workbook)
        var rows: [TableRow] = []
        while case let next = try await table.next(), !next.isEmpty { rows += next }
        return rows
    }

    private func problem(
        _ bytes: [UInt8],
        _ limits: ZIPArchive.Limits = ZIPArchive.Limits()
    ) async -> TableProblem? {
        await #expect(throws: TableProblem.self) { _ = try await read(bytes, limits) }
    }

    /// As `SampleWorkbook` has a part that is packed.
    private func packed(_ text: String) throws -> [UInt8] {
        let bytes = Array(text.utf8)
        var size = compressBound(uLong(bytes.count))
        var packed = [UInt8](repeating: 0, count: Int(size))
        try #require(compress2(&packed, &size, bytes, uLong(bytes.count), 9) == Z_OK)
        // Without zlib's own head and sum.
        return Array(packed[2..<Int(size) - 4])
    }

    @Test("S3.6 a workbook as a spreadsheet program writes it: texts, numbers, days, sums")
    func written() async throws {
        let columns = [
            Sheet.Column("name", "ФИО", .text), Sheet.Column("phone", "Телефон", .phone),
            Sheet.Column("sum", "Остаток", .money), Sheet.Column("day", "До", .day),
        ]
        let day = try #require(Day("2026-04-03"))
        let rows = [
            Sheet.Row([.text("Ёлкин <b>"), .phone("+79161978596"), .money(123_450), .day(day)]),
            Sheet.Row([.text("=1+1"), .nothing, .money(7), .nothing]),
        ]
        let sheet = Sheet(title: "Клиенты", columns: columns, timeZone: .gmt) { try await $0(rows) }
        let file = try await SheetFiles().write(sheet, as: .xlsx) { _ in }
        let read = try await read(try await file.bytes(from: 0, count: Int(file.size)))
        #expect(
            read.suffix(2).map(\.cells) == [
                ["Ёлкин <b>", "+79161978596", "1234.5", "2026-04-03"], ["=1+1", "", "0.07"],
            ]
        )
        #expect(read.first { $0.cells.first == "ФИО" }?.cells == ["ФИО", "Телефон", "Остаток", "До"])
    }

    @Test(
        "S3.6 shared and inline texts, telephones as quantities, dates by style, formulas by their value, merged and empty cells"
    )
    func everyKind() async throws {
        let sheet = """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Тел</t></is></c><c r="D1" t="s"><v>1</v></c></row>\
            <row r="2"/><row r="3" spans="1:3"><c r="A3" s="1"/></row>\
            <row r="7"><c r="A7"><v>7.9161978596E10</v></c><c r="B7" s="1"><v>46115</v></c><c r="C7" s="2"><v>46115.545138888891</v></c>\
            <c r="D7" t="b"><v>1</v></c><c r="E7" t="e"><v>#N/A</v></c><c r="F7" t="str"><f>A1&amp;"x"</f><v>ФИОx</v></c>\
            <c r="G7" s="3"><f>1/10</f><v>0.10000000000000001</v></c></row></sheetData><mergeCells><mergeCell ref="B1:C1"/></mergeCells>
            """
        let strings = [
            "<r><t>Ф</t></r><r><t xml:space=\"preserve\">ИО</t></r>", "<t>Чтение</t><rPh><t>читать</t></rPh>",
        ]
        #expect(
            try await read(SampleWorkbook(sheet: sheet, strings: strings).file) == [
                TableRow(number: 1, cells: ["ФИО", "Тел", "", "Чтение"]),
                TableRow(number: 7, cells: ["79161978596", "2026-04-03", "2026-04-03 13:05", "1", "", "ФИОx", "0.1"]),
            ]
        )
    }

    @Test("S3.6 a million empty rows are passed over")
    func emptyRows() async throws {
        var sheet = "<row r=\"1\"><c t=\"inlineStr\"><is><t>Имя</t></is></c></row>"
        for number in 2...1_000_000 { sheet += "<row r=\"\(number)\" s=\"1\"/>" }
        sheet += "<row r=\"1000001\"><c t=\"inlineStr\"><is><t>Конец</t></is></c></row></sheetData>"
        var workbook = SampleWorkbook(sheet: "")
        workbook.parts.removeLast()
        workbook.parts.append(("xl/worksheets/sheet1.xml", try packed("<worksheet><sheetData>\(sheet)</worksheet>"), 8))
        let rows = try await read(workbook.file)
        #expect(rows.map(\.number) == [1, 1_000_001] && rows.map(\.cells) == [["Имя"], ["Конец"]])
    }

    @Test("S3.6 a bomb is refused by what it grows to, and how fast")
    func bomb() async throws {
        let row = "<row><c t=\"inlineStr\"><is><t>x</t></is></c></row>"
        let text = "<worksheet><sheetData>\(String(repeating: row, count: 60_000))</sheetData></worksheet>"
        var workbook = SampleWorkbook(sheet: "")
        workbook.parts.removeLast()
        workbook.parts.append(("xl/worksheets/sheet1.xml", try packed(text), 8))
        let part = "xl/worksheets/sheet1.xml"
        #expect(
            await problem(workbook.file, ZIPArchive.Limits(unpacked: 1 << 20)) == TableProblem(.tooLarge, part: part)
        )
        #expect(await problem(workbook.file, ZIPArchive.Limits(small: 1 << 16)) == TableProblem(.tooLarge, part: part))
        #expect(try await read(workbook.file).count == 60_000)
    }

    @Test("S3.6 passwords, old workbooks, entities and broken parts are refused in words that say which")
    func refusals() async throws {
        let container: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 500)
        #expect(await problem(container)?.kind == .oldWorkbook)
        let name = "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] }
        #expect(await problem(container + name)?.kind == .encrypted)
        let part = "xl/worksheets/sheet1.xml"
        let entities = SampleWorkbook(
            sheet: "<row><c t=\"inlineStr\"><is><t>&x;</t></is></c></row></sheetData>",
            doctype: "<!DOCTYPE worksheet [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
        )
        #expect(await problem(entities.file) == TableProblem(.damaged, part: part))
        #expect(await problem(SampleWorkbook(sheet: "<row><c>").file) == TableProblem(.damaged, part: part))
        let far = SampleWorkbook(sheet: "<row r=\"5\"><c r=\"ZZ5\"><v>1</v></c></row></sheetData>")
        #expect(await problem(far.file) == TableProblem(.tooManyColumns, part: part, row: 5))
        let lost = SampleWorkbook(sheet: "<row r=\"2\"><c t=\"s\"><v>7</v></c></row></sheetData>")
        #expect(await problem(lost.file) == TableProblem(.damaged, part: part, row: 2))
        var cut = SampleWorkbook(sheet: "")
        cut.parts.removeLast()
        let whole = try packed("<worksheet><sheetData><row r=\"1\"><c><v>1</v></c></row></sheetData></worksheet>")
        cut.parts.append((part, Array(whole.dropLast(6)), 8))
        #expect(await problem(cut.file) == TableProblem(.damaged, part: part))
        // A document of another kind in the same container.
        var other = SampleWorkbook(sheet: "</sheetData>")
        other.parts.removeAll { $0.name == "xl/workbook.xml" }
        #expect(await problem(other.file)?.kind == .notATable)
        #expect(await problem(Array(SampleWorkbook(sheet: "</sheetData>").file.dropLast(30)))?.kind == .damaged)
    }
}
