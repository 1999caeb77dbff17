/// What a report is asked for.
package struct ReportQuestion: Hashable, Sendable {
    package var report: Report
    package var days: ClosedRange<Day>
    /// Which values a fact may have; `nil` among them stands for none.
    package var filter: [FactDimension: Set<String?>]
    package var grouping: [FactDimension]
    package var step: ReportStep
    /// Values that stand in one row with another: reasons of the same caption.
    package var together: [FactDimension: [String: String]] = [:]

    package init(
        _ report: Report,
        days: ClosedRange<Day>,
        filter: [FactDimension: Set<String?>] = [:],
        grouping: [FactDimension]? = nil,
        step: ReportStep = .day
    ) {
        self.report = report
        self.days = days
        self.filter = filter
        self.grouping = grouping ?? report.grouping
        self.step = step
    }

    /// As many days just before as have begun: what growth is measured against (requirement S3.37).
    package func before(on today: Day) -> ReportQuestion {
        var question = self
        let length = max(min(days.upperBound, today) - days.lowerBound + 1, 1)
        question.days = (days.lowerBound - length)...(days.lowerBound - 1)
        return question
    }

    package var kinds: [FactKind] {
        let used = Set(report.measures.map(\.kind))
        return FactKind.allCases.filter(used.contains)
    }

    func measures(of kind: FactKind) -> [Measure] { report.measures.filter { $0.kind == kind } }

    /// Whether it can be said of facts of this kind whether they are among what is asked for: a missed call has no reason.
    func canCount(_ kind: FactKind) -> Bool { filter.keys.allSatisfy(kind.dimensions.contains) }

    /// What is to be read of each kind.
    package var dimensions: [FactKind: Set<FactDimension>] {
        Dictionary(
            uniqueKeysWithValues: kinds.filter(canCount).map { kind in
                let all = Tally.dimensions(by: grouping, filter: filter, measures: measures(of: kind))
                return (kind, all.intersection(kind.dimensions))
            }
        )
    }

    /// Whole months are read as such where neither hours nor shorter steps are told apart.
    package var stretches: [FactStretch] {
        let isByHour = grouping.contains(.hour) || filter[.hour] != nil
        return FactStretch.covering(days, byMonths: step.isOfMonths && !isByHour)
    }
}

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

/// Days of which facts are kept together: one, or a whole month.
package struct FactStretch: Hashable, Sendable {
    package enum Length: String, Sendable {
        case day
        case month
    }

    package var length: Length
    package var first: Day

    package init(_ length: Length, first: Day) {
        self.length = length
        self.first = first
    }

    package var days: ClosedRange<Day> { first...(length == .day ? first : first.monthsLater(1) - 1) }

    package static func covering(_ days: ClosedRange<Day>, byMonths: Bool) -> [FactStretch] {
        var stretches: [FactStretch] = []
        var day = days.lowerBound
        while day <= days.upperBound {
            let isMonth = byMonths && day == day.firstOfMonth && day.monthsLater(1) - 1 <= days.upperBound
            stretches.append(FactStretch(isMonth ? .month : .day, first: day))
            day = isMonth ? day.monthsLater(1) : day + 1
        }
        return stretches
    }
}
