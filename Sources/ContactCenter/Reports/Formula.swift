/// Facts of a kind that are counted, or of which something is summed up: all of them, or those that have one of these values.
package struct Measure: Hashable, Sendable {
    package var kind: FactKind
    package var only: [FactDimension: Set<String>]
    /// What is summed up; `nil`: they are counted.
    package var quantity: FactQuantity?

    package init(_ kind: FactKind, only: [FactDimension: Set<String>] = [:], sum quantity: FactQuantity? = nil) {
        self.kind = kind
        self.only = only
        self.quantity = quantity
    }

    /// What these facts have together of something.
    package func sum(of quantity: FactQuantity) -> Measure { Measure(kind, only: only, sum: quantity) }

    /// The same, narrowed further.
    package func with(_ dimension: FactDimension, _ values: Set<String>) -> Measure {
        var measure = self
        measure.only[dimension] = values
        return measure
    }

    /// Whether a fact of its kind with these values is among those that it counts.
    package func counts(_ values: [FactDimension: String]) -> Bool {
        only.allSatisfy { dimension, allowed in values[dimension].map(allowed.contains) ?? false }
    }

    package func with(_ dimension: FactDimension, _ value: String) -> Measure { with(dimension, [value]) }

    /// What two groups have of it.
    func together(_ one: Int64, _ other: Int64) -> Int64 { quantity?.together(one, other) ?? one + other }
}

/// How a figure is worked out from what was counted.
package indirect enum Formula: Hashable, Sendable {
    case count(Measure)
    case sum([Formula])
    /// How much of the other, in percent; never clamped, nothing where the other is 0 (decision D13).
    case percent(Formula, of: Formula)
    /// What one has on the average, of all that have it together; nothing where there are none.
    case average(Formula, per: Measure)
    /// How much of the report's last line it is, in percent.
    case share(Measure)
    /// By how much it has grown since the period before, in percent; nothing where that had none (requirement S3.37).
    case growth(Measure)
    /// How many there were at once: of all together where that is known, else of each.
    case peak(Measure, ofAll: Measure)

    package var measures: [Measure] {
        switch self {
        case .count(let measure): [measure]
        case .sum(let parts): parts.flatMap(\.measures)
        case .percent(let part, let whole): part.measures + whole.measures
        case .average(let sum, let count): sum.measures + [count]
        case .share(let measure), .growth(let measure): [measure]
        case .peak(let own, let all): [own, all]
        }
    }

    /// - Parameters:
    ///   - count: how many there are of a measure; `nil` where that cannot be said.
    ///   - all: how many the last line has.
    ///   - before: how many there were in the period before.
    /// - Returns: `nil` where there is no such figure.
    func figure(
        _ count: (Measure) -> Int64?,
        all: (Measure) -> Int64?,
        before: (Measure) -> Int64?
    ) -> Figure? {
        switch self {
        case .count, .sum: whole(count).map(isOfLengths ? Figure.duration : Figure.count)
        case .percent(let part, let whole):
            switch (part.whole(count), whole.whole(count)) {
            case (let part?, let whole?) where whole != 0: .percent(part, of: whole)
            default: nil
            }
        case .average(let sum, let divisor):
            switch (sum.whole(count), count(divisor)) {
            case (let sum?, let divisor?) where divisor != 0: .duration(sum / divisor)
            default: nil
            }
        case .share(let measure):
            switch (count(measure), all(measure)) {
            case (let part?, let whole?) where whole != 0: .percent(part, of: whole)
            default: nil
            }
        case .growth(let measure): Figure.growth(of: count(measure), since: before(measure))
        case .peak(let own, let all): (count(all).flatMap { $0 > 0 ? $0 : nil } ?? count(own)).map(Figure.count)
        }
    }

    /// What it counts: of a ratio there is no list.
    package var isOfCounts: Bool {
        switch self {
        case .count(let measure): measure.quantity == nil
        case .sum(let parts): parts.allSatisfy(\.isOfCounts)
        case .percent, .average, .share, .growth, .peak: false
        }
    }

    /// Whether a picture can show it beside counts.
    package var isDrawable: Bool { if case .peak = self { true } else { isOfCounts } }

    /// Whether it is time that has been summed up.
    package var isOfLengths: Bool {
        switch self {
        case .count(let measure): measure.quantity != nil
        case .sum(let parts): parts.allSatisfy(\.isOfLengths)
        case .percent, .average, .share, .growth, .peak: false
        }
    }

    private func whole(_ count: (Measure) -> Int64?) -> Int64? {
        switch self {
        case .count(let measure): return count(measure)
        case .sum(let parts):
            var sum: Int64 = 0
            for part in parts {
                guard let number = part.whole(count) else { return nil }
                sum += number
            }
            return sum
        case .percent, .average, .share, .growth, .peak: return nil
        }
    }
}

/// A number of a report.
package enum Figure: Hashable, Sendable {
    case count(Int64)
    case percent(Int64, of: Int64)
    /// In milliseconds.
    case duration(Int64)

    /// By how much a count has grown; nothing where there was none before (requirement S3.37).
    package static func growth(of now: Int64?, since then: Int64?) -> Figure? {
        guard let now, let then, then != 0 else { return nil }
        return .percent(now - then, of: then)
    }

    /// Of a percentage, rounded half away from zero (decision D14); `nil` for others.
    package var hundredths: Int64? { rounded(to: 2) }

    /// Of a percentage, in units of the last of so many decimals, rounded half away from zero (decision D14); `nil` for others.
    package func rounded(to decimals: Int) -> Int64? {
        guard case .percent(let part, let whole) = self, whole != 0 else { return nil }
        let unit = (0..<decimals).reduce(100 as Int64) { unit, _ in unit * 10 }
        let (twice, divisor) = (part * 2 * unit, 2 * abs(whole))
        let rounded = (abs(twice) + abs(whole)) / divisor
        return (part < 0) == (whole < 0) ? rounded : -rounded
    }
}
