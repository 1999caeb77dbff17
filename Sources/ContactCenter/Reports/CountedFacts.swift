/// Facts of a kind in a stretch of time.
package struct FactPart: Sendable {
    package var kind: FactKind
    package var stretch: FactStretch
    package var chunk: FactChunk

    package init(kind: FactKind, stretch: FactStretch, chunk: FactChunk) {
        self.kind = kind
        self.stretch = stretch
        self.chunk = chunk.on(stretch.first).byWeekday
    }
}

/// Facts of a kind in a month, as they are held in memory.
package struct PackedPart: Sendable {
    package var kind: FactKind
    /// Those that are asked for; `nil`: all of the month.
    package var days: ClosedRange<Day>?
    package var chunk: PackedChunk

    package init(kind: FactKind, days: ClosedRange<Day>?, chunk: PackedChunk) {
        self.kind = kind
        self.days = days
        self.chunk = chunk
    }
}

/// Some facts of one kind, counted for a report. Those of several months are counted side by side and put together.
package struct CountedFacts: Sendable {
    package let kind: FactKind
    private let question: ReportQuestion
    /// By the rows of the report, as far as each fact has one value for them.
    private(set) var groups: Tally
    private(set) var steps: Tally
    /// By rows of which one fact has several; `nil` where there are none such.
    private(set) var several: Tally?

    package init(_ kind: FactKind, for question: ReportQuestion) {
        self.kind = kind
        self.question = question
        let levels = question.levels(of: kind)
        let measures = question.measures(of: kind)
        groups = Tally(by: levels.filter { !$0.isOfSeveral }, filter: question.filter, measures: measures)
        steps = Tally(by: question.step.grouping, filter: question.filter, measures: measures)
        if let last = levels.last, last.isOfSeveral {
            several = Tally(by: levels, filter: question.filter.filter { $0.key != last }, measures: measures)
        }
    }

    package mutating func add(_ part: FactPart) {
        let weights = FactWeights(of: part.chunk, filter: groups.filter, measures: groups.measures)
        groups.add(part.chunk, weights)
        steps.add(part.chunk, weights)
        if let tally = several {
            let chunk = spread(part.chunk, for: tally)
            several?.add(chunk)
        }
    }

    package mutating func add(_ part: PackedPart) {
        groups.add(part)
        steps.add(part)
        if let tally = several {
            let chunk = spread(tally.chunk(of: part), for: tally)
            several?.addFiltered(chunk)
        }
    }

    /// Counted of other facts for the same question.
    package mutating func add(_ other: CountedFacts) {
        groups.add(other.groups)
        steps.add(other.steps)
        if let tally = other.several { several?.add(tally) }
    }

    private func spread(_ chunk: FactChunk, for tally: Tally) -> FactChunk {
        guard let last = tally.grouping.last else { return chunk }
        return chunk.spread(last) { question.rows(of: $0, in: last) }
    }
}
