/// Facts of one kind and of one stretch of time, by columns: those that are alike in all dimensions are one row with a count and
/// sums.
///
/// Kept as text, a column each, so that a report reads the columns it needs and no others; see `FactColumn`.
package struct FactChunk: Hashable, Sendable {
    package private(set) var columns: [FactDimension: FactColumn]
    /// How many facts each row stands for.
    package private(set) var counts: [Int64]
    /// What the facts of each row have together.
    package private(set) var sums: [FactQuantity: [Int64]]

    package init(
        columns: [FactDimension: FactColumn],
        counts: [Int64],
        sums: [FactQuantity: [Int64]] = [:]
    ) {
        self.columns = columns
        self.counts = counts
        self.sums = sums
    }

    /// - Parameters:
    ///   - dimensions: those of the kind; what is left out is no longer told apart.
    ///   - quantities: those of the kind that are asked for.
    package init(
        _ facts: some Sequence<Fact>,
        by dimensions: [FactDimension],
        summing quantities: [FactQuantity] = []
    ) {
        var amounts: [[String?]: [Int64]] = [:]
        for fact in facts {
            amounts[dimensions.map { fact.values[$0] }, default: Self.nothing(of: quantities)]
                .add(fact.amounts, of: quantities)
        }
        self.init(amounts, by: dimensions, summing: quantities)
    }

    /// Puts the chunks of days together: the rows of each, with the day as one dimension more.
    package init(
        joining days: [Day: FactChunk],
        by dimensions: [FactDimension],
        summing quantities: [FactQuantity] = []
    ) {
        let days = days.filter { !$0.value.counts.isEmpty }.sorted { $0.key < $1.key }
        columns = [:]
        for dimension in dimensions {
            columns[dimension] = FactColumn(joining: days.map { ($1.columns[dimension], $1.counts.count) })
        }
        columns[.day] = FactColumn(
            joining: days.map { day, chunk in
                (FactColumn(day, count: chunk.counts.count), chunk.counts.count)
            }
        )
        counts = days.flatMap(\.value.counts)
        sums = [:]
        for quantity in quantities {
            sums[quantity] = days.flatMap { _, chunk in
                chunk.sums[quantity] ?? [Int64](repeating: 0, count: chunk.counts.count)
            }
        }
    }

    /// A count, and a sum for each quantity.
    private static func nothing(of quantities: [FactQuantity]) -> [Int64] {
        [Int64](repeating: 0, count: 1 + quantities.count)
    }

    /// The same facts make the same chunk, in whatever order they come.
    private init(
        _ amounts: [[String?]: [Int64]],
        by dimensions: [FactDimension],
        summing quantities: [FactQuantity]
    ) {
        let rows = amounts.sorted { left, right in
            for (one, other) in zip(left.key, right.key) where one != other { return (one ?? "") < (other ?? "") }
            return false
        }
        columns = [:]
        for (place, dimension) in dimensions.enumerated() {
            columns[dimension] = FactColumn(rows.lazy.map { $0.key[place] })
        }
        counts = rows.map { $0.value[0] }
        sums = [:]
        for (place, quantity) in quantities.enumerated() { sums[quantity] = rows.map { $0.value[place + 1] } }
    }

    /// The same facts, each once for every value that its own in a dimension stands for, and none where that is none.
    package func spread(_ dimension: FactDimension, over values: (String?) -> [String?]) -> FactChunk {
        guard let column = columns[dimension] else { return self }
        let meant = column.values.map(values)
        var rows: [Int] = []
        var texts: [String?] = []
        for row in counts.indices {
            for text in meant[Int(column.codes[row])] {
                rows.append(row)
                texts.append(text)
            }
        }
        var chunk = self
        chunk.columns = columns.mapValues { other in
            var other = other
            other.codes = rows.map { other.codes[$0] }
            return other
        }
        chunk.columns[dimension] = FactColumn(texts)
        chunk.counts = rows.map { counts[$0] }
        chunk.sums = sums.mapValues { sums in rows.map { sums[$0] } }
        return chunk
    }

    /// The same of one day, where days are not told apart.
    func on(_ day: Day) -> FactChunk {
        guard columns[.day] == nil else { return self }
        var chunk = self
        chunk.columns[.day] = FactColumn(day, count: counts.count)
        return chunk
    }

    /// The same with the weekdays of its days.
    var byWeekday: FactChunk {
        guard var column = columns[.day] else { return self }
        column.values = Self.weekdays(of: column.values)
        var chunk = self
        chunk.columns[.weekday] = column
        return chunk
    }

    static func weekdays(of days: [String?]) -> [String?] {
        days.map { number in number.flatMap { Int($0) }.map { String(Day(number: $0).weekday) } }
    }
}

extension [Int64] {
    /// One more, with what it has.
    fileprivate mutating func add(_ amounts: [FactQuantity: Int64], of quantities: [FactQuantity]) {
        self[0] += 1
        for (place, quantity) in quantities.enumerated() {
            self[place + 1] = quantity.together(self[place + 1], amounts[quantity] ?? 0)
        }
    }
}

