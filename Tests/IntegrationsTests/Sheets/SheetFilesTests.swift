import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Integrations

@Suite("Sheets as files") struct SheetFilesTests {
    /// What a spreadsheet might take for a formula, a link or a command.
    static let hostile = [
        "=1+1", "+7 916 111", "-5", "@SUM(A1)", "=HYPERLINK(\"http://example.com\")", "\t=1", "\r=1", " =1", "＝1",
        "https://example.com", "a;b", "a\"b", "a\nb", "<b>&", "a\u{0}\u{1}\u{1B}\u{FFFF}b", "🚗",
    ]

    private static let afternoon = Date(timeIntervalSince1970: 1_775_217_720)

    private func sheet(_ rows: [Sheet.Row]) -> Sheet {
        let all = Sheet.Band("all", "Всего; все")
        return Sheet(
            title: "Отчёт [май]",
            remarks: ["01.05 – 31.05.2020", "Филиал: =1+1"],
            columns: [
                .init("name", "Причина", .text), .init("count", "Обращ.", .number, band: all),
                .init("share", "Доля %", .share, band: all),
            ],
            timeZone: .sampleZone
        ) { take in
            for row in rows { try await take([row]) }
        }
    }

    private func list(_ cells: [Sheet.Cell], _ kind: Sheet.Column.Kind = .text) -> Sheet {
        Sheet(title: "Список", columns: [.init("a", "А", kind)], timeZone: .sampleZone) { take in
            try await take(cells.map { Sheet.Row([$0]) })
        }
    }

    private let grouped = [
        Sheet.Row([.text("Автозаводская"), .number(13), .share(1, of: 3)], kind: .subtotal),
        Sheet.Row([.text("=Услуги"), .number(0), .nothing], level: 1),
        Sheet.Row([.text("Итого"), .number(-13), .share(-1, of: 8)], kind: .total),
    ]

    private func written(_ sheet: Sheet, as form: SheetForm, rowsOnSheet: Int = 1_048_576) async throws -> [UInt8] {
        let file = try await SheetFiles(rowsOnSheet: rowsOnSheet).write(sheet, as: form) { _ in }
        let bytes = try await file.bytes(from: 0, count: Int(file.size) + 1)
        #expect(bytes.count == Int(file.size))
        return bytes
    }

    private func text(_ sheet: Sheet, as form: SheetForm) async throws -> String {
        String(decoding: try await written(sheet, as: form), as: UTF8.self)
    }

    /// The parts of an XLSX, by name.
    private func parts(_ sheet: Sheet, rowsOnSheet: Int = 1_048_576) async throws -> [String: String] {
        let bytes = try await written(sheet, as: .xlsx, rowsOnSheet: rowsOnSheet)
        return try await TestFolder.with { folder in
            let path = folder + "/sheet.xlsx"
            try Data(bytes).write(to: URL(filePath: path))
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/python3")
            process.arguments = [
                "-c",
                "import json, sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); "
                    + "print(json.dumps({n: z.read(n).decode() for n in z.namelist()}))",
                path,
            ]
            let output = Pipe()
            process.standardOutput = output
            try process.run()
            let json = try output.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            return try JSONDecoder().decode([String: String].self, from: json)
        }
    }

    // MARK: - CSV

