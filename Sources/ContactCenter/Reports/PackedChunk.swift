/// Facts of one kind and of one month as they are held in memory, to be counted for one report after the other: a few bytes a row.
package struct PackedChunk: Sendable {
    /// What its rows have in one dimension.
    package struct Column: Sendable {
        fileprivate let values: [String?]
        fileprivate let codes: PackedNumbers

        /// - Returns: `nil` for what `FactColumn` has not written.
        package init?(text: String) {
            guard let (values, digits) = FactColumn.parts(of: text),
                let codes = PackedNumbers(digits, below: Int64(values.count))
            else { return nil }
            self.values = codes.count == 0 ? [] : values
            self.codes = codes
        }

        fileprivate init(values: [String?], codes: PackedNumbers) {
            self.values = values
            self.codes = codes
        }

        /// The column of days as one of weekdays.
        fileprivate var byWeekday: Column { Column(values: FactChunk.weekdays(of: values), codes: codes) }

        /// 1 for each value that is among these.
        fileprivate func marks(of dimension: FactDimension, in allowed: Set<String?>) -> [UInt8] {
            values.map { dimension.values(of: $0).contains(where: allowed.contains) ? 1 : 0 }
        }

        package var count: Int { codes.count }
        package var bytes: Int { codes.bytes + values.count * 32 }
    }

    package var columns: [FactDimension: Column]
    /// How many facts each row stands for.
    package let counts: PackedNumbers
    package var sums: [FactQuantity: PackedNumbers]

    package init(
        columns: [FactDimension: Column],
        counts: PackedNumbers,
        sums: [FactQuantity: PackedNumbers] = [:]
    ) {
        self.columns = columns
        self.counts = counts
        self.sums = sums
    }

    /// How much memory it takes.
    package var bytes: Int {
        columns.values.reduce(counts.bytes) { $0 + $1.bytes } + sums.values.reduce(0) { $0 + $1.bytes }
    }

    /// - Parameter other: of the same facts.
    package mutating func add(columnsOf other: PackedChunk) {
        columns.merge(other.columns) { own, _ in own }
        sums.merge(other.sums) { own, _ in own }
    }

    /// Those that a filter lets through, told apart by some dimensions and no others.
    ///
    /// - Parameters:
    ///   - days: only of these; `nil`: of all.
    ///   - filter: by told dimensions put as what they are told from.
    package func chunk(
        by dimensions: Set<FactDimension>,
        where filter: [FactDimension: Set<String?>],
        on days: ClosedRange<Day>?,
        summing quantities: Set<FactQuantity>
    ) -> FactChunk {
        guard let rows = rows(where: filter, on: days) else { return FactChunk(columns: [:], counts: []) }
        let told = dimensions.compactMap { dimension in column(dimension).map { (dimension, $0) } }
            .sorted { ($0.1.values.count, $0.0.rawValue) < ($1.1.values.count, $1.0.rawValue) }
        var groups = RowGroups(of: rows)
        for (_, column) in told { groups.divide(by: column.codes, of: column.values.count) }
        let (numbers, firsts) = groups.numbered()
        var columns: [FactDimension: FactColumn] = [:]
        for (dimension, column) in told {
            columns[dimension] = FactColumn(
                values: column.values,
                codes: firsts.map { UInt32(truncatingIfNeeded: column.codes[$0]) }
            )
        }
        var sums: [FactQuantity: [Int64]] = [:]
        for quantity in quantities {
            sums[quantity] = self.sums[quantity]?
                .together(in: numbers, count: firsts.count, isOfLargest: quantity.isOfLargest)
        }
        return FactChunk(
            columns: columns,
            counts: counts.together(in: numbers, count: firsts.count, isOfLargest: false),
            sums: sums
        )
    }

    private func column(_ dimension: FactDimension) -> Column? {
        dimension == .weekday ? columns[.day]?.byWeekday : columns[dimension.kept]
    }

    /// - Returns: 1 for each row that is let through; `nil` where none is.
    private func rows(where filter: [FactDimension: Set<String?>], on days: ClosedRange<Day>?) -> [UInt8]? {
        var rows = [UInt8](repeating: 1, count: counts.count)
        var filter = filter.map { ($0, $1) }
        if let days { filter.append((.day, Set(days.map { String($0.number) }))) }
        for (dimension, allowed) in filter {
            guard let column = column(dimension) else {
                if !allowed.contains(nil) { return nil }
                continue
            }
            let marks = column.marks(of: dimension, in: allowed)
            if marks.allSatisfy({ $0 == 0 }) { return nil }
            if marks.contains(0) { column.codes.mark(&rows, where: marks) }
        }
        return rows
    }
}

/// Rows of a chunk in groups: those that are alike in all columns so far.
private struct RowGroups {
    /// Of each row; that of two is the same where they are alike.
    private var numbers: [UInt32]
    /// All numbers are below.
    private var limit = 1
    /// Whether all numbers below the limit occur.
    private var isDense = true
    /// 1 for each row that is looked at.
    private let rows: [UInt8]

    /// More numbers than these are dealt out anew: most combinations do not occur.
    private static let most = 1 << 20

    init(of rows: [UInt8]) {
        self.rows = rows
        numbers = [UInt32](repeating: 0, count: rows.count)
    }

    mutating func divide(by codes: PackedNumbers, of size: Int) {
        guard size > 1 else { return }
        if limit * size > Self.most, !isDense { makeDense() }
        if limit * size > Self.most {
            dealOut(codes, size)
        } else {
            codes.divide(&numbers, size: size)
            limit *= size
            isDense = false
        }
    }

    /// - Returns: the group of each row, from 1 on and 0 for what is left out, and the first row of each.
    consuming func numbered() -> (groups: [UInt32], firsts: [Int]) {
        let firsts = renumber(from: 1)
        return (numbers, firsts)
    }

    private mutating func makeDense() {
        limit = max(renumber(from: 0).count, 1)
        isDense = true
    }

    /// Numbers that follow each other, in the order in which they come; rows that are left out have 0.
    ///
    /// - Returns: the first row of each.
    private mutating func renumber(from first: UInt32) -> [Int] {
        var firsts: [Int] = []
        var known = [UInt32](repeating: .max, count: limit)
        numbers.withUnsafeMutableBufferPointer { numbers in
            known.withUnsafeMutableBufferPointer { known in
                rows.withUnsafeBufferPointer { rows in
                    for row in numbers.indices {
                        guard rows[row] != 0 else {
                            numbers[row] = 0
                            continue
                        }
                        let number = Int(numbers[row])
                        if known[number] == .max {
                            known[number] = first + UInt32(firsts.count)
                            firsts.append(row)
                        }
                        numbers[row] = known[number]
                    }
                }
            }
        }
        return firsts
    }

    /// Where even those that occur are too many for a table of all combinations.
    private mutating func dealOut(_ codes: PackedNumbers, _ size: Int) {
        var known: [UInt64: UInt32] = [:]
        for row in numbers.indices {
            guard rows[row] != 0 else {
                numbers[row] = 0
                continue
            }
            let key = UInt64(numbers[row]) * UInt64(size) + UInt64(codes[row])
            let next = UInt32(known.count)
            numbers[row] = known[key, default: next]
            if numbers[row] == next { known[key] = next }
        }
        limit = max(known.count, 1)
        isDense = true
    }
}
