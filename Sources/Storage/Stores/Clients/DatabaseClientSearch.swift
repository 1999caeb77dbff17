import ContactCenter

/// Finds clients in the database.
package final class DatabaseClientSearch: ClientSearch {
    private let database: any Database
    private let trigrams = TrigramSearch()

    package init(_ database: any Database) { self.database = database }

    package func clients(matching query: SearchQuery, limit: Int) async throws -> [FoundClient] {
        guard !query.isEmpty else { return [] }
        return try await database.read { [trigrams] transaction in
            let ids =
                switch transaction.dialect {
                case .sqlite: try Self.indexed(query, limit: limit, in: transaction)
                case .postgreSQL: try trigrams.clients(matching: query, limit: limit, in: transaction)
                }
            return try FoundClients.read(ids, in: transaction)
        }
    }

    package func clients(behind key: NumberKey, limit: Int) async throws -> [FoundClient] {
        try await database.read { transaction in
            let ids = try transaction.rows(Self.findBehind, [.text(key), .integer(limit)]).map(Self.id)
            return try FoundClients.read(ids, in: transaction)
        }
    }

    package func clients(behind keys: Set<NumberKey>, limit: Int) async throws -> [NumberKey: [FoundClient]] {
        let keys = Array(keys)
        guard !keys.isEmpty else { return [:] }
        return try await database.read { transaction in
            let ids = try transaction.rows(Self.findBehind, each: keys.map { [.text($0), .integer(limit)] })
                .map { try $0.map(Self.id) }
            return try Dictionary(
                uniqueKeysWithValues: zip(keys, ids).filter { !$1.isEmpty }.map { key, ids in
                    (key, try FoundClients.read(ids, in: transaction))
                }
            )
        }
    }

    package func latestClients(limit: Int) async throws -> [FoundClient] {
        try await database.read { transaction in
            let ids = try transaction.rows(
                "SELECT client_id FROM client_search ORDER BY place DESC, client_id DESC LIMIT $1",
                [.integer(limit)]
            ).map(Self.id)
            return try FoundClients.read(ids, in: transaction)
        }
    }

    package func clients(_ ids: [ClientID]) async throws -> [FoundClient] {
        try await database.read { try FoundClients.read(ids, in: $0) }
    }

    static func id(_ row: SQLRow) throws -> ClientID {
        var row = row
        return try ClientID(row.integer())
    }

    /// By SQLite's index, whose rows are in the order that is wanted: it stops at the last one shown.
    private static func indexed(
        _ query: SearchQuery,
        limit: Int,
        in transaction: any Transaction
    ) throws -> [ClientID] {
        // Patterns are letters, digits and blanks: nothing in them ends the quotes.
        let parts = query.parts.map { part in
            "(" + part.patterns.map { "\"\($0)\"" }.joined(separator: " OR ") + ")"
        }
        return try transaction.rows(
            findIndexed,
            [.text(parts.joined(separator: " AND ")), .integer(limit)]
        ).map(id)
    }

    private static let findIndexed = """
        SELECT client_search.client_id
        FROM client_search_index CROSS JOIN client_search ON client_search.place = client_search_index.rowid
        WHERE client_search_index MATCH $1
        ORDER BY client_search_index.rowid DESC LIMIT $2
        """

    private static let findBehind = """
        SELECT id FROM clients
        WHERE id IN (SELECT client_id FROM client_phones WHERE number_key = $1) AND is_hidden = 0 AND merged_into IS NULL
        ORDER BY last_contact_at DESC NULLS LAST, id LIMIT $2
        """
}
