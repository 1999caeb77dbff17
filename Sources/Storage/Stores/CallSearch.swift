import ContactCenter
import Foundation

/// A filter as conditions on `listed_calls`.
struct CallSearch {
    private let conditions: String
    private let values: [SQLValue]

    init(_ filter: CallFilter) {
        var conditions = Conditions()
        conditions.add("direction = {}", .text(filter.direction))
        switch filter.kind {
        case .transferred: conditions.add("is_transferred = 1")
        case let kind?: conditions.add("result = {}", .text(kind.rawValue))
        case nil: break
        }
        if let cause = filter.cause { conditions.add("cause = {}", .text(cause)) }
        if let queue = filter.queue { conditions.add("queue = {}", .text(queue)) }
        if let did = filter.did { conditions.add("did_key = {}", .text(did)) }
        switch filter.number {
        case .whole(let key):
            conditions.add("number_end = {}", .text(String(key.rawValue.suffix(4))))
            conditions.add("number_key = {}", .text(key))
        case .ending(let digits):
            conditions.add("number_end = {}", .text(String(digits.suffix(4))))
            let length = digits.unicodeScalars.count
            conditions.add("substr(number_key, length(number_key) - \(length - 1)) = {}", .text(digits))
        case nil: break
        }
        if let phone = filter.phone { conditions.add(holding: phone.rawValue, in: "phones") }
        if let person = filter.person { conditions.add(holding: "\(person)", in: "users") }
        if let department = filter.department { conditions.add(holding: department, in: "departments") }
        switch filter.reach {
        case .user(let user): conditions.add(holding: "\(user)", in: "reached_users")
        case .department(let department): conditions.add(holding: department, in: "reached_departments")
        case nil: break
        }
        self.conditions = conditions.text
        values = conditions.values
    }

    /// A statement for each day: the boundaries of days follow no rule that both databases know.
    func counts(in days: [Period], in transaction: any Transaction) throws -> [Int] {
        try transaction.rows(countStatement, each: days.map(countValues)).map { rows in
            var row = rows[0]
            return Int(try row.integer())
        }
    }

    var countStatement: String {
        """
        SELECT COUNT(*) FROM listed_calls
        WHERE \(conditions) AND started_at >= $\(values.count + 1) AND started_at < $\(values.count + 2)
        """
    }

    func countValues(_ day: Period) -> [SQLValue] { values + [.instant(day.from), .instant(day.until)] }

    /// - Parameter days: where to look, in order.
    func page(_ turn: ListTurn, limit: Int, of days: [Period], in transaction: any Transaction) throws -> CallPage {
        try CallPage(turn, limit: limit) { way, place, limit in
            try places(way, place, limit: limit, of: days, in: transaction)
        }
    }

    /// The nearest places before or after one, day by day: most pages are full after the first.
    private func places(
        _ way: CallPage.Way,
        _ place: ListPlace?,
        limit: Int,
        of days: [Period],
        in transaction: any Transaction
    ) throws -> [ListPlace] {
        var found: [ListPlace] = []
        for day in way == .before ? days.reversed() : days where found.count < limit {
            let isPassed = place.map { way == .before ? day.from > $0.startedAt : day.until <= $0.startedAt } ?? false
            if isPassed { continue }
            found += try places(way, place, limit: limit - found.count, in: day, in: transaction)
        }
        return found
    }

    private func places(
        _ way: CallPage.Way,
        _ place: ListPlace?,
        limit: Int,
        in day: Period,
        in transaction: any Transaction
    ) throws -> [ListPlace] {
        let order = way == .before ? "DESC" : "ASC"
        let next = values.count + 1
        var statement = """
            SELECT started_at, call_id FROM listed_calls
            WHERE \(conditions) AND started_at >= $\(next) AND started_at < $\(next + 1)
            """
        var values = values + [.instant(day.from), .instant(day.until), .integer(limit)]
        if let place {
            // The row alone would not narrow what is read.
            let (nearer, sign) = way == .before ? ("<=", "<") : (">=", ">")
            statement += """
                 AND started_at \(nearer) $\(next + 3)
                AND (started_at \(sign) $\(next + 3) OR call_id \(sign) $\(next + 4))
                """
            values += [.instant(place.startedAt), .integer(place.row)]
        }
        statement += " ORDER BY started_at \(order), call_id \(order) LIMIT $\(next + 2)"
        return try transaction.rows(statement, values).map { row in
            var row = row
            return try ListPlace(startedAt: row.instant(), row: row.integer())
        }
    }
}

extension Conditions {
    /// One of the values between line ends is this one.
    fileprivate mutating func add(holding value: String, in column: String) {
        add("{position}(\(column), {}) > 0", .text("\n\(value)\n"))
    }
}
