import Foundation

/// When a branch is open on one day, by its own clock.
package struct OpenDay: Hashable, Sendable {
    /// In their order; none on a day off. `nil`: nobody wrote down when it is open.
    package var hours: [WorkHours]?
    /// The holiday that it is.
    package var holiday: String?

    package init(hours: [WorkHours]? = nil, holiday: String? = nil) {
        self.hours = hours
        self.holiday = holiday
    }

    package var isDayOff: Bool { hours?.isEmpty ?? false }

    /// - Parameter minute: since midnight.
    package func isOpen(at minute: Int) -> Bool {
        hours?.contains { $0.from <= minute && minute < $0.end } ?? true
    }

    /// Whether all of these minutes are in the hours.
    package func isOpen(during minutes: Range<Int>) -> Bool {
        minutes.isEmpty ? isOpen(at: minutes.lowerBound) : minutes.allSatisfy(isOpen(at:))
    }

    /// What a picture of the day shows where nobody wrote hours down.
    private static let usual = 8..<20

    /// The whole hours that a picture of the day needs, of 0 to 24: those in which it is open, and those of what is promised all the
    /// same. None on a day off on which nothing is.
    ///
    /// - Parameter midnight: at which the day begins.
    package func pictured(with promised: [Period] = [], since midnight: Date = .distantPast) -> Range<Int> {
        func minute(_ at: Date) -> Int { min(max(Int(at.timeIntervalSince(midnight) / 60), 0), 24 * 60) }
        let open =
            hours.map { $0.map { $0.from..<min($0.end, 24 * 60) } }
            ?? [Self.usual.lowerBound * 60..<Self.usual.upperBound * 60]
        // Of old documents some end before they begin.
        let taken = promised.map { minute($0.from)..<max(minute($0.from), minute($0.until)) }
        return (open + taken).reduce(0..<0) { shown, minutes in
            let whole = max(minutes.lowerBound, 0) / 60..<(min(minutes.upperBound, 24 * 60) + 59) / 60
            guard !shown.isEmpty else { return whole }
            return min(shown.lowerBound, whole.lowerBound)..<max(shown.upperBound, whole.upperBound)
        }
    }
}

extension WorkCalendar {
    /// When the branch is open on a day: its own hours, else those of all branches that have any, as far as a holiday leaves them.
    package func openDay(of branch: BranchID?, on day: Day) -> OpenDay {
        let holiday = holiday(on: day, in: branch)?.name
        let schedules = schedules(of: branch)
        guard !schedules.isEmpty else {
            guard holiday != nil else { return OpenDay() }
            return OpenDay(hours: hours([.wholeDay], on: day, in: branch), holiday: holiday)
        }
        let open = schedules.flatMap { branch, schedule in
            let before = day - 1
            let left = hours(schedule.hours[before.weekday] ?? [], on: before, in: branch)
                .filter { $0.end > 24 * 60 }.map { WorkHours(from: 0, until: $0.end - 24 * 60) }
            return left + hours(schedule.hours[day.weekday] ?? [], on: day, in: branch)
        }
        return OpenDay(hours: Set(open).sorted { ($0.from, $0.end) < ($1.from, $1.end) }, holiday: holiday)
    }
}