    @Test("S2.17 CSV opens in a Russian Excel: byte order mark, semicolons, decimal commas, dates")
    func csv() async throws {
        #expect(
            try await text(sheet(grouped), as: .csv) == """
                \u{FEFF}Причина;"Всего; все: Обращ.";"Всего; все: Доля %"\r
                Автозаводская;13;33,33%\r
                '=Услуги;0;\r
                Итого;-13;-12,50%\r\n
                """
        )
        let times: [Sheet.Cell] = [
            .instant(Self.afternoon), .day(Day("2020-05-01") ?? Day(number: 0)), .duration(.seconds(3_909)),
            .number(-5),
            .money(-1_234_505),
        ]
        #expect(
            try await text(list(times), as: .csv).split(separator: "\r\n").dropFirst() == [
                "03.04.2026 15:02:00", "01.05.2020", "1:05:09", "-5", "-12345,05",
            ]
        )
    }

    @Test("what begins as a formula does is text in CSV, a number stays one")
    func hostileCSV() async throws {
        let lines = try await text(list(Self.hostile.map { .text($0) } + [.phone("+49 30"), .number(-5)]), as: .csv)
        #expect(
            lines.split(separator: "\r\n").dropFirst() == [
                "'=1+1", "'+7 916 111", "'-5", "'@SUM(A1)", "\"'=HYPERLINK(\"\"http://example.com\"\")\"", "\"'\t=1\"",
                "\"'\n=1\"", "' =1", "'＝1", "https://example.com", "\"a;b\"", "\"a\"\"b\"", "\"a\nb\"", "<b>&", "ab",
                "🚗",
                "'+49 30", "-5",
            ]
        )
    }

    // MARK: - JSON

    @Test("JSON has raw values below the names of the columns")
    func json() async throws {
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(try await written(sheet(grouped), as: .json))) as? [String: Any]
        )
        #expect(json["title"] as? String == "Отчёт [май]")
        let rows = try #require(json["rows"] as? [[String: Any]])
        #expect(rows.map { $0["level"] as? Int } == [0, 1, 0])
        #expect(rows.map { $0["kind"] as? String } == ["subtotal", "plain", "total"])
        let bands = rows.compactMap { $0["all"] as? [String: Any] }
        #expect(bands.map { $0["count"] as? Int } == [13, 0, -13])
        #expect(bands[0]["share"] as? Double == 1.0 / 3)
        #expect(bands[1]["share"] is NSNull)
        #expect(rows[1]["name"] as? String == "=Услуги")
        let times: [Sheet.Cell] = [
            .instant(Self.afternoon + 0.123), .duration(.milliseconds(1_500)), .money(1_250), .text("a\"\\\u{1}"),
        ]
        let text = try await text(list(times), as: .json)
        #expect(
            text.contains("\"a\":\"2026-04-03T12:02:00.123Z\"") && text.contains("\"a\":1500")
                && text.contains("\"a\":12.5")
        )
        #expect(text.contains("\"a\":\"a\\\"\\\\\\u0001\""))
    }

    // MARK: - XLSX

    @Test("S2.17 XLSX has numbers, percentages, merged bands, groups that fold and heads that stay")
    func xlsx() async throws {
        let parts = try await parts(sheet(grouped))
        let page = try #require(parts["xl/worksheets/sheet1.xml"])
        #expect(page.contains("<v>13</v>") && page.contains("<v>0</v>") && page.contains("<v>-13</v>"))
        #expect(page.contains("<v>0.3333333333333333</v>") && page.contains("<v>-0.125</v>"))
        #expect(page.contains("<mergeCell ref=\"B5:C5\"/>"))
        #expect(page.contains("outlineLevel=\"1\"") && page.contains("summaryBelow=\"0\""))
        #expect(page.contains("topLeftCell=\"B7\"") && page.contains("state=\"frozen\""))
        #expect(page.contains("orientation=\"landscape\"") && page.contains("paperSize=\"9\""))
        #expect(!page.contains("<f>"))
        #expect(parts["xl/styles.xml"]?.contains("formatCode=\"0.00%\"") == true)
        let book = try #require(parts["xl/workbook.xml"])
        #expect(book.contains("name=\"Отчёт май\""))
        #expect(book.contains("_xlnm.Print_Titles"))
    }

    @Test("whatever somebody typed is text in XLSX: no formula, no link, nothing that XML cannot hold")
    func hostileXLSX() async throws {
        let parts = try await parts(list(Self.hostile.map { .text($0) }))
        let page = try #require(parts["xl/worksheets/sheet1.xml"])
        #expect(!page.contains("<f>") && !page.contains("<hyperlink"))
        #expect(parts["xl/worksheets/_rels/sheet1.xml.rels"] == nil)
        for text in ["<t>=1+1</t>", "<t>-5</t>", "<t>@SUM(A1)</t>", "<t>&lt;b&gt;&amp;</t>", "<t>ab</t>", "<t>🚗</t>"] {
            #expect(page.contains(text), "\(text)")
        }
        #expect(page.matches(of: /t="inlineStr"/).count == Self.hostile.count + 2)
    }

    @Test("instants, days and lengths are numbers in XLSX, by the business's clock")
    func times() async throws {
        let cells: [Sheet.Cell] = [
            .instant(Date(timeIntervalSince1970: 1_590_969_600.9)), .day(Day("2020-06-01") ?? Day(number: 0)),
            .duration(.seconds(129_600)), .instant(.distantPast),
        ]
        let page = try #require(try await parts(list(cells))["xl/worksheets/sheet1.xml"])
        // 3 o'clock in Moscow.
        #expect(page.contains("<v>43983.125</v>") && page.contains("<v>43983</v>") && page.contains("<v>1.5</v>"))
        #expect(page.matches(of: /t="inlineStr"/).count == 3)
    }

    @Test("a cell holds as much as Excel reads, and no half of a character")
    func longText() {
        #expect(SheetBook.cellText(String(repeating: "я", count: 40_000)).utf16.count == 32_767)
        let cars = SheetBook.cellText(String(repeating: "🚗", count: 20_000))
        #expect(cars.unicodeScalars.count == 16_383 && cars.unicodeScalars.allSatisfy { $0 == "🚗" })
    }

    @Test("what one sheet cannot hold goes on on the next, below the same heads")
    func secondSheet() async throws {
        let parts = try await parts(list((1...10).map { .number($0) }, .number), rowsOnSheet: 9)
        #expect(parts["xl/worksheets/sheet2.xml"]?.contains("<v>7</v>") == true)
        #expect(parts["xl/worksheets/sheet1.xml"]?.contains("<v>6</v>") == true)
        #expect(parts["xl/worksheets/sheet1.xml"]?.contains("<v>7</v>") == false)
        #expect(parts["xl/workbook.xml"]?.contains("name=\"Список (2)\"") == true)
    }

    // MARK: - Files

    @Test("it is told how far it is, and rows that cannot be read leave no file")
    func progress() async throws {
        struct Broken: Error {}
        try await TestFolder.with { folder in
            let files = SheetFiles(in: folder)
            for form in SheetForm.allCases {
                let broken = Sheet(title: "", columns: [.init("a", "А", .number)], timeZone: .gmt) { take in
                    try await take([Sheet.Row([.number(1)])])
                    try await take([Sheet.Row([.number(2)]), Sheet.Row([.number(3)])])
                    throw Broken()
                }
                var told: [Int] = []
                await #expect(throws: Broken.self) { _ = try await files.write(broken, as: form) { told.append($0) } }
                // Of the last portion nobody knows yet whether it was written.
                #expect(told == [1])
            }
            let file = try await files.write(list([.number(1)]), as: .xlsx) { _ in }
            #expect(file.rows == 1 && file.size > 1_000)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        }
    }
}

extension TimeZone {
    fileprivate static let sampleZone = TimeZone(identifier: "Europe/Moscow") ?? .gmt
}
