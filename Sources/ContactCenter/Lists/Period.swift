import Foundation

/// A stretch of time, half open: `from ..< until`.
package struct Period: Hashable, Sendable {
    package var from: Date
    package var until: Date

    package init(from: Date, until: Date) {
        self.from = from
        self.until = until
    }

    /// From the first day to the last.
    package static let always = Period(from: .distantPast, until: .distantFuture)

    package func contains(_ instant: Date) -> Bool { from <= instant && instant < until }

    /// Whether some instant is in both.
    package func overlaps(_ other: Period) -> Bool { from < other.until && other.from < until }
}

/// Knows when the days of the business begin and end (decision D18).
package struct BusinessCalendar: Sendable {
    private let calendar: Calendar

    package init(_ timeZone: TimeZone) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        self.calendar = calendar
    }

    package func day(of instant: Date) -> Day {
        let seconds = Int(instant.timeIntervalSince1970.rounded(.down)) + offset(at: instant)
        return Day(number: (seconds >= 0 ? seconds : seconds - 86_399) / 86_400)
    }

    /// The first instant of the day: midnight, or later where the clocks were put forward at midnight.
    package func start(of day: Day) -> Date {
        // No clock is changed at noon.
        let noon = Date(timeIntervalSince1970: Double(day.number) * 86_400 + 43_200)
        return calendar.startOfDay(for: noon - Double(offset(at: noon)))
    }

    /// From the first instant of the first day to the first instant after the last.
    package func period(of days: ClosedRange<Day>) -> Period {
        Period(from: start(of: days.lowerBound), until: start(of: days.upperBound + 1))
    }

    package func period(of day: Day) -> Period { period(of: day...day) }

    /// The instant at which clocks show so many minutes since midnight, on that day.
    package func instant(_ minute: Int, on day: Day) -> Date {
        let start = start(of: day)
        let plain = start + Double(minute) * 60
        // The clocks may have been changed since midnight.
        return plain + Double(offset(at: start) - offset(at: plain))
    }

    /// How many minutes since midnight clocks show at that instant.
    package func minute(of instant: Date) -> Int {
        let seconds = Int(instant.timeIntervalSince1970.rounded(.down)) + offset(at: instant)
        return (seconds - day(of: instant).number * 86_400) / 60
    }

    private func offset(at instant: Date) -> Int { calendar.timeZone.secondsFromGMT(for: instant) }
}
