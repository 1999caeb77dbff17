import Foundation

/// The CDR file that cdr_csv of Asterisk writes, with `loguniqueid`, `loguserfield` and `newcdrcolumns`.
package struct MasterCSV {
    private var clock: ClockText

    package init(timeZone: TimeZone) { clock = ClockText(timeZone: timeZone) }

    /// One row with its line end. Strings are quoted, numbers and missing dates are not.
    package mutating func row(_ cdr: SimulatedCDR) -> String {
        let fields = [
            quoted(""), quoted(cdr.source), quoted(cdr.destination), quoted(cdr.destinationContext),
            quoted(cdr.callerID),
            quoted(cdr.channel), quoted(cdr.destinationChannel), quoted(cdr.lastApplication), quoted(cdr.lastData),
            date(cdr.start), date(cdr.answer), date(cdr.end), String(cdr.duration), String(cdr.billableSeconds),
            quoted(cdr.disposition), quoted("DOCUMENTATION"), quoted(cdr.uniqueID), quoted(""),
            quoted(""), quoted(cdr.linkedID), String(cdr.sequence),
        ]
        return fields.joined(separator: ",") + "\n"
    }

    private mutating func date(_ instant: PBXInstant?) -> String {
        instant.map { quoted(clock.local($0)) } ?? ""
    }

    private func quoted(_ text: String) -> String {
        "\"\(text.replacingOccurrences(of: "\"", with: "\"\""))\""
    }
}