/// What the rows of a chunk have in one dimension: the values that occur, and which of them each row has.
package struct FactColumn: Hashable, Sendable {
    package var values: [String?]
    package var codes: [UInt32]

    package init(_ texts: some Sequence<String?>) {
        var known = KnownValues()
        codes = texts.map { known.code(of: $0) }
        values = known.values
    }

    init(values: [String?], codes: [UInt32]) {
        self.values = values
        self.codes = codes
    }

    /// One value in all rows.
    init(repeating value: String?, count: Int) {
        values = count == 0 ? [] : [value]
        codes = [UInt32](repeating: 0, count: count)
    }

    /// All rows of one day.
    init(_ day: Day, count: Int) { self.init(repeating: String(day.number), count: count) }

    /// Those of one part after the other; a part may have no such column.
    init(joining parts: [(column: FactColumn?, count: Int)]) {
        var known = KnownValues()
        codes = []
        codes.reserveCapacity(parts.reduce(0) { $0 + $1.count })
        for (column, count) in parts {
            let column = column ?? FactColumn(repeating: nil, count: count)
            let translated = column.values.map { known.code(of: $0) }
            codes.append(contentsOf: column.codes.lazy.map { translated[Int($0)] })
        }
        values = known.values
    }

    /// Values in the order in which they first come.
    private struct KnownValues {
        private(set) var values: [String?] = []
        private var codes: [String?: UInt32] = [:]

        mutating func code(of value: String?) -> UInt32 {
            if let code = codes[value] { return code }
            let code = UInt32(values.count)
            codes[value] = code
            values.append(value)
            return code
        }
    }

    // MARK: - As text

    /// Stands between the values, which are numbers and words of ours; no value is nothing.
    private static let separator: Character = "\u{1F}"

    /// `17␟␟19` and, below it, the code of each row in digits of base 94, as many as the largest needs.
    package var text: String {
        let head = values.map { $0 ?? "" }.joined(separator: String(Self.separator))
        return head + "\n" + FactDigits.text(codes.lazy.map { Int64($0) })
    }

    /// - Returns: `nil` for what no column has written.
    package init?(text: String) {
        guard let (values, digits) = Self.parts(of: text),
            let codes = FactDigits.numbers(digits, below: UInt32(values.count))
        else { return nil }
        // Nothing between separators is no value; of no rows there is none either.
        self.values = codes.isEmpty ? [] : values
        self.codes = codes
    }

    /// The values, and the digits of the codes.
    static func parts(of text: String) -> (values: [String?], digits: Substring.UTF8View)? {
        guard let end = text.utf8.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        let values = text[..<end].split(separator: Self.separator, omittingEmptySubsequences: false)
            .map { $0.isEmpty ? nil : String($0) }
        return (values, text.utf8[text.utf8.index(after: end)...])
    }
}

/// Numbers from 0 on as printable letters, each with as many digits of base 94 as the largest: one byte where they are small.
package enum FactDigits {
    private static let base: Int64 = 94
    private static let first = UInt8(ascii: "!")

    /// The number of digits, then those of each number.
    package static func text(_ numbers: some Collection<Int64>) -> String {
        var width = 1
        var limit = base
        let largest = numbers.max() ?? 0
        while largest >= limit {
            width += 1
            limit *= base
        }
        var bytes: [UInt8] = [UInt8(ascii: "0") + UInt8(width)]
        bytes.reserveCapacity(1 + numbers.count * width)
        for number in numbers {
            var rest = number
            let start = bytes.count
            for _ in 0..<width {
                bytes.append(first + UInt8(rest % base))
                rest /= base
            }
            bytes[start...].reverse()
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// - Returns: `nil` for what `text` has not written.
    package static func numbers(_ text: Substring.UTF8View) -> [Int64]? { numbers(text, below: .max) }

    /// - Returns: `nil` where one of them is as large as the limit, too.
    static func numbers<Number: FixedWidthInteger>(_ text: Substring.UTF8View, below limit: Number) -> [Number]? {
        text.withContiguousStorageIfAvailable { numbers($0, below: limit) }
            ?? Array(text).withUnsafeBufferPointer { numbers($0, below: limit) }
    }

    private static func numbers<Number: FixedWidthInteger>(
        _ bytes: UnsafeBufferPointer<UInt8>,
        below limit: Number
    ) -> [Number]? {
        guard let head = bytes.first, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(head) else { return nil }
        let width = Int(head - UInt8(ascii: "0"))
        guard (bytes.count - 1) % width == 0 else { return nil }
        let digits = UnsafeBufferPointer(rebasing: bytes.dropFirst())
        var isWrong = false
        let numbers = [Number](unsafeUninitializedCapacity: digits.count / width) { numbers, count in
            count = digits.count / width
            if width == 1 {
                // Most are of one digit.
                var largest: UInt8 = 0
                for place in 0..<count {
                    let digit = digits[place] &- first
                    largest = max(largest, digit)
                    numbers[place] = Number(truncatingIfNeeded: digit)
                }
                isWrong = largest >= UInt8(base) || count > 0 && Int64(largest) >= Int64(limit)
                return
            }
            for place in 0..<count {
                var number: Int64 = 0
                for offset in place * width..<(place + 1) * width {
                    let digit = digits[offset] &- first
                    if digit >= base { isWrong = true }
                    number = number &* base &+ Int64(digit)
                }
                if number < 0 || number >= Int64(limit) { isWrong = true }
                numbers[place] = Number(truncatingIfNeeded: number)
            }
        }
        return isWrong ? nil : numbers
    }
}
