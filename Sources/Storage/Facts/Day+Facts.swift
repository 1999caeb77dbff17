import ContactCenter

extension Day {
    /// Later than any date of the business.
    static let afterAll = Day(number: 4_000_000)
}

extension [Day] {
    /// Days that follow one another as ranges; the days are in order.
    var runs: [ClosedRange<Day>] {
        reduce(into: []) { runs, day in
            if let last = runs.last, last.upperBound + 1 == day {
                runs[runs.count - 1] = last.lowerBound...day
            } else {
                runs.append(day...day)
            }
        }
    }
}
