/// How time is divided.
package enum ReportStep: String, CaseIterable, Sendable {
    /// By the clocks of the branches: of the hour that comes twice when a clock is put back both are one, and the one that is left out
    /// when it is put forward has nothing.
    case hour
    case day
    case week
    case month
    case year

    /// By what facts are told apart for it.
    var grouping: [FactDimension] { self == .hour ? [.day, .hour] : [.day] }

    /// The first day of the step that a day is in.
    package func first(of day: Day) -> Day {
        switch self {
        case .hour, .day: day
        case .week: day.firstOfWeek
        case .month: day.firstOfMonth
        case .year: day.firstOfYear
        }
    }

    /// The steps of a period, without gaps.
    package func moments(of days: ClosedRange<Day>) -> [ReportMoment] {
        var moments: [ReportMoment] = []
        var day = first(of: days.lowerBound)
        while day <= days.upperBound {
            moments += self == .hour ? (0..<24).map { ReportMoment(day: day, hour: $0) } : [ReportMoment(day: day)]
            day = next(after: day)
        }
        return moments
    }

    /// Whether a period can be looked at in such steps.
    package func suits(_ days: ClosedRange<Day>) -> Bool {
        self != .hour || days.upperBound - days.lowerBound < Self.daysByTheHour
    }

    private static let daysByTheHour = 14

    /// The first day of the step after the one that begins with this day.
    package func next(after first: Day) -> Day {
        switch self {
        case .hour, .day: first + 1
        case .week: first + 7
        case .month: first.monthsLater(1)
        case .year: first.monthsLater(12)
        }
    }

    /// What shows a period in some tens of steps.
    package static func fitting(_ days: ClosedRange<Day>) -> ReportStep {
        switch days.upperBound - days.lowerBound + 1 {
        case ...1: .hour
        case ...62: .day
        case ...186: .week
        default: .month
        }
    }
}
