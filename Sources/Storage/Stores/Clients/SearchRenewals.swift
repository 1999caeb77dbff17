import ContactCenter

/// Makes the search find clients by the new name of a make or a model. A make may be driven by a tenth of all clients, so who renames it
/// only notes that, and the clients follow some at a time, within seconds where they are some thousands. Vehicles without an
/// owner follow by themselves.
enum SearchRenewals {
    /// In the transaction of the change.
    static func note(_ kind: RecordKind, _ id: Int64, in transaction: any Transaction) throws {
        for key in [(kind, id), (.vehicles, all)] {
            try transaction.execute(
                """
                INSERT INTO search_renewals (record_kind, record_id, after_owner) VALUES ($1, $2, 0)
                ON CONFLICT (record_kind, record_id) DO UPDATE SET after_owner = 0
                """,
                [.text(key.0), .integer(key.1)]
            )
        }
    }

    /// Stands for all vehicles without an owner, also for those from before there was a search for them.
    private static let all: Int64 = 0

    /// Makes the rows of the next clients, or of the next vehicles without an owner, anew.
    ///
    /// - Returns: how many; 0 when nothing is left to do.
    static func catchUp(limit: Int, in transaction: any Transaction) throws -> Int {
        // Held until the commit: of two processes one does it.
        guard
            var row = try transaction.rows(
                """
                UPDATE search_renewals SET after_owner = after_owner
                WHERE (record_kind, record_id) IN (
                    SELECT record_kind, record_id FROM search_renewals ORDER BY record_kind, record_id LIMIT 1
                )
                RETURNING record_kind, record_id, after_owner
                """
            ).first
        else { return 0 }
        let (kind, id, last): (RecordKind, Int64, Int64) = try (row.named(), row.integer(), row.integer())
        let renewed: [Int64]
        if kind == .vehicles {
            let vehicles = try VehicleSearchTable.ownerless(after: last, limit: limit, in: transaction)
            try VehicleSearchTable.write(vehicles, in: transaction)
            renewed = vehicles.map(\.rawValue)
        } else {
            let owners = try owners(of: kind, id, after: last, limit: limit, in: transaction)
            try ClientSearchTable.write(owners, in: transaction)
            renewed = owners.map(\.rawValue)
        }
        let key: [SQLValue] = [.text(kind), .integer(id)]
        guard let furthest = renewed.last, renewed.count == limit else {
            try transaction.execute("DELETE FROM search_renewals WHERE record_kind = $1 AND record_id = $2", key)
            // Another make may wait.
            return max(renewed.count, 1)
        }
        try transaction.execute(
            "UPDATE search_renewals SET after_owner = $3 WHERE record_kind = $1 AND record_id = $2",
            key + [.integer(furthest)]
        )
        return renewed.count
    }

    private static func owners(
        of kind: RecordKind,
        _ id: Int64,
        after last: Int64,
        limit: Int,
        in transaction: any Transaction
    ) throws -> [ClientID] {
        let column = kind == .vehicleMakes ? "make_id" : "model_id"
        return try transaction.rows(
            """
            SELECT DISTINCT owner_id FROM vehicles WHERE \(column) = $1 AND owner_id > $2 ORDER BY owner_id LIMIT $3
            """,
            [.integer(id), .integer(last), .integer(limit)]
        ).map { row in
            var row = row
            return try row.id()
        }
    }
}
