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
}

extension ClosedRange<Day> {
    /// The months that these are of, each with those of its days that are among them.
    package var byMonths: [(first: Day, days: ClosedRange<Day>)] {
        var months: [(first: Day, days: ClosedRange<Day>)] = []
        var day = lowerBound
        while day <= upperBound {
            let month = FactStretch(.month, first: day.firstOfMonth)
            months.append((month.first, day...Swift.min(month.days.upperBound, upperBound)))
            day = month.days.upperBound + 1
        }
        return months
    }
}
