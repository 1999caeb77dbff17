import Foundation

/// How long something may take, of work time alone.
package enum TaskTerm: Hashable, Sendable {
    case minutes(Int)
    /// Working days after the present one; 0 is the rest of the present one.
    case days(Int)
}

extension TaskAction {
    package var allowed: TaskTerm {
        switch termUnit {
        case .minutes: .minutes(Int(clamping: term))
        case .days: .days(Int(clamping: term))
        }
    }
}

extension WorkCalendar {
    /// A year and more without work says nothing of when something is done: it is counted as if every day were worked.
    private static var farthestDays: Int { 800 }

    /// When something is due that may take so long from a moment on (requirement S3.11): by the hours of who does it, else by the
    /// business's.
    ///
    /// - Parameter doer: `nil`: nobody by name.
    package func due(
        _ term: TaskTerm,
        after start: Date,
        by doer: (id: EmployeeID, employee: Employee)? = nil
    ) -> Date {
        let clock = BusinessCalendar(zone(of: doer?.employee.branch))
        let today = clock.day(of: start)
        var left = term
        for day in 0...Self.farthestDays {
            let stretches = stretches(on: today + day, by: doer, clock).compactMap { stretch in
                stretch.until > start ? (from: max(stretch.from, start), until: stretch.until) : nil
            }
            guard let last = stretches.last else { continue }
            switch left {
            case .days(let days):
                // What is left of the present day is none of the days.
                let isPresent = day == 0
                if days == 0 || (days == 1 && !isPresent) { return last.until }
                if !isPresent { left = .days(days - 1) }
            case .minutes(var minutes):
                for stretch in stretches {
                    let length = Int(stretch.until.timeIntervalSince(stretch.from) / 60)
                    if minutes <= length { return stretch.from + Double(minutes) * 60 }
                    minutes -= length
                }
                left = .minutes(minutes)
            }
        }
        return switch term {
        case .minutes(let minutes): start + Double(minutes) * 60
        case .days(let days): start + Double(days) * 86_400
        }
    }

    /// The work of a day, in order; stretches that meet are one.
    private func stretches(
        on day: Day,
        by doer: (id: EmployeeID, employee: Employee)?,
        _ clock: BusinessCalendar
    ) -> [(from: Date, until: Date)] {
        let hours = doer.flatMap { self.hours(of: $0.id, $0.employee, on: day) } ?? openHours(on: day)
        return hours.map { (clock.instant($0.from, on: day), clock.instant($0.end, on: day)) }
            .sorted { $0.0 < $1.0 }
            .reduce(into: []) { joined, next in
                if let last = joined.last, next.0 <= last.until {
                    joined[joined.count - 1].until = max(last.until, next.1)
                } else {
                    joined.append((next.0, next.1))
                }
            }
    }
}
