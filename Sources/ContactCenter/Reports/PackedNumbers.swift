/// Whole numbers from 0 on, in as few bytes each as the largest of them needs.
package enum PackedNumbers: Sendable {
    case bytes([UInt8])
    case words([UInt32])
    case whole([Int64])

    /// Of what `FactDigits` has written.
    ///
    /// - Returns: `nil` for what it has not written, and where one of them is as large as the limit.
    package init?(_ text: Substring.UTF8View, below limit: Int64 = .max) {
        switch text.first {
        case UInt8(ascii: "1")?:
            guard let numbers = FactDigits.numbers(text, below: UInt8(clamping: limit)) else { return nil }
            self = .bytes(numbers)
        case UInt8(ascii: "2")?, UInt8(ascii: "3")?, UInt8(ascii: "4")?:
            guard let numbers = FactDigits.numbers(text, below: UInt32(clamping: limit)) else { return nil }
            self = .words(numbers)
        default:
            guard let numbers = FactDigits.numbers(text, below: limit) else { return nil }
            self = .whole(numbers)
        }
    }

    package var count: Int {
        switch self {
        case .bytes(let numbers): numbers.count
        case .words(let numbers): numbers.count
        case .whole(let numbers): numbers.count
        }
    }

    /// How much memory they take.
    package var bytes: Int {
        switch self {
        case .bytes(let numbers): numbers.count
        case .words(let numbers): numbers.count * 4
        case .whole(let numbers): numbers.count * 8
        }
    }

    subscript(row: Int) -> Int64 {
        switch self {
        case .bytes(let numbers): Int64(numbers[row])
        case .words(let numbers): Int64(numbers[row])
        case .whole(let numbers): numbers[row]
        }
    }

    /// Numbers below a size each become that many of the new ones: the old one times the size, and what stands in its row here.
    func divide(_ numbers: inout [UInt32], size: Int) {
        switch self {
        case .bytes(let codes): Self.divide(&numbers, by: codes, size)
        case .words(let codes): Self.divide(&numbers, by: codes, size)
        case .whole(let codes): Self.divide(&numbers, by: codes, size)
        }
    }

    private static func divide<Code: FixedWidthInteger>(_ numbers: inout [UInt32], by codes: [Code], _ size: Int) {
        let size = UInt32(size)
        numbers.withUnsafeMutableBufferPointer { numbers in
            codes.withUnsafeBufferPointer { codes in
                for row in numbers.indices {
                    numbers[row] = numbers[row] &* size &+ UInt32(truncatingIfNeeded: codes[row])
                }
            }
        }
    }

    /// Rows whose number is not marked by a 1 are marked by a 0.
    func mark(_ rows: inout [UInt8], where marks: [UInt8]) {
        switch self {
        case .bytes(let codes): Self.mark(&rows, codes, marks)
        case .words(let codes): Self.mark(&rows, codes, marks)
        case .whole(let codes): Self.mark(&rows, codes, marks)
        }
    }

    private static func mark<Code: FixedWidthInteger>(_ rows: inout [UInt8], _ codes: [Code], _ marks: [UInt8]) {
        rows.withUnsafeMutableBufferPointer { rows in
            codes.withUnsafeBufferPointer { codes in
                marks.withUnsafeBufferPointer { marks in
                    for row in rows.indices { rows[row] &= marks[Int(truncatingIfNeeded: codes[row])] }
                }
            }
        }
    }

    /// What stands in the rows of each group, together.
    ///
    /// - Parameter groups: the number of each row's group, from 1 on; 0 for what is left out.
    func together(in groups: [UInt32], count: Int, isOfLargest: Bool) -> [Int64] {
        switch self {
        case .bytes(let amounts): Self.together(amounts, groups, count, isOfLargest)
        case .words(let amounts): Self.together(amounts, groups, count, isOfLargest)
        case .whole(let amounts): Self.together(amounts, groups, count, isOfLargest)
        }
    }

    private static func together<Amount: FixedWidthInteger>(
        _ amounts: [Amount],
        _ groups: [UInt32],
        _ count: Int,
        _ isOfLargest: Bool
    ) -> [Int64] {
        var sums = [Int64](repeating: 0, count: count + 1)
        sums.withUnsafeMutableBufferPointer { sums in
            amounts.withUnsafeBufferPointer { amounts in
                groups.withUnsafeBufferPointer { groups in
                    if isOfLargest {
                        for row in groups.indices {
                            let group = Int(groups[row])
                            sums[group] = max(sums[group], Int64(truncatingIfNeeded: amounts[row]))
                        }
                    } else {
                        for row in groups.indices {
                            sums[Int(groups[row])] &+= Int64(truncatingIfNeeded: amounts[row])
                        }
                    }
                }
            }
        }
        sums.removeFirst()
        return sums
    }
}
