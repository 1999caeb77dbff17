import ContactCenter

/// The order in which changes of records became visible, in a database.
///
/// SQLite writes one transaction at a time: the numbers of changes are that order. PostgreSQL gives numbers before the commit,
/// so that a lower one may appear later. There changes stand in the order of their transactions, and are told up to the first
/// transaction that is still open.
package struct DatabaseChangeLog: ChangeLog {
    private let database: any Database

    package init(_ database: any Database) {
        self.database = database
    }

    package func changes(
        of kind: RecordKind,
        after place: ChangePlace?,
        limit: Int
    ) async throws -> ChangePage? {
        try await database.read { transaction in
            let open = try Self.firstOpen(in: transaction)
            let place = place ?? ChangePlace(transaction: 0, change: 0)
            if place.transaction >= open { return nil }
            let found = try transaction.rows(
                """
                SELECT made_in, id, record_id FROM changes
                WHERE record_kind = $1 AND (made_in, id) > ($2, $3) AND made_in < $4
                ORDER BY made_in, id LIMIT $5
                """,
                [
                    .text(kind), .integer(place.transaction), .integer(place.change), .integer(open),
                    .integer(limit + 1),
                ]
            ).map { row in
                var row = row
                return try (
                    place: ChangePlace(transaction: row.integer(), change: row.integer()), record: row.integer()
                )
            }
            let page = found.prefix(limit)
            var known: Set<Int64> = []
            let records = page.reversed().map(\.record).filter { known.insert($0).inserted }
            return ChangePage(
                records: Array(records.reversed()),
                last: page.last?.place ?? place,
                hasMore: found.count > limit
            )
        }
    }

    package func lastPlace() async throws -> ChangePlace {
        try await database.read { transaction in
            switch transaction.dialect {
            case .sqlite:
                var row = try transaction.rows("SELECT COALESCE(MAX(id), 0) FROM changes")[0]
                return ChangePlace(transaction: 0, change: try row.integer())
            case .postgreSQL:
                return ChangePlace(transaction: try Self.firstOpen(in: transaction) - 1, change: .max)
            }
        }
    }

    /// The number of the first transaction whose changes may not all be visible yet.
    private static func firstOpen(in transaction: any Transaction) throws -> Int64 {
        guard transaction.dialect == .postgreSQL else { return 1 }
        var row = try transaction.rows(
            "SELECT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS TEXT) AS BIGINT)"
        )[0]
        return try row.integer()
    }
}
