import Foundation

/// Instants as other programs write and read them.
extension Date {
    /// `2026-04-03T10:22:00.000Z`, to the nearest millisecond.
    package var iso: String {
        let all = Int64((timeIntervalSince1970 * 1_000).rounded())
        let day = Int((all >= 0 ? all : all - 86_399_999) / 86_400_000)
        let rest = Int(all) - day * 86_400_000
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (seconds, thousandths) = rest.quotientAndRemainder(dividingBy: 1_000)
        let fraction = String(1_000 + thousandths).dropFirst()
        return
            "\(Day(number: day))T\(two(seconds / 3_600)):\(two(seconds / 60 % 60)):\(two(seconds % 60)).\(fraction)Z"
    }

    /// - Returns: `nil` for what is no instant of ISO 8601 with its offset: `2026-04-03T13:22:00+03:00`. Fractions are kept to the
    ///   millisecond.
    package init?(iso text: String) {
        let pattern =
            /([0-9]{4}-[0-9]{2}-[0-9]{2})T([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])(?:\.([0-9]{1,9}))?(?:Z|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))/
        guard text.utf8.count <= 40, let match = text.wholeMatch(of: pattern), let day = Day(String(match.1)),
            let hour = Int(match.2), let minute = Int(match.3), let second = Int(match.4)
        else { return nil }
        let thousandths = match.5.flatMap { Int(($0 + "000").prefix(3)) } ?? 0
        var offset = 0
        if let sign = match.6, let hours = match.7.flatMap({ Int($0) }), let minutes = match.8.flatMap({ Int($0) }) {
            offset = (hours * 60 + minutes) * (sign == "-" ? -60 : 60)
        }
        let seconds = day.number * 86_400 + hour * 3_600 + minute * 60 + second - offset
        self.init(timeIntervalSince1970: Double(seconds * 1_000 + thousandths) / 1_000)
    }
}
