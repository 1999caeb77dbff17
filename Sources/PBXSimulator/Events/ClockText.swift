import Foundation

/// Writes instants as Asterisk does: `2026-11-22 16:25:54` in the PBX's time zone. Remembers the last second, because
/// most events of a burst fall into one.
struct ClockText {
    private let timeZone: TimeZone
    private var second = Int64.min
    private var text = ""

    init(timeZone: TimeZone) { self.timeZone = timeZone }

    mutating func local(_ instant: PBXInstant) -> String {
        if instant.second != second {
            second = instant.second
            let offset = timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
            text = Self.text(second: second + Int64(offset), separator: " ")
        }
        return text
    }

    /// `2026-11-22T16:25:54.748+0000`, as security events have it.
    static func iso(_ instant: PBXInstant) -> String {
        let milliseconds = String(instant.microseconds % 1_000_000 / 1_000)
        let padding = String(repeating: "0", count: 3 - milliseconds.count)
        return "\(text(second: instant.second, separator: "T")).\(padding)\(milliseconds)+0000"
    }

    private static func text(second: Int64, separator: String) -> String {
        let (year, month, day) = date(daysSince1970: second / 86_400)
        let inDay = second % 86_400
        let time = "\(two(inDay / 3_600)):\(two(inDay / 60 % 60)):\(two(inDay % 60))"
        return "\(year)-\(two(month))-\(two(day))\(separator)\(time)"
    }

    private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }

    /// The Gregorian date, counted in 400-year eras that begin on 1 March.
    private static func date(daysSince1970 days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}
