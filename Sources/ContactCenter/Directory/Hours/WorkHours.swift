/// From … to, in minutes since midnight; what ends earlier than it begins goes on after midnight.
package struct WorkHours: Hashable, Sendable {
    package var from: Int
    package var until: Int

    package init(from: Int, until: Int) {
        self.from = from
        self.until = until
    }

    package static let wholeDay = WorkHours(from: 0, until: 24 * 60)

    /// In minutes since the midnight before; more than a day's where it goes on after midnight.
    package var end: Int { until < from ? until + 24 * 60 : until }

    /// The minutes that are in both.
    package func common(with other: WorkHours) -> WorkHours? {
        let (first, last) = (max(from, other.from), min(end, other.end))
        return first < last ? WorkHours(from: first, until: last % (24 * 60) == 0 ? 24 * 60 : last % (24 * 60)) : nil
    }

    /// Reads `9:00-14:00, 15-18`, as people write the hours of one day.
    ///
    /// - Returns: `nil` for what cannot be read, and for hours that overlap.
    package static func list(_ text: String) -> [WorkHours]? {
        guard let schedule = WorkSchedule("mon \(text)"), schedule.hours.count == 1, schedule.overlap == nil else {
            return nil
        }
        return schedule.hours[1]
    }

    /// What a browser checks by; the rest is checked by the server.
    package static let pattern = "\\s*\(patternOfOne)(?:\\s*[,;]\\s*\(patternOfOne))*\\s*"
    static let patternOfOne: String = {
        let time = "(?:[01]?\\d|2[0-4])(?:[:.][0-5]\\d)?"
        return "\(time)\\s*[-–—]\\s*\(time)"
    }()

    /// `9:00-14:00`
    package var text: String {
        func time(_ minute: Int) -> String { "\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)" }
        return "\(time(from))-\(time(until))"
    }
}

/// Two stretches of a week that have minutes in common, each with the day on which it begins; 1 is Monday.
package struct WorkHoursOverlap: Hashable, Sendable {
    package struct Stretch: Hashable, Sendable {
        package var weekday: Int
        package var hours: WorkHours
    }

    package var first: Stretch
    package var second: Stretch
}
