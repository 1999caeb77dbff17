import ContactCenter
import Foundation

/// A sheet as comma-separated values the way Excel of a Russian Windows opens them by a double click: a byte order mark, `;` between
/// fields, a comma for decimals, dates as `27.11.2026 13:33:07`. The first line has the heads, so that programs read it, too.
///
/// What begins as a formula does is text, by an apostrophe before it; numbers are left alone.
struct CSVLines: SheetLines {
    private let sheet: Sheet
    private let clock: SheetClock

    init(_ sheet: Sheet) {
        self.sheet = sheet
        clock = SheetClock(sheet.timeZone)
    }

    var beginning: String {
        let heads = sheet.columns.map { column in
            Self.field([column.band?.title, column.title].compactMap(\.self).joined(separator: ": "))
        }
        return "\u{FEFF}" + heads.joined(separator: ";") + "\r\n"
    }

    func append(_ row: Sheet.Row, isFirst: Bool, to text: inout String) {
        for place in sheet.columns.indices {
            if place > 0 { text += ";" }
            if place < row.cells.count { text += field(of: row.cells[place]) }
        }
        text += "\r\n"
    }

    let end = ""

    private func field(of cell: Sheet.Cell) -> String {
        switch cell {
        case .nothing: ""
        case .text(let text), .phone(let text): Self.field(text)
        case .number(let number): String(number)
        case .share(let part, let whole):
            Figure.percent(part, of: whole).hundredths.map { Self.decimal($0) + "%" } ?? ""
        case .money(let hundredths): Self.decimal(hundredths)
        case .instant(let instant): clock.text(instant)
        case .day(let day): SheetClock.text(day)
        case .duration(let duration): SheetClock.text(duration)
        }
    }

    /// `5,56`
    private static func decimal(_ hundredths: Int64) -> String {
        let (units, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        return "\(hundredths < 0 ? "-" : "")\(units),\(rest < 10 ? "0" : "")\(rest)"
    }

    /// A text as it stands between separators.
    static func field(_ text: String) -> String {
        let text = guarded(text)
        guard text.unicodeScalars.contains(where: { "\";,\n\r\t".unicodeScalars.contains($0) }) else { return text }
        return "\"\(text.replacing("\"", with: "\"\""))\""
    }

    /// What a spreadsheet would take for a formula gets an apostrophe; characters that are in no text are left out.
    private static func guarded(_ text: String) -> String {
        let plain = text.withoutControls
        let begins = plain.unicodeScalars.first { $0 != " " && $0 != "\u{A0}" }
        guard let begins, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(begins) else { return plain }
        return "'" + plain
    }
}
