/// A day of the calendar, wherever it is: `2026-04-03`. When it begins, a `BusinessCalendar` knows.
package struct Day: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Days since 1 January 1970.
    package let number: Int

    package init(number: Int) { self.number = number }

    /// - Returns: `nil` for a date that is in no calendar, such as 30 February, and for years that have not four digits.
    package init?(year: Int, month: Int, dayOfMonth: Int) {
        guard (1_000...9_999).contains(year), (1...12).contains(month), (1...31).contains(dayOfMonth) else {
            return nil
        }
        number = Self.number(month: year * 12 + month, dayOfMonth: dayOfMonth)
        guard date == (year, month, dayOfMonth) else { return nil }
    }

    /// Reads `2026-04-03`, as addresses and date fields have it.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count == 10, parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2],
            text.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let dayOfMonth = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, dayOfMonth: dayOfMonth)
    }

    package var date: (year: Int, month: Int, dayOfMonth: Int) {
        let days = number + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        )
    }

    /// 1 is Monday, 7 is Sunday.
    package var weekday: Int { ((number + 3) % 7 + 7) % 7 + 1 }

    package var description: String {
        let (year, month, dayOfMonth) = date
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(year)-\(two(month))-\(two(dayOfMonth))"
    }

    package static func + (day: Day, days: Int) -> Day { Day(number: day.number + days) }
    package static func - (day: Day, days: Int) -> Day { Day(number: day.number - days) }
    package static func - (left: Day, right: Day) -> Int { left.number - right.number }
    package static func < (left: Day, right: Day) -> Bool { left.number < right.number }

    package var firstOfWeek: Day { self - (weekday - 1) }
    package var firstOfMonth: Day { self - (date.dayOfMonth - 1) }
    package var firstOfQuarter: Day { monthsLater(-((date.month - 1) % 3)) }
    package var firstOfYear: Day { monthsLater(1 - date.month) }

    /// The first of a month so many months from this day's, also beyond the years that can be typed.
    package func monthsLater(_ months: Int) -> Day {
        let (year, month, _) = date
        return Day(number: Self.number(month: year * 12 + month + months, dayOfMonth: 1))
    }

    /// - Parameter month: counted from that before January of the year 0.
    private static func number(month: Int, dayOfMonth: Int) -> Int {
        // Years begin with March, so that the leap day is a year's last; eras of 400 of them.
        let (yearFromMarch, monthFromMarch) = divided(month - 3, by: 12)
        let (era, yearOfEra) = divided(yearFromMarch, by: 400)
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + dayOfMonth - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Rounded down, also below zero.
    private static func divided(_ dividend: Int, by divisor: Int) -> (quotient: Int, remainder: Int) {
        let quotient = (dividend >= 0 ? dividend : dividend - divisor + 1) / divisor
        return (quotient, dividend - quotient * divisor)
    }
}

/// Days can be gone through: `for day in days`.
extension Day: Strideable {
    package func distance(to other: Day) -> Int { other.number - number }
    package func advanced(by days: Int) -> Day { self + days }
}
