import ContactCenter
import Foundation

/// A list or a report that a reader takes away as a file (requirements S2.17, S2.22).
struct SheetExport: Sendable {
    /// For the audit log, and for file names that can only be Latin: `registry`.
    var name: String
    /// How people call it, for the file's name: *Реестр*.
    var title: String
    /// `nil` for what has no period.
    var days: ClosedRange<Day>?
    /// By which fields of its address it is narrowed.
    var narrowedBy: [String]
    var sheet: Sheet

    /// - Parameters:
    ///   - address: as the reader sees it.
    ///   - fields: those of them that only say where on it the reader is, in which order, how it is drawn.
    init(
        _ name: String,
        _ title: HTML,
        _ days: ClosedRange<Day>?,
        _ address: ListAddress,
        besides fields: [String],
        sheet: Sheet
    ) {
        self.name = name
        self.title = title.words
        self.days = days
        narrowedBy = address.without(PeriodChoice.fields + fields).fields.map(\.name)
        self.sheet = sheet
    }

    /// `sheet:registry.xlsx days:2026-11-01..2026-11-27 rows:100000`
    func subject(as form: SheetForm, rows: Int) -> String {
        let period = days.map { " days:\($0.lowerBound)..\($0.upperBound)" } ?? ""
        return "sheet:\(name).\(form)\(period) rows:\(rows)"
    }

    /// `Реестр 2026-11-01—2026-11-27.xlsx`, with nothing in it that some file system minds or that turns the text around it.
    func fileName(as form: SheetForm) -> String {
        let plain = title.unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: false
            default: !"/\\:*?\"<>|%".unicodeScalars.contains(scalar)
            }
        }
        let words = String(String.UnicodeScalarView(plain.prefix(80))).drop { $0 == "." || $0 == " " }
        let dates = days.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)—\($0.upperBound)" }
        return [words.isEmpty ? name : String(words), dates].compactMap(\.self).joined(separator: " ") + ".\(form)"
    }

    /// The same for programs that know Latin letters only.
    func latinFileName(as form: SheetForm) -> String {
        [name, days.map { "\($0.lowerBound)-\($0.upperBound)" }].compactMap(\.self).joined(separator: "-") + ".\(form)"
    }

    /// How a browser is told the file's name (RFC 6266): in Latin letters for old ones, as it is for the others.
    func disposition(as form: SheetForm) -> String {
        "attachment; filename=\"\(latinFileName(as: form))\"; filename*=UTF-8''\(SitePath.percentEncoded(fileName(as: form)))"
    }
}

extension SheetForm {
    var contentType: String {
        switch self {
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .csv: "text/csv; charset=utf-8"
        case .json: "application/json"
        }
    }
}

/// What stands between a sheet's title and its table: the days, and each filter in words.
func sheetRemarks(_ days: ClosedRange<Day>, _ fields: [FilterField], for viewer: Viewer) -> [String] {
    [daysText(days, for: viewer).words] + fields.filter(\.isSet).map { "\($0.label.words): \($0.words.words)" }
}
