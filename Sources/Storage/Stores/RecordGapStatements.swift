import ContactCenter

/// Where calls and the PBX's own records of a day do not agree.
enum RecordGapStatements {
    static func gaps(
        of day: Day,
        calls period: Period,
        limit: Int,
        in transaction: any Transaction
    ) throws -> RecordGaps {
        var lacking: [(startedAt: Int64, row: Int64)] = []
        for direction in CallDirection.allCases {
            let found = try transaction.rows(
                """
                SELECT listed_calls.started_at, listed_calls.call_id
                FROM listed_calls JOIN calls ON calls.id = listed_calls.call_id
                WHERE listed_calls.direction = $1 AND listed_calls.started_at >= $2 AND listed_calls.started_at < $3
                    AND calls.has_cdr = 0
                """,
                [.text(direction), .instant(period.from), .instant(period.until)]
            )
            lacking += try found.map { row in
                var row = row
                return try (row.integer(), row.integer())
            }
        }
        let shown = lacking.sorted { ($0.startedAt, $0.row) > ($1.startedAt, $1.row) }.prefix(limit)
        let (rows, count) = try CDRTable.strays(of: day, limit: limit, in: transaction)
        return RecordGaps(
            calls: try CallStatements.calls(rows: shown.map(\.row), in: transaction),
            callCount: lacking.count,
            rows: rows,
            rowCount: count
        )
    }
}
