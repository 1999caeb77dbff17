/// With what a step begins: a day, or an hour of it.
package struct ReportMoment: Hashable, Sendable {
    package var day: Day
    /// `0` to `23`.
    package var hour: Int?

    package init(day: Day, hour: Int? = nil) {
        self.day = day
        self.hour = hour
    }

    /// Of facts that are told apart as the step says.
    init?(_ values: [String?], of step: ReportStep) {
        let numbers = values.map { $0.flatMap { Int($0) } }
        guard case let day?? = numbers.first else { return nil }
        self.init(day: step.first(of: Day(number: day)), hour: numbers.count > 1 ? numbers[1] : nil)
    }
}
