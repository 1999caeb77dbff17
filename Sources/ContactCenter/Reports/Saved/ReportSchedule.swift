import Foundation

/// When a saved report is sent, by the clocks of the business: each time once, also when they are changed.
package struct ReportSchedule: Hashable, Sendable {
    package enum Rhythm: Hashable, Sendable {
        case daily
        /// 1 is Monday, 7 is Sunday.
        case weekly(on: Int)
        /// From 1 to 31; in months that have no such day, on their last.
        case monthly(on: Int)
    }

    package let rhythm: Rhythm
    /// Minutes since midnight.
    package let minute: Int

    /// - Returns: `nil` for a day or a minute that there is none of.
    package init?(_ rhythm: Rhythm, at minute: Int) {
        guard (0..<1_440).contains(minute) else { return nil }
        switch rhythm {
        case .daily: break
        case .weekly(let day): guard (1...7).contains(day) else { return nil }
        case .monthly(let day): guard (1...31).contains(day) else { return nil }
        }
        self.rhythm = rhythm
        self.minute = minute
    }

    /// The first time after a moment.
    package func next(after moment: Date, in calendar: BusinessCalendar) -> Date {
        var day = calendar.day(of: moment)
        while true {
            if falls(on: day), case let due = self.moment(on: day, in: calendar), due > moment { return due }
            day = day + 1
        }
    }

    /// The last time up to a moment, that moment included.
    package func latest(until moment: Date, in calendar: BusinessCalendar) -> Date {
        var day = calendar.day(of: moment)
        while true {
            if falls(on: day), case let due = self.moment(on: day, in: calendar), due <= moment { return due }
            day = day - 1
        }
    }

    func falls(on day: Day) -> Bool {
        switch rhythm {
        case .daily: return true
        case .weekly(let weekday): return day.weekday == weekday
        case .monthly(let dayOfMonth):
            let last = (day.monthsLater(1) - 1).date.dayOfMonth
            return day.date.dayOfMonth == min(dayOfMonth, last)
        }
    }

    /// When clocks show the minute on that day, the first time where they do so twice; where they leave it out, as much later as
    /// they were put forward.
    private func moment(on day: Day, in calendar: BusinessCalendar) -> Date {
        let moment = calendar.instant(minute, on: day)
        // Where there was no midnight, what stands so many minutes after the day's begin may be on the next.
        let shown = calendar.minute(of: moment) + 1_440 * (calendar.day(of: moment) - day)
        let difference = minute - shown
        guard difference != 0 else { return moment }
        let moved = moment + Double(difference) * 60
        let isShown = calendar.day(of: moved) == day && calendar.minute(of: moved) == minute
        return isShown ? moved : max(moment, moved)
    }
}
