import Foundation

/// A moment as people type it, on the clocks of the business: `22.06.2012 15:20:43`.
package struct TypedMoment: Sendable {
    private let calendar: Calendar

    package init(timeZone: TimeZone) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        self.calendar = calendar
    }

    package func text(of moment: Date) -> String {
        let parts = calendar.dateComponents([.day, .month, .year, .hour, .minute, .second], from: moment)
        func two(_ number: Int?) -> String { (number ?? 0) < 10 ? "0\(number ?? 0)" : "\(number ?? 0)" }
        return """
            \(two(parts.day)).\(two(parts.month)).\(parts.year ?? 0) \
            \(two(parts.hour)):\(two(parts.minute)):\(two(parts.second))
            """
    }

    /// Seconds may be left out.
    ///
    /// - Returns: `nil` for what is no such moment, such as the 31st of June.
    package func moment(_ text: String) -> Date? {
        let sides = text.split(separator: " ")
        guard sides.count == 2 else { return nil }
        let day = sides[0].split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        let time = sides[1].split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard day.count == 3, time.count == 2 || time.count == 3, !day.contains(nil), !time.contains(nil) else {
            return nil
        }
        var parts = DateComponents()
        (parts.day, parts.month, parts.year) = (day[0], day[1], day[2])
        (parts.hour, parts.minute, parts.second) = (time[0], time[1], time.count == 3 ? time[2] : 0)
        parts.calendar = calendar
        guard (1_970...9_999).contains(parts.year ?? 0), parts.isValidDate else { return nil }
        return calendar.date(from: parts)
    }
}
