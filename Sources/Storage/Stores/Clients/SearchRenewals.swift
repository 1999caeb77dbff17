import ContactCenter

/// Makes the search find clients by the new name of a make or a model. A make may be driven by a tenth of all clients, so who renames it
/// only notes that, and the clients follow some at a time, within seconds where they are some thousands.
enum SearchRenewals {
    /// In the transaction of the change.
    static func note(_ kind: RecordKind, _ id: Int64, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO search_renewals (record_kind, record_id, after_owner) VALUES ($1, $2, 0)
            ON CONFLICT (record_kind, record_id) DO UPDATE SET after_owner = 0
            """,
            [.text(kind), .integer(id)]
        )
    }

    /// Makes the rows of the next clients anew.
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
        let column = kind == .vehicleMakes ? "make_id" : "model_id"
        let owners: [ClientID] = try transaction.rows(
            """
            SELECT DISTINCT owner_id FROM vehicles WHERE \(column) = $1 AND owner_id > $2 ORDER BY owner_id LIMIT $3
            """,
            [.integer(id), .integer(last), .integer(limit)]
        ).map { row in
            var row = row
            return try row.id()
        }
        try ClientSearchTable.write(owners, in: transaction)
        let key: [SQLValue] = [.text(kind), .integer(id)]
        guard let furthest = owners.last, owners.count == limit else {
            try transaction.execute("DELETE FROM search_renewals WHERE record_kind = $1 AND record_id = $2", key)
            // Another make may wait.
            return max(owners.count, 1)
        }
        try transaction.execute(
            "UPDATE search_renewals SET after_owner = $3 WHERE record_kind = $1 AND record_id = $2",
            key + [.integer(furthest.rawValue)]
        )
        return owners.count
    }
}
