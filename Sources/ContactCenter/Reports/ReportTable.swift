/// The figures of a report: nested groups, their totals, and how they are spread over time.
package struct ReportTable: Hashable, Sendable {
    package var total: ReportRow
    /// One for each step of the period, without gaps.
    package var steps: [ReportRow]
    /// With what each of them begins.
    package var moments: [ReportMoment]

    /// The same with each row held against that of the period before. What there was then and is not now stands there, too.
    package func compared(with before: ReportTable?) -> ReportTable {
        guard let before else { return self }
        var table = self
        table.total.compare(with: before.total)
        // Rows that have come are of the same measures.
        table.total.fill(total.counts.keys)
        table.total.hold(against: total.counts)
        return table
    }
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
    /// What the report's last line counts.
    package var whole: [Measure: Int64] = [:]
    /// What the same row had in the period before; `nil` where that is not known.
    package var before: [Measure: Int64]?
    /// The next level, unsorted.
    package var rows: [ReportRow]

    package init(key: ReportKey, counts: [Measure: Int64] = [:], rows: [ReportRow] = []) {
        self.key = key
        self.counts = counts
        self.rows = rows
    }

    package func figure(_ column: Report.Column) -> Figure? {
        column.formula.figure {
            counts[$0]
        } all: {
            whole[$0]
        } before: {
            before?[$0]
        }
    }

    /// - Parameter isPart: whether the rows on the way are made up of this one and others.
    fileprivate mutating func add(
        _ counts: [Int64],
        of measures: [Measure],
        at path: ArraySlice<ReportKey> = [],
        isPart: Bool = true
    ) {
        add(Dictionary(uniqueKeysWithValues: zip(measures, counts)), at: path, isPart: isPart)
    }

    private mutating func add(_ counts: [Measure: Int64], at path: ArraySlice<ReportKey>, isPart: Bool) {
        if isPart || path.isEmpty {
            for (measure, count) in counts { self.counts[measure] = measure.together(self.counts[measure] ?? 0, count) }
        }
        guard let key = path.first else { return }
        let place = place(of: key)
        rows[place].add(counts, at: path.dropFirst(), isPart: isPart)
    }

    private mutating func place(of key: ReportKey) -> Int {
        if let place = rows.firstIndex(where: { $0.key == key }) { return place }
        rows.append(ReportRow(key: key))
        return rows.count - 1
    }

    fileprivate mutating func hold(against whole: [Measure: Int64]) {
        self.whole = whole
        for place in rows.indices { rows[place].hold(against: whole) }
    }

    fileprivate mutating func compare(with row: ReportRow?) {
        before = row?.counts ?? counts.mapValues { _ in 0 }
        for other in row?.rows ?? [] { _ = place(of: other.key) }
        for place in rows.indices {
            let key = rows[place].key
            rows[place].compare(with: row?.rows.first { $0.key == key })
        }
    }

    /// What was not found is 0, where it can be counted at all.
    fileprivate mutating func fill(_ measures: some Collection<Measure>) {
        for measure in measures { counts[measure, default: 0] += 0 }
        for place in rows.indices { rows[place].fill(measures) }
    }
}

extension ReportQuestion {
    /// - Parameter parts: all facts of the kinds and days that are asked for.
    package func table(of parts: some Sequence<FactPart>) -> ReportTable {
        table(
            of: Dictionary(grouping: parts, by: \.kind).map { kind, parts in
                parts.reduce(into: CountedFacts(kind, for: self)) { $0.add($1) }
            }
        )
    }

    /// - Parameter facts: all of the kinds and days that are asked for, each kind once.
    package func table(of facts: [CountedFacts]) -> ReportTable {
        var total = ReportRow(key: .total)
        for facts in facts {
            add(facts.groups, of: facts.kind, to: &total)
            if let several = facts.several { add(several, of: facts.kind, isPart: false, to: &total) }
        }
        total.fill(countable)
        total.hold(against: total.counts)
        let steps = rows(of: facts.map { ($0.kind, $0.steps) })
        return ReportTable(total: total, steps: steps, moments: step.moments(of: days))
    }

    /// One for each moment, without gaps.
    private func rows(of steps: [(FactKind, Tally)]) -> [ReportRow] {
        var rows: [ReportMoment: ReportRow] = [:]
        for (kind, tally) in steps {
            for (values, counts) in tally.counts {
                guard let moment = ReportMoment(values, of: step) else { continue }
                rows[moment, default: ReportRow(key: .total)].add(counts, of: measures(of: kind))
            }
        }
        return step.moments(of: days).map { moment in
            var row = rows[moment] ?? ReportRow(key: .total)
            row.fill(countable)
            return row
        }
    }

    /// By what facts of a kind are grouped: those of the heading not at all.
    func levels(of kind: FactKind) -> [FactDimension] { report.hasInRows(kind) ? grouping.eachOnce : [] }

    /// The rows in which a fact of several values counts: theirs, as far as they are asked for, and those above them.
    func rows(of text: String?, in dimension: FactDimension) -> [String?] {
        var rows: Set<String?> = []
        for value in dimension.values(of: text) where filter[dimension]?.contains(value) ?? true {
            if let value, let path = paths[dimension]?[value] { rows.formUnion(path) } else { rows.insert(value) }
        }
        return Array(rows)
    }

    private var countable: [Measure] { report.measures.filter { canCount($0.kind) } }

    private func shown(_ value: String?, in dimension: FactDimension) -> String? {
        guard dimension.base == nil else { return value.flatMap { told[dimension]?[$0] } }
        return value.flatMap { together[dimension]?[$0] } ?? value
    }

    /// - Parameter isPart: whether the rows above are made up of those that are added.
    private func add(
        _ tally: Tally,
        of kind: FactKind,
        isPart: Bool = true,
        to total: inout ReportRow
    ) {
        let measures = measures(of: kind)
        for (values, counts) in tally.counts {
            // Below the level at which a kind has no value there is nothing to tell apart.
            var path: [ReportKey] = []
            for (dimension, value) in zip(tally.grouping, values) {
                let isKnown = kind.knows(dimension)
                if value == nil, dimension.isOfAllWithoutValue { break }
                if isKnown, let value, let steps = paths[dimension]?[value] {
                    path += steps.map(ReportKey.value)
                } else {
                    path.append(isKnown ? .value(shown(value, in: dimension)) : .other(kind))
                }
                if !isKnown { break }
            }
            total.add(counts, of: measures, at: path[...], isPart: isPart)
        }
    }
}
