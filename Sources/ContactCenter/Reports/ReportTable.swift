/// The figures of a report: nested groups, their totals, and how they are spread over time.
package struct ReportTable: Hashable, Sendable {
    package var total: ReportRow
    /// One for each step of the period, without gaps.
    package var steps: [ReportRow]
    /// With what each of them begins.
    package var moments: [ReportMoment]
}

/// What one row of a report stands for.
package enum ReportKey: Hashable, Sendable {
    case total
    /// `nil`: facts that have no such value.
    case value(String?)
    /// Facts that cannot have a value in this dimension: missed calls have no reason.
    case other(FactKind)
}

package struct ReportRow: Hashable, Sendable {
    package var key: ReportKey
    /// Measures that cannot be counted under the filter are left out.
    package var counts: [Measure: Int64]
    /// The next level, unsorted.
    package var rows: [ReportRow]

    package init(key: ReportKey, counts: [Measure: Int64] = [:], rows: [ReportRow] = []) {
        self.key = key
        self.counts = counts
        self.rows = rows
    }

    package func figure(_ column: Report.Column) -> Figure? { column.formula.figure { counts[$0] } }

    fileprivate mutating func add(
        _ counts: [Int64],
        of measures: [Measure],
        at path: ArraySlice<ReportKey> = []
    ) {
        add(Dictionary(uniqueKeysWithValues: zip(measures, counts)), at: path)
    }

    private mutating func add(_ counts: [Measure: Int64], at path: ArraySlice<ReportKey>) {
        self.counts.merge(counts) { $0 + $1 }
        guard let key = path.first else { return }
        if let place = rows.firstIndex(where: { $0.key == key }) {
            rows[place].add(counts, at: path.dropFirst())
        } else {
            var row = ReportRow(key: key)
            row.add(counts, at: path.dropFirst())
            rows.append(row)
        }
    }

    /// What was not found is 0, where it can be counted at all.
    fileprivate mutating func fill(_ measures: [Measure]) {
        for measure in measures { counts[measure, default: 0] += 0 }
        for place in rows.indices { rows[place].fill(measures) }
    }
}

/// Facts of a kind in a stretch of time.
package struct FactPart: Sendable {
    package var kind: FactKind
    package var stretch: FactStretch
    package var chunk: FactChunk

    package init(kind: FactKind, stretch: FactStretch, chunk: FactChunk) {
        self.kind = kind
        self.stretch = stretch
        self.chunk = chunk
    }
}

extension ReportQuestion {
    /// - Parameter parts: all facts of the kinds and days that are asked for.
    package func table(of parts: some Sequence<FactPart>) -> ReportTable {
        var groups: [FactKind: Tally] = [:]
        var steps: [Day: [FactKind: Tally]] = [:]
        for part in parts {
            let measures = measures(of: part.kind)
            let groupTally = Tally(by: grouping, filter: filter, measures: measures)
            groups[part.kind, default: groupTally].add(part.chunk)
            let stepTally = Tally(by: step.grouping, filter: filter, measures: measures)
            steps[step.first(of: part.stretch.first), default: [:]][part.kind, default: stepTally].add(part.chunk)
        }
        var total = ReportRow(key: .total)
        for (kind, tally) in groups { add(tally, of: kind, by: grouping, to: &total) }
        total.fill(countable)
        let moments = step.moments(of: days)
        return ReportTable(
            total: total,
            steps: moments.map { moment in
                var row = ReportRow(key: .total)
                for (kind, tally) in steps[moment.day] ?? [:] {
                    let hour = moment.hour.map { [String($0)] }
                    row.add(tally.counts[hour ?? []] ?? [], of: measures(of: kind))
                }
                row.fill(countable)
                return row
            },
            moments: moments
        )
    }

    private var countable: [Measure] { report.measures.filter { canCount($0.kind) } }

    private func shown(_ value: String?, in dimension: FactDimension) -> String? {
        guard dimension.base == nil else { return value.flatMap { told[dimension]?[$0] } }
        return value.flatMap { together[dimension]?[$0] } ?? value
    }

    private func add(_ tally: Tally, of kind: FactKind, by grouping: [FactDimension], to total: inout ReportRow) {
        let measures = measures(of: kind)
        for (values, counts) in tally.counts {
            // Below the level at which a kind has no value there is nothing to tell apart.
            var path: [ReportKey] = []
            for (dimension, value) in zip(grouping, values) {
                let isKnown = kind.knows(dimension)
                path.append(isKnown ? .value(shown(value, in: dimension)) : .other(kind))
                if !isKnown { break }
            }
            total.add(counts, of: measures, at: path[...])
        }
    }
}
