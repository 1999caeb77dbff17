import ContactCenter
import Foundation

/// Where a client stands among the others in the search: the greater, the later was the last contact. Those who never were in
/// contact come last, the newest of them first.
enum SearchPlace {
    /// On SQLite a place is the number of the row in the index, so no two clients have the same, and close numbers take less
    /// room: a minute has 64 places, and who finds none there takes the next that is free. On PostgreSQL it is the time.
    static func of(
        _ client: ClientID,
        lastContactAt: Date?,
        before: Int64?,
        in transaction: any Transaction
    ) throws -> Int64 {
        guard let milliseconds = lastContactAt?.millisecondsSince1970 else { return never + client.rawValue }
        guard transaction.dialect == .sqlite else { return milliseconds }
        let first = milliseconds / 60_000 * perMinute
        if let before, (first..<first + perMinute).contains(before) { return before }
        return try next(from: first, in: "client_search", transaction)
    }

    /// The first place from this one on that no row of the table has.
    static func next(from first: Int64, in table: String, _ transaction: any Transaction) throws -> Int64 {
        var row = try transaction.rows(free(in: table), [.integer(first)])[0]
        return try row.integer()
    }

    private static let perMinute: Int64 = 64
    private static let never: Int64 = -(1 << 50)

    private static func free(in table: String) -> String {
        """
        SELECT CASE
            WHEN NOT EXISTS (SELECT 1 FROM \(table) WHERE place = $1) THEN $1
            ELSE (
                SELECT taken.place + 1 FROM \(table) AS taken
                WHERE taken.place >= $1
                    AND NOT EXISTS (SELECT 1 FROM \(table) AS next WHERE next.place = taken.place + 1)
                ORDER BY taken.place LIMIT 1
            )
        END
        """
    }
}
