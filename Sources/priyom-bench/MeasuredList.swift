import Foundation
import TestSupport

/// A page that lists something, and how its addresses are drawn. To measure another list, add it to `all`.
struct MeasuredList: Sendable {
    var path: String
    /// Draws a value, or none, for each filter that the page offers.
    var filters: @Sendable (inout SeededRandom) -> [(name: String, value: String)]

    static let all = [calls, register, missed]

    static let calls = MeasuredList(path: "/calls") { random in
        let direction = ["inbound", "inbound", "outbound", "internal"].randomElement(using: &random) ?? "inbound"
        let answered = direction == "inbound" ? "missed" : "unanswered"
        let kind = draw("kind", ["answered", answered, "transferred", "busy", "failed"], using: &random)
        let own = direction == "inbound" ? inboundOnly(using: &random) : []
        return [("direction", direction)] + kind + own + common(using: &random)
    }

    static let register = MeasuredList(path: "/register") { random in
        let kind = draw("kind", ["answered", "missed", "transferred"], using: &random)
        return kind + inboundOnly(using: &random) + common(using: &random)
    }

    static let missed = MeasuredList(path: "/missed") { random in
        let phone = LargeBusiness.phone(of: Int.random(in: 0..<LargeBusiness.people, using: &random))
        let stranger = 9_000_000_000 + Int64.random(in: 0..<1_000_000, using: &random) * 7_919 % 999_999_999
        return [("view", ["waiting", "nobodys", "mine", "all"].randomElement(using: &random) ?? "all")]
            + draw("by", ["call"], using: &random)
            + draw("cause", ["in_queue", "ringing", "busy"], using: &random)
            + draw("did", ["6467171", "646-71-73"], using: &random)
            + draw("phone", [phone], using: &random)
            + draw("number", ["8 (953) 523-72-71", "\(stranger)"], using: &random)
    }

    private static func inboundOnly(using random: inout SeededRandom) -> [(name: String, value: String)] {
        draw("did", ["6467171", "646-71-73"], using: &random)
            + draw("queue", (0..<5).map { "queue\($0)" }, using: &random)
    }

    private static func common(using random: inout SeededRandom) -> [(name: String, value: String)] {
        let person = Int.random(in: 0..<LargeBusiness.people, using: &random)
        let stranger = 9_000_000_000 + Int64.random(in: 0..<1_000_000, using: &random) * 7_919 % 999_999_999
        return draw("cause", ["in_queue", "ringing", "busy"], using: &random)
            // The reader of the benchmark has the id 1.
            + draw("person", ["\(person + 2)"], using: &random)
            + draw("department", (0..<LargeBusiness.departments).map { "Отдел \($0)" }, using: &random)
            + draw("extension", [LargeBusiness.phone(of: person)], using: &random)
            + draw("number", ["8 (953) 523-72-71", "\(stranger)", "\(stranger % 10_000 + 10_000)"], using: &random)
    }

    private static func draw(
        _ name: String,
        _ values: [String],
        using random: inout SeededRandom
    ) -> [(name: String, value: String)] {
        // Two of the eight filters are set on average.
        guard Int.random(in: 0..<4, using: &random) == 0, let value = values.randomElement(using: &random) else {
            return []
        }
        return [(name, value)]
    }
}

/// A page that was drawn: a list with a period, perhaps an opened day, and filters.
struct DrawnPage: Sendable {
    var address: String
    /// For people who read the figures.
    var words: String

    /// - Parameter days: the longest and shortest period.
    init(of list: MeasuredList, _ days: ClosedRange<Int>, in business: LargeBusiness, using random: inout SeededRandom)
    {
        let length = Int.random(in: days, using: &random)
        let first = Int.random(in: 0...Int(LargeBusiness.days) - length, using: &random)
        func date(_ day: Int) -> String {
            let instant = Date(timeIntervalSince1970: Double(business.start + Int64(day) * 86_400 + 43_200))
            return String(instant.ISO8601Format().prefix(10))
        }
        var fields = [("from", date(first)), ("to", date(first + length - 1))] + list.filters(&random)
        if Int.random(in: 0..<3, using: &random) > 0 {
            fields.append(("day", date(first + Int.random(in: 0..<length, using: &random))))
        }
        let query = fields.map { name, value in
            "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")"
        }
        address = "\(list.path)?\(query.joined(separator: "&"))"
        words = "\(list.path), \(length) days: \(fields.dropFirst(2).map { "\($0)=\($1)" }.joined(separator: " "))"
    }
}
