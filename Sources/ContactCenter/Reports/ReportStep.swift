/// How time is divided.
package enum ReportStep: String, CaseIterable, Sendable {
    case day
    case week
    case month
    case year

    var isOfMonths: Bool { self == .month || self == .year }

    /// The first day of the step that a day is in.
    package func first(of day: Day) -> Day {
        switch self {
        case .day: day
        case .week: day.firstOfWeek
        case .month: day.firstOfMonth
        case .year: day.firstOfYear
        }
    }

    /// The first day of the step after the one that begins with this day.
    package func next(after first: Day) -> Day {
        switch self {
        case .day: first + 1
        case .week: first + 7
        case .month: first.monthsLater(1)
        case .year: first.monthsLater(12)
        }
    }

    /// What shows a period in some tens of steps.
    package static func fitting(_ days: ClosedRange<Day>) -> ReportStep {
        switch days.upperBound - days.lowerBound + 1 {
        case ...62: .day
        case ...186: .week
        default: .month
        }
    }
}
