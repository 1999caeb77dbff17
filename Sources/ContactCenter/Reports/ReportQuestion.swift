/// What a report is asked for.
package struct ReportQuestion: Hashable, Sendable {
    package var report: Report
    package var days: ClosedRange<Day>
    /// Which values a fact may have; `nil` among them stands for none.
    package var filter: [FactDimension: Set<String?>]
    /// What was written down about the contacts that are asked for. No chunk knows it: the tables themselves are read.
    package var text: SoughtText?
    package var grouping: [FactDimension]
    package var step: ReportStep
    /// Values that stand in one row with another: reasons of the same caption.
    package var together: [FactDimension: [String: String]] = [:]
    /// The values of dimensions that are told from others, by the values of those: an employee's position.
    package var told: [FactDimension: [String: String]] = [:]
    /// Of values that stand below others those on the way there, from the outermost to the value itself: of topics.
    package var paths: [FactDimension: [String: [String]]] = [:]

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
    package func canCount(_ kind: FactKind) -> Bool {
        filter.keys.allSatisfy(kind.knows) && (text == nil || kind.hasText)
    }

    /// What is to be read of each kind.
    package var dimensions: [FactKind: Set<FactDimension>] {
        Dictionary(
            uniqueKeysWithValues: kinds.filter(canCount).map { kind in
                let all = Tally.dimensions(by: grouping + step.grouping, filter: filter, measures: measures(of: kind))
                return (kind, all.filter(kind.knows))
            }
        )
    }

    /// What is to be summed up of each kind.
    package func quantities(of kind: FactKind) -> Set<FactQuantity> { Set(measures(of: kind).compactMap(\.quantity)) }
}
