/// Counts the facts of one kind for a report: by groups, for several measures at once, a column at a time.
package struct Tally: Sendable {
    let grouping: [FactDimension]
    let filter: [FactDimension: Set<String?>]
    let measures: [Measure]
    /// How many facts of each measure every group has, or what they have together.
    package private(set) var counts: [[String?]: [Int64]] = [:]

    /// - Parameter measures: of the kind whose chunks come.
    package init(by grouping: [FactDimension], filter: [FactDimension: Set<String?>], measures: [Measure]) {
        self.grouping = grouping
        self.filter = filter
        self.measures = measures
    }

    /// What a chunk has to tell, besides the counts.
    package static func dimensions(
        by grouping: [FactDimension],
        filter: [FactDimension: Set<String?>],
        measures: [Measure]
    ) -> Set<FactDimension> {
        Set((grouping + filter.keys).map(\.kept)).union(measures.flatMap(\.only.keys))
    }

    package mutating func add(_ chunk: FactChunk) {
        add(chunk, FactWeights(of: chunk, filter: filter, measures: measures))
    }

    package mutating func add(_ part: PackedPart) { addFiltered(chunk(of: part)) }

    /// The facts of a month that are counted, told apart as far as it takes.
    func chunk(of part: PackedPart) -> FactChunk {
        part.chunk.chunk(
            by: Self.dimensions(by: grouping, filter: [:], measures: measures).filter(part.kind.knows),
            where: filter,
            on: part.days,
            summing: Set(measures.compactMap(\.quantity))
        )
    }

    /// - Parameter chunk: of which the filter has been looked at.
    mutating func addFiltered(_ chunk: FactChunk) {
        let chunk = chunk.byWeekday
        add(chunk, FactWeights(of: chunk, filter: [:], measures: measures))
    }

    /// What another has counted of other facts in the same way.
    mutating func add(_ other: Tally) {
        for (key, counts) in other.counts { add(counts, to: key) }
    }

    private mutating func add(_ counts: [Int64], to key: [String?]) {
        guard var known = self.counts[key] else {
            self.counts[key] = counts
            return
        }
        for (place, measure) in measures.enumerated() {
            known[place] = measure.together(known[place], counts[place])
        }
        self.counts[key] = known
    }

    /// - Parameter weights: of the chunk, under the same filter and for the same measures.
    mutating func add(_ chunk: FactChunk, _ weights: FactWeights) {
        let (groups, keys) = Self.groups(of: chunk, by: grouping)
        var sums = [[Int64]](repeating: [Int64](repeating: 0, count: keys.count), count: measures.count)
        for (place, measure) in measures.enumerated() {
            if measure.quantity?.isOfLargest ?? false {
                Self.keepLargest(weights.measured[place], by: groups, in: &sums[place])
            } else {
                Self.add(weights.measured[place], by: groups, to: &sums[place])
            }
        }
        for (index, key) in keys.enumerated() where sums.contains(where: { $0[index] != 0 }) {
            add(sums.map { $0[index] }, to: key)
        }
    }

    /// The group of each row as a number, and what the numbers stand for: only groups that occur have one.
    private static func groups(of chunk: FactChunk, by grouping: [FactDimension]) -> (rows: [UInt32], keys: [[String?]])
    {
        var rows = [UInt32](repeating: 0, count: chunk.counts.count)
        var keys: [[String?]] = [[]]
        for dimension in grouping {
            guard let column = chunk.columns[dimension.kept] else {
                keys = keys.map { $0 + [nil] }
                continue
            }
            (rows, keys) = divided(rows, keys, by: column)
        }
        return (rows, keys)
    }

    private static func divided(
        _ rows: [UInt32],
        _ keys: [[String?]],
        by column: FactColumn
    ) -> (rows: [UInt32], keys: [[String?]]) {
        let size = column.values.count
        // Of many combinations most do not occur.
        let areFew = keys.count * size <= 4_096
        var few = [UInt32?](repeating: nil, count: areFew ? keys.count * size : 0)
        var many: [Int: UInt32] = [:]
        var kept: [[String?]] = []
        let divided = rows.indices.map { row in
            let place = Int(rows[row]) * size + Int(column.codes[row])
            if let known = areFew ? few[place] : many[place] { return known }
            let number = UInt32(kept.count)
            kept.append(keys[Int(rows[row])] + [column.values[Int(column.codes[row])]])
            if areFew { few[place] = number } else { many[place] = number }
            return number
        }
        return (divided, kept)
    }

    private static func keepLargest(_ weights: [Int64], by groups: [UInt32], in largest: inout [Int64]) {
        for (weight, group) in zip(weights, groups) { largest[Int(group)] = max(largest[Int(group)], weight) }
    }

    private static func add(_ weights: [Int64], by groups: [UInt32], to sums: inout [Int64]) {
        sums.withUnsafeMutableBufferPointer { sums in
            weights.withUnsafeBufferPointer { weights in
                groups.withUnsafeBufferPointer { groups in
                    for row in groups.indices { sums[Int(groups[row])] &+= weights[row] }
                }
            }
        }
    }
}

/// What each row of a chunk counts for each measure: nothing where the filter or the measure leaves it out. Several tallies of one
/// chunk need it worked out once.
struct FactWeights {
    /// By the measures, in their order.
    let measured: [[Int64]]

    init(of chunk: FactChunk, filter: [FactDimension: Set<String?>], measures: [Measure]) {
        var whole: [FactQuantity?: [Int64]] = [:]
        for quantity in Set(measures.map(\.quantity)) {
            var amounts =
                quantity.map { chunk.sums[$0] ?? [Int64](repeating: 0, count: chunk.counts.count) } ?? chunk.counts
            for (dimension, values) in filter { amounts.keep(where: dimension, chunk.columns[dimension], isIn: values) }
            whole[quantity] = amounts
        }
        measured = measures.map { measure in
            var weights = whole[measure.quantity] ?? []
            for (dimension, values) in measure.only {
                weights.keep(where: dimension, chunk.columns[dimension], isIn: Set(values.map(Optional.some)))
            }
            return weights
        }
    }
}

extension [Int64] {
    /// Rows whose value is none of these weigh nothing from here on.
    fileprivate mutating func keep(
        where dimension: FactDimension,
        _ column: FactColumn?,
        isIn values: Set<String?>
    ) {
        guard let column else {
            if !values.contains(nil) { self = [Int64](repeating: 0, count: count) }
            return
        }
        let factors = column.values.map { value in
            dimension.values(of: value).contains(where: values.contains) ? 1 : 0 as Int64
        }
        withUnsafeMutableBufferPointer { weights in
            column.codes.withUnsafeBufferPointer { codes in
                for row in weights.indices { weights[row] &*= factors[Int(codes[row])] }
            }
        }
    }
}
