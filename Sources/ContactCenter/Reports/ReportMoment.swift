/// With what a step begins: a day, or an hour of it.
package struct ReportMoment: Hashable, Sendable {
    package var day: Day
    /// `0` to `23`.
    package var hour: Int?

    package init(day: Day, hour: Int? = nil) {
        self.day = day
        self.hour = hour
    }
}
