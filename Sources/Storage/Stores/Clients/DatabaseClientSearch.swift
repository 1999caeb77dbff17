import ContactCenter

/// Finds clients in the database.
package final class DatabaseClientSearch: ClientSearch {
    private let database: any Database
    private let clients = TrigramSearch(.clients)
    private let vehicles = TrigramSearch(.vehicles)

    package init(_ database: any Database) { self.database = database }

    package func clients(matching query: SearchQuery, limit: Int) async throws -> [FoundClient] {
        guard !query.isEmpty else { return [] }
        return try await database.read { [clients] transaction in
            let ids = try Self.find(query, clients, limit: limit, in: transaction)
            return try FoundClients.read(ids.map(ClientID.init(_:)), in: transaction)
        }
    }

    package func ownerlessVehicles(matching query: SearchQuery, limit: Int) async throws -> [FoundVehicle] {
        guard !query.isEmpty else { return [] }
        return try await database.read { [vehicles] transaction in
            let ids = try Self.find(query, vehicles, limit: limit, in: transaction)
            return try FoundClients.ownerlessVehicles(ids.map(VehicleID.init(_:)), in: transaction)
        }
    }

    package func ownerlessVehicles(_ ids: [VehicleID]) async throws -> [FoundVehicle] {
        try await database.read { try FoundClients.ownerlessVehicles(ids, in: $0) }
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

    package func clients(
        with value: String,
        of attribute: ClientAttributeID,
        limit: Int
    ) async throws -> [FoundClient] {
        try await database.read { transaction in
            guard let known = try AttributeCheck(transaction: transaction).attributes[attribute] else { return [] }
            let ids = try AttributeValueTable.clients(with: value, of: known, limit: limit, in: transaction)
            return try FoundClients.read(ids, in: transaction)
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

    static func id(_ row: SQLRow) throws -> ClientID { try ClientID(key(row)) }

    static func key(_ row: SQLRow) throws -> Int64 {
        var row = row
        return try row.integer()
    }

    /// - Returns: the keys of the rows that are found.
    private static func find(
        _ query: SearchQuery,
        _ trigrams: TrigramSearch,
        limit: Int,
        in transaction: any Transaction
    ) throws -> [Int64] {
        switch transaction.dialect {
        case .sqlite: try indexed(query, trigrams.index, limit: limit, in: transaction)
        case .postgreSQL: try trigrams.keys(matching: query, limit: limit, in: transaction)
        }
    }

    /// By SQLite's index, whose rows are in the order that is wanted: it stops at the last one shown.
    private static func indexed(
        _ query: SearchQuery,
        _ index: SearchIndex,
        limit: Int,
        in transaction: any Transaction
    ) throws -> [Int64] {
        // Patterns are letters, digits and blanks: nothing in them ends the quotes.
        let parts = query.parts.map { part in
            "(" + part.patterns.map { "\"\($0)\"" }.joined(separator: " OR ") + ")"
        }
        let (table, texts) = (index.table, "\(index.table)_index")
        return try transaction.rows(
            """
            SELECT \(table).\(index.key)
            FROM \(texts) CROSS JOIN \(table) ON \(table).\(index.place) = \(texts).rowid
            WHERE \(texts) MATCH $1
            ORDER BY \(texts).rowid DESC LIMIT $2
            """,
            [.text(parts.joined(separator: " AND ")), .integer(limit)]
        ).map(key)
    }

    private static let findBehind = """
        SELECT id FROM clients
        WHERE id IN (SELECT client_id FROM client_phones WHERE number_key = $1) AND is_hidden = 0 AND merged_into IS NULL
        ORDER BY last_contact_at DESC NULLS LAST, id LIMIT $2
        """
}
