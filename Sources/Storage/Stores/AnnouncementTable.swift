import ContactCenter

/// Announcements, numbered without gaps in the order in which their commits became visible.
enum AnnouncementTable {
    /// Writes one announcement for each call, as the last thing before the commit.
    ///
    /// Taking numbers locks the counter until the commit: who takes higher ones has waited for it. So a reader who sees a
    /// number sees all below it.
    ///
    /// - Returns: the position of the last announcement, of this commit or, where it has none, of those before.
    static func announce(_ calls: [CallID], in transaction: any Transaction) throws -> AnnouncedPosition {
        guard !calls.isEmpty else { return try AnnouncedPosition(transaction.pendingRows(readPosition, [])) }
        let taken = try transaction.pendingRows(takeNumbers, [.integer(calls.count)])
        try transaction.execute(
            add,
            each: calls.enumerated().map { place, call in
                [.integer(calls.count - 1 - place)] + CallTable.values(of: call)
            }
        )
        return AnnouncedPosition(taken)
    }

    /// Deletes what is older than the `kept` last ones.
    static func prune(keeping kept: Int, in transaction: any Transaction) throws {
        try transaction.execute(
            "DELETE FROM announcements WHERE position <= (SELECT position FROM announcement_counter) - $1",
            [.integer(kept)]
        )
    }

    static func lastPosition(in transaction: any Transaction) throws -> Position {
        var row = try transaction.rows(readPosition)[0]
        return try Position(row.integer())
    }

    /// As there are no gaps, an announcement that does not follow the position at once tells that some were deleted.
    static func page(after position: Position, limit: Int, in transaction: any Transaction) throws -> AnnouncementPage {
        let announcements = try transaction.rows(
            """
            SELECT position, pbx, linkedid, start_second FROM announcements
            WHERE position > $1 ORDER BY position LIMIT $2
            """,
            [.integer(position.rawValue), .integer(limit)]
        ).map { row in
            var row = row
            return try Announcement(
                position: Position(row.integer()),
                call: row.callID()
            )
        }
        let isComplete =
            if let first = announcements.first {
                first.position.rawValue == position.rawValue + 1
            } else {
                try lastPosition(in: transaction) == position
            }
        return isComplete ? .announcements(announcements) : .reset
    }

    private static let readPosition = "SELECT position FROM announcement_counter"

    private static let takeNumbers = """
        UPDATE announcement_counter SET position = position + $1 RETURNING position
        """

    /// `$1` how many are above it among the numbers just taken, so that nobody waits to be told which these are.
    private static let add = """
        INSERT INTO announcements (position, pbx, linkedid, start_second)
        SELECT position - CAST($1 AS {bigint}), CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS {bigint})
        FROM announcement_counter
        """
}

/// The position of the last announcement of a transaction, which is known when that has ended.
struct AnnouncedPosition: Sendable {
    private let rows: PendingRows

    fileprivate init(_ rows: PendingRows) { self.rows = rows }

    /// - Throws: before the transaction has ended.
    func position() throws -> Position {
        var row = try rows.rows()[0]
        return try Position(row.integer())
    }
}
