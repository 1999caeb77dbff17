import ContactCenter
import Synchronization

/// Search by PostgreSQL's index of three letters in a row, which knows no order.
///
/// A piece that many clients have is met soon among those who were in contact last; one that few have is found by the index.
/// So three ways are tried one after the other: the latest 1,500 rows as they are, and some thousands more where so many have the piece
/// that enough will be met; the index among the latest 32,768; and the index among all. Each ends when it has enough. A piece that
/// is in less than one of a thousand clients comes to the last way. (Where a piece is in many clients, none of them in contact for
/// long, it costs more.)
final class TrigramSearch: Sendable {
    private static let latest = 1_500
    /// More rows than these cost as much as the index does.
    private static let furtherWalk = 6_000
    private static let later = 32_768
    private static let boundaryLifetime = Duration.seconds(600)

    let index: SearchIndex
    private let boundary = Mutex<(place: Int64?, readAt: ContinuousClock.Instant)?>(nil)

    init(_ index: SearchIndex) { self.index = index }

    /// - Returns: the keys of the rows that are found.
    func keys(matching query: SearchQuery, limit: Int, in transaction: any Transaction) throws -> [Int64] {
        // The server plans for the pieces that are asked for, not for any; what is read of the clients found is always alike.
        try transaction.execute("SET LOCAL plan_cache_mode = force_custom_plan")
        let found = try search(query, limit: limit, in: transaction)
        try transaction.execute("SET LOCAL plan_cache_mode = auto")
        return found
    }

    private func search(_ query: SearchQuery, limit: Int, in transaction: any Transaction) throws -> [Int64] {
        let (condition, patterns) = Self.condition(for: query)
        func walk(_ rows: Int, after passed: Int) throws -> [SQLRow] {
            try transaction.rows(
                """
                SELECT \(index.key) FROM
                    (SELECT \(index.key), text FROM \(index.table) ORDER BY \(order) LIMIT $1 OFFSET $2) AS latest
                WHERE \(condition) LIMIT \(limit)
                """,
                [.integer(rows), .integer(passed)] + patterns
            )
        }
        var latest = try walk(Self.latest, after: 0)
        // As many as are to be passed, and half of that again: they do not come evenly.
        let ahead = latest.isEmpty ? .max : Self.latest * (limit - latest.count) / latest.count * 3 / 2
        if ahead <= Self.furtherWalk, latest.count < limit { latest += try walk(ahead, after: Self.latest) }
        if latest.count >= limit { return try latest.prefix(limit).map(DatabaseClientSearch.key) }
        if let place = try boundary(in: transaction) {
            let later = try transaction.rows(
                indexed("\(index.table).\(index.place) >= $2 AND \(condition)"),
                [.integer(limit), .integer(place)] + patterns
            )
            if later.count == limit { return try later.map(DatabaseClientSearch.key) }
        }
        // The bound makes the same statement for all, with the values in the same places.
        return try transaction.rows(
            indexed("CAST($2 AS {bigint}) = 0 AND \(condition)"),
            [.integer(limit), .integer(0)] + patterns
        ).map(DatabaseClientSearch.key)
    }

    /// Adding nothing keeps the server from walking along the order: that was tried before.
    private func indexed(_ condition: String) -> String {
        """
        SELECT \(index.key) FROM \(index.table)
        WHERE \(condition)
        ORDER BY \(index.place) + 0 DESC, \(index.key) DESC LIMIT $1
        """
    }

    private var order: String { "\(index.place) DESC, \(index.key) DESC" }

    /// The place of the last of the later clients; `nil` where there are no others. An old one does as well for a while.
    private func boundary(in transaction: any Transaction) throws -> Int64? {
        let now = ContinuousClock.now
        if let known = boundary.withLock({ $0 }), now - known.readAt < Self.boundaryLifetime { return known.place }
        let rows = try transaction.rows(
            "SELECT \(index.place) FROM \(index.table) ORDER BY \(order) LIMIT 1 OFFSET $1",
            [.integer(Self.later)]
        )
        let place = try rows.first.map { row in
            var row = row
            return try row.integer()
        }
        boundary.withLock { $0 = (place, now) }
        return place
    }

    /// The patterns stand from `$3` on. Their number is rounded up where there are several parts: each shape of a statement is
    /// kept by the connection.
    private static func condition(for query: SearchQuery) -> (text: String, patterns: [SQLValue]) {
        var values: [SQLValue] = []
        var conditions: [String] = []
        for part in query.parts {
            var patterns = part.patterns
            if query.parts.count > 1, let last = patterns.last {
                let count = [1, 2, 4].first { $0 >= patterns.count } ?? 8
                patterns += Array(repeating: last, count: max(0, count - patterns.count))
            }
            let isIndexed = patterns.allSatisfy(hasTrigram)
            let alternatives = patterns.map { pattern in
                values.append(.text(isIndexed ? "%\(pattern)%" : pattern))
                return isIndexed ? "text LIKE $\(values.count + 2)" : "strpos(text, $\(values.count + 2)) > 0"
            }
            conditions.append("(\(alternatives.joined(separator: " OR ")))")
        }
        return (conditions.joined(separator: " AND "), values)
    }

    /// The extension sees one blank after a word, so that a single last digit is no three letters for it.
    private static func hasTrigram(_ pattern: String) -> Bool {
        pattern.first == " " || pattern.filter { $0 != " " }.count > 1
    }
}
