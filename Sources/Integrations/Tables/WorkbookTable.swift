import ContactCenter
import Foundation

/// The first sheet of a workbook (XLSX, ECMA-376) that is shown, read from its top to its end without holding more than some rows of it.
///
/// Of a formula the value counts that was last worked out; of cells made one the first has the value, the others nothing.
final class WorkbookTable: TablePortions {
    let form = TableForm.workbook
    private let sheet: SheetCells
    private let events: XMLEvents
    private var isOver = false

    init(_ bytes: [UInt8], _ limits: ZIPArchive.Limits) throws {
        let archive = try ZIPArchive(bytes, limits)
        let workbook = WorkbookParts()
        guard try Self.read("xl/workbook.xml", of: archive, workbook) else { throw TableProblem(.notATable) }
        let relations = WorkbookRelations()
        _ = try Self.read("xl/_rels/workbook.xml.rels", of: archive, relations)
        let styles = WorkbookStyles()
        _ = try Self.read("xl/styles.xml", of: archive, styles)
        let strings = SharedStrings()
        _ = try Self.read("xl/sharedStrings.xml", of: archive, strings)
        guard let path = workbook.sheet.flatMap({ relations.targets[$0] }), let stream = try archive.stream(path) else {
            throw TableProblem(.damaged, part: "xl/workbook.xml")
        }
        sheet = SheetCells(part: path, strings, styles.kinds, isOfMac: workbook.isOfMac)
        events = try XMLEvents(stream, sheet)
    }

    private static func read(_ part: String, of archive: ZIPArchive, _ hearer: any XMLHearing) throws -> Bool {
        guard let stream = try archive.stream(part) else { return false }
        try XMLEvents(stream, hearer).read()
        return true
    }

    func next() throws -> [TableRow] {
        while sheet.rows.isEmpty, !isOver { isOver = try !events.step() }
        defer { sheet.rows = [] }
        return sheet.rows
    }
}

/// Hears the cells of a sheet, and makes rows of them.
private final class SheetCells: XMLHearing {
    /// Those that have been heard and not been taken yet.
    var rows: [TableRow] = []
    private(set) var problem: TableProblem?

    private let part: String
    private let strings: SharedStrings
    private let kinds: [WorkbookStyles.Kind]
    private let isOfMac: Bool

    private var number = 0
    private var cells: [String] = []
    private var column = 0
    private var type = ""
    private var style = 0
    private var value: [UInt8] = []
    private var isInValue = false
    private var isAloud = false

    init(part: String, _ strings: SharedStrings, _ kinds: [WorkbookStyles.Kind], isOfMac: Bool) {
        self.part = part
        self.strings = strings
        self.kinds = kinds
        self.isOfMac = isOfMac
    }

    func begin(_ element: String, _ attributes: [String: String]) {
        switch element {
        case "row":
            number = attributes["r"].flatMap { Int($0) } ?? number + 1
            cells = []
            column = -1
        case "c":
            column = attributes["r"].flatMap(Self.column) ?? column + 1
            (type, style) = (attributes["t"] ?? "n", attributes["s"].flatMap { Int($0) } ?? 0)
            value.removeAll(keepingCapacity: true)
        case "v": isInValue = true
        case "t": isInValue = !isAloud
        case "rPh": isAloud = true
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        if isInValue, value.count < 4 * TableLimits.cell { value += bytes }
    }

    func end(_ element: String) {
        switch element {
        case "v", "t": isInValue = false
        case "rPh": isAloud = false
        case "c": take()
        case "row": if !cells.isEmpty { rows.append(TableRow(number: number, cells: cells)) }
        default: break
        }
    }

    private func take() {
        guard problem == nil, !value.isEmpty else { return }
        let text = meaning(of: String(decoding: value, as: UTF8.self))
        guard !text.allSatisfy(\.isWhitespace) else { return }
        guard (0..<TableLimits.columns).contains(column) else {
            problem = TableProblem(.tooManyColumns, part: part, row: number)
            return
        }
        while cells.count < column { cells.append("") }
        let cell = text.utf8.count > TableLimits.cell ? String(text.prefix(TableLimits.cell)) : text
        if cells.count > column { cells[column] = cell } else { cells.append(cell) }
    }

    private func meaning(of text: String) -> String {
        switch type {
        case "s":
            if let text = Int(text).flatMap({ strings[$0] }) { return text }
            problem = TableProblem(.damaged, part: part, row: number)
            return ""
        case "str", "inlineStr": return text
        case "b": return text == "1" ? "1" : "0"
        // What could not be worked out says nothing.
        case "e": return ""
        case "d": return String(text.prefix(10))
        default:
            guard let number = Double(text) else { return text }
            let kind = kinds.indices.contains(style) ? kinds[style] : .plain
            return kind == .plain ? Self.text(of: number) ?? text : SheetDate.text(of: number, kind, isOfMac: isOfMac)
        }
    }

    /// As people write it: `79161978596` of `7.9161978596E10`, `0.1` of `0.10000000000000001`.
    private static func text(of number: Double) -> String? {
        guard number.isFinite else { return nil }
        if number.rounded() == number, abs(number) < 1e15 { return String(Int64(number)) }
        // Spreadsheets reckon with fifteen digits.
        let text = String(format: "%.15g", number)
        return text.contains("e") ? String(number) : text
    }

    /// `AB12` is the 27th from 0.
    private static func column(of reference: String) -> Int? {
        var column = 0
        for byte in reference.utf8 {
            guard (65...90).contains(byte) else { break }
            column = column * 26 + Int(byte) - 64
            guard column <= 20_000 else { break }
        }
        return column > 0 ? column - 1 : nil
    }
}

/// Days since 1900 as spreadsheets count them.
enum SheetDate {
    /// `2026-04-03`, `2026-04-03 13:05`, `13:05`
    static func text(of serial: Double, _ kind: WorkbookStyles.Kind, isOfMac: Bool) -> String {
        guard (0..<2_958_466).contains(serial) else { return String(serial) }
        let minutes = (serial * 1_440).rounded()
        let (days, minute) = (Int(minutes) / 1_440, Int(minutes) % 1_440)
        // Before March 1900 there is a day too many; nobody means those.
        let day = Day(number: days - 25_569 + (isOfMac ? 1_462 : 0)).description
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let time = "\(two(minute / 60)):\(two(minute % 60))"
        return switch kind {
        case .time: time
        case .dateAndTime where minute > 0: "\(day) \(time)"
        default: day
        }
    }
}
