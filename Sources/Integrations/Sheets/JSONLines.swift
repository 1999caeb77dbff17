import ContactCenter
import Foundation

/// A sheet as JSON for programs: an object with `title`, `remarks` and `rows`, each row an object with a field for each column (those of
/// a band within an object of the band's name) and, where rows are grouped, `level`. Instants are UTC (ISO 8601), lengths milliseconds,
/// shares unrounded parts of 1; what is empty is `null`.
struct JSONLines: SheetLines {
    private let sheet: Sheet
    private let bands: [(band: Sheet.Band?, columns: Range<Int>)]

    init(_ sheet: Sheet) {
        self.sheet = sheet
        bands = sheet.bands
    }

    var beginning: String {
        let remarks = sheet.remarks.map(Self.string).joined(separator: ",")
        return "{\"title\":\(Self.string(sheet.title)),\"remarks\":[\(remarks)],\"rows\":["
    }

    func append(_ row: Sheet.Row, isFirst: Bool, to text: inout String) {
        text += isFirst ? "\n{" : ",\n{"
        text += "\"kind\":\"\(row.kind)\",\"level\":\(row.level)"
        for (band, columns) in bands {
            guard let band else {
                text += ","
                append(columns, of: row, to: &text)
                continue
            }
            text += ",\(Self.string(band.name)):{"
            append(columns, of: row, to: &text)
            text += "}"
        }
        text += "}"
    }

    let end = "\n]}\n"

    private func append(_ columns: Range<Int>, of row: Sheet.Row, to text: inout String) {
        for place in columns {
            if place > columns.lowerBound { text += "," }
            let cell = place < row.cells.count ? row.cells[place] : .nothing
            text += "\(Self.string(sheet.columns[place].name)):\(Self.value(of: cell))"
        }
    }

    private static func value(of cell: Sheet.Cell) -> String {
        switch cell {
        case .nothing: "null"
        case .text(let text), .phone(let text): string(text)
        case .number(let number): String(number)
        case .share(let part, let whole): whole == 0 ? "null" : "\(Double(part) / Double(whole))"
        case .money(let hundredths): "\(Double(hundredths) / 100)"
        case .instant(let instant):
            "\"\(instant.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)))\""
        case .day(let day): "\"\(day)\""
        case .duration(let duration):
            String(duration.components.seconds * 1_000 + duration.components.attoseconds / 1_000_000_000_000_000)
        }
    }

    private static func string(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\u{0}"..<" ", "\u{7F}", "\u{2028}", "\u{2029}":
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
