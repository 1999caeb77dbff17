/// Days of which facts are kept together: one, or a whole month.
package struct FactStretch: Hashable, Sendable {
    package enum Length: String, Sendable {
        case day
        case month
    }

    package var length: Length
    package var first: Day

    package init(_ length: Length, first: Day) {
        self.length = length
        self.first = first
    }

    package var days: ClosedRange<Day> { first...(length == .day ? first : first.monthsLater(1) - 1) }

    /// Whole months, and the days before and after them.
    package static func covering(_ days: ClosedRange<Day>) -> [FactStretch] {
        var stretches: [FactStretch] = []
        var day = days.lowerBound
        while day <= days.upperBound {
            let isMonth = day == day.firstOfMonth && day.monthsLater(1) - 1 <= days.upperBound
            stretches.append(FactStretch(isMonth ? .month : .day, first: day))
            day = isMonth ? day.monthsLater(1) : day + 1
        }
        return stretches
    }
}
