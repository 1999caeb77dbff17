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
        // Eras of 400 years from 1 March of the year 0, so that the leap day is a year's last.
        let yearFromMarch = month <= 2 ? year - 1 : year
        let era = yearFromMarch / 400
        let yearOfEra = yearFromMarch - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + dayOfMonth - 1
        number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
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
        // March is the first month of a year that ends with the leap day.
        let count = year * 12 + month - 3 + months
        let (yearFromMarch, monthFromMarch) = (Self.quotient(count, 12), count - Self.quotient(count, 12) * 12)
        let era = Self.quotient(yearFromMarch, 400)
        let yearOfEra = yearFromMarch - era * 400
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + (153 * monthFromMarch + 2) / 5
        return Day(number: era * 146_097 + dayOfEra - 719_468)
    }

    /// Rounded down, also below zero.
    private static func quotient(_ dividend: Int, _ divisor: Int) -> Int {
        (dividend >= 0 ? dividend : dividend - divisor + 1) / divisor
    }
}
