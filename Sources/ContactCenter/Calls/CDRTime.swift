import Foundation

/// Times as the PBX writes them into its CDRs: `2026-11-22 16:25:54` or `2026-11-22 16:25:54.123`, in its own zone.
package enum CDRTime {
    /// The instant that a text names in a zone.
    ///
    /// An hour that the change of clocks repeats is taken as its first pass.
    ///
    /// - Returns: `nil` for an empty text (a call that was never answered) and for anything that is no such time.
    package static func date(_ text: String, in zone: TimeZone) -> Date? {
        guard let local = secondsAsIfUTC(text) else { return nil }
        let before = zone.secondsFromGMT(for: Date(timeIntervalSince1970: local - 86_400))
        let first = Date(timeIntervalSince1970: local - Double(before))
        guard zone.secondsFromGMT(for: first) != before else { return first }
        return Date(timeIntervalSince1970: local - Double(zone.secondsFromGMT(for: first)))
    }

    /// How far the PBX's CDR times are ahead of UTC, in seconds, found out from the rows alone: a Uniqueid begins with
    /// the unix time of the channel's birth, and no row begins before its channel was born.
    ///
    /// - Returns: a whole number of quarters of an hour; `nil` when no row has such a Uniqueid, and when the clocks were
    ///   set in between, so that the rows do not agree on anything a time zone can be.
    package static func secondsAheadOfUTC(of rows: [CDRRow]) -> Int? {
        let leads = rows.compactMap { row -> Double? in
            guard let start = secondsAsIfUTC(row.start) else { return nil }
            return LinkedID(row.uniqueID).birthSecond.map { start - Double($0) }
        }
        guard let least = leads.min() else { return nil }
        let quarter = 900.0
        let offset = (least / quarter).rounded() * quarter
        guard abs(least - offset) < 60, (-12 * 3_600.0...14 * 3_600).contains(offset) else { return nil }
        return Int(offset)
    }

    /// The text of an instant in a zone, to the whole second.
    package static func text(of date: Date, in zone: TimeZone) -> String {
        text(ofLocalSecond: Int64(date.timeIntervalSince1970.rounded(.down)) + Int64(zone.secondsFromGMT(for: date)))
    }

    /// A place in the PBX's own order of times: the unix time that the text would name if it were in UTC.
    ///
    /// - Returns: `nil` for what is no such time.
    package static func localSecond(_ text: String) -> Int64? {
        secondsAsIfUTC(text).map { Int64($0.rounded(.down)) }
    }

    /// The text whose `localSecond` this is.
    package static func text(ofLocalSecond second: Int64) -> String {
        let days = (Double(second) / 86_400).rounded(.down)
        let clock = Int(second) - Int(days) * 86_400
        let (year, month, day) = date(daysSince1970: Int(days))
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let whole = String(10_000 + year).suffix(4)
        return "\(whole)-\(two(month))-\(two(day)) \(two(clock / 3_600)):\(two(clock / 60 % 60)):\(two(clock % 60))"
    }

    /// The unix time that the text would name if it were in UTC.
    private static func secondsAsIfUTC(_ text: String) -> Double? {
        let halves = text.split(separator: " ", omittingEmptySubsequences: false)
        guard halves.count == 2,
            let day = numbers(halves[0], separator: "-", widths: [4, 2, 2]),
            let clock = numbers(halves[1].prefix(8), separator: ":", widths: [2, 2, 2]),
            let fraction = fraction(halves[1].dropFirst(8)),
            (1...12).contains(day[1]), (1...31).contains(day[2]), clock[0] < 24, clock[1] < 60, clock[2] <= 60
        else { return nil }
        let whole = daysSince1970(year: day[0], month: day[1], day: day[2]) * 86_400
        return Double(whole + clock[0] * 3_600 + clock[1] * 60 + clock[2]) + fraction
    }

    private static func numbers(_ text: Substring, separator: Character, widths: [Int]) -> [Int]? {
        let parts = text.split(separator: separator, omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == widths, parts.allSatisfy({ $0.utf8.allSatisfy(isDigit) }) else { return nil }
        return parts.compactMap { Int($0) }
    }

    private static func fraction(_ text: Substring) -> Double? {
        if text.isEmpty { return 0 }
        guard text.first == ".", text.count > 1, text.dropFirst().utf8.allSatisfy(isDigit) else { return nil }
        return Double("0" + text)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// Days of the Gregorian calendar, counted from March so that the leap day comes last in its year.
    private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let leapDays = shifted / 4 - shifted / 100 + shifted / 400
        return shifted * 365 + leapDays + dayOfYear - 719_468
    }

    /// The other way round.
    private static func date(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let fromMarch = (5 * dayOfYear + 2) / 153
        let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
        return (yearOfEra + era * 400 + (month > 2 ? 0 : 1), month, dayOfYear - (153 * fromMarch + 2) / 5 + 1)
    }
}
