import Foundation

/// When made-up contacts come: more by day than in the evening, fewer at weekends, most in spring and before winter.
package struct SampleCalendar: Sendable {
    /// The first midnight.
    private let start: Date
    /// How many contacts there are before each day begins, and in all.
    private let before: [Int]

    /// - Parameters:
    ///   - count: of contacts.
    ///   - end: the midnight after the last day.
    package init(_ count: Int, until end: Date) {
        let days = Self.days(for: count)
        start = end - Double(days) * 86_400
        let first = Int(start.timeIntervalSince1970) / 86_400
        let weights = (0..<days).map { Self.weight(of: Day(number: first + $0)) }
        let whole = Double(weights.reduce(0, +))
        var sum = 0
        before =
            [0]
            + weights.map { weight in
                sum += weight
                return Int((Double(sum) / whole * Double(count)).rounded())
            }
    }

    /// A small business has a month or two, a large one three years.
    private static func days(for count: Int) -> Int { min(max(count / 60, 14), 1_096) }

    private static func weight(of day: Day) -> Int {
        let season = [80, 85, 105, 125, 110, 95, 90, 95, 105, 125, 115, 85][day.date.month - 1]
        return day.weekday == 6 ? season * 6 / 10 : day.weekday == 7 ? season * 4 / 10 : season
    }

    /// Of a day's contacts so many in a thousand come before each hour from 8 to 22.
    private static let beforeHour = [0, 40, 135, 250, 360, 460, 550, 640, 730, 815, 890, 945, 980, 995, 1_000]

    /// The moment of the contact with that number, in the order of time, to the second.
    package func moment(of number: Int) -> Date {
        var (low, high) = (0, before.count - 1)
        while high - low > 1 {
            let middle = (low + high) / 2
            if before[middle] <= number { low = middle } else { high = middle }
        }
        let today = max(before[low + 1] - before[low], 1)
        let share = (Double(number - before[low]) + 0.5) / Double(today) * 1_000
        let hour = Self.beforeHour.lastIndex { Double($0) <= share } ?? 0
        let next = min(hour + 1, Self.beforeHour.count - 1)
        let (from, until) = (Double(Self.beforeHour[hour]), Double(Self.beforeHour[next]))
        let part = until > from ? (share - from) / (until - from) : 0
        return start + Double(low) * 86_400 + (8 + Double(hour) + part) * 3_600
    }
}
