import ContactCenter

/// Callers in a database, read for `CallerDirectory`.
package struct DatabaseCallerStore: CallerStore {
    private let database: any Database

    package init(_ database: any Database) {
        self.database = database
    }

    package func callers(after client: ClientID?, limit: Int) async throws -> [CallerEntry] {
        try await database.read { transaction in
            let rows = try transaction.rows(
                "\(Self.select) AND clients.id > $1 ORDER BY clients.id LIMIT $2",
                [.integer(client?.rawValue ?? 0), .integer(limit)]
            )
            return try Self.entries(rows, in: transaction)
        }
    }

    package func callers(_ clients: [ClientID]) async throws -> [CallerEntry] {
        guard !clients.isEmpty else { return [] }
        return try await database.read { transaction in
            let rows = try transaction.rows(
                "\(Self.select) AND clients.id = $1",
                each: clients.sorted().map { [.integer($0.rawValue)] }
            )
            return try Self.entries(rows.flatMap { $0 }, in: transaction)
        }
    }

    package func clients(of records: [Int64], _ kind: RecordKind) async throws -> Set<ClientID> {
        let table: String
        switch kind {
        case .clients: return Set(records.map { ClientID($0) })
        case .documents: table = "documents"
        case .contacts: table = "contacts"
        default: return []
        }
        guard !records.isEmpty else { return [] }
        return try await database.read { transaction in
            let rows = try transaction.rows(
                "SELECT client_id FROM \(table) WHERE id = $1 AND client_id IS NOT NULL",
                each: records.map { [.integer($0)] }
            )
            let now = try rows.joined().map { row in
                var row = row
                return try ClientID(row.integer())
            }
            return try Set(now + Self.formerClients(of: records, kind, in: transaction))
        }
    }

    /// From whom records were taken: they have one document or contact less to be known by.
    private static func formerClients(
        of records: [Int64],
        _ kind: RecordKind,
        in transaction: any Transaction
    ) throws -> [ClientID] {
        let rows = try transaction.rows(
            """
            SELECT change_fields.before_value FROM changes JOIN change_fields ON change_fields.change_id = changes.id
            WHERE changes.record_kind = $1 AND changes.record_id = $2 AND change_fields.name IN ('client', 'client_id')
                AND change_fields.before_value IS NOT NULL
            """,
            each: records.map { [.text(kind), .integer($0)] }
        )
        return try rows.joined().compactMap { row in
            var row = row
            return try Int64(row.text()).map { ClientID($0) }
        }
    }

    /// - Parameter rows: in the order of their clients.
    private static func entries(_ rows: [SQLRow], in transaction: any Transaction) throws -> [CallerEntry] {
        var entries = try rows.map { row in
            var row = row
            return try CallerEntry(caller(from: &row), keys: [])
        }
        let phones = try transaction.rows(
            "SELECT number_key FROM client_phones WHERE client_id = $1 AND number_key IS NOT NULL ORDER BY ordinal",
            each: entries.map { [.integer($0.caller.client.rawValue)] }
        )
        for place in entries.indices {
            entries[place].keys = try phones[place].map { row in
                var row = row
                return try NumberKey(row.text())
            }
        }
        return entries
    }

    private static func caller(from row: inout SQLRow) throws -> Caller {
        try Caller(
            client: ClientID(row.integer()),
            name: CallerName.text(row.text()),
            lastContactAt: row.optionalInstant(),
            responsible: employee(from: &row),
            lastSpoken: employee(from: &row),
            documentResponsible: employee(from: &row),
            isVIP: row.flag()
        )
    }

    private static func employee(from row: inout SQLRow) throws -> EmployeeID? {
        try row.optionalInteger().map { EmployeeID($0) }
    }

    private static let select = """
        SELECT clients.id, clients.name, clients.last_contact_at,
            (
                SELECT contacts.responsible_id FROM contacts
                WHERE contacts.client_id = clients.id AND contacts.state = 'registered' AND contacts.is_hidden = 0
                    AND contacts.responsible_id IS NOT NULL
                ORDER BY contacts.at DESC, contacts.id DESC LIMIT 1
            ),
            (
                SELECT employees.id FROM contacts JOIN employees ON employees.user_id = contacts.registrar_id
                WHERE contacts.client_id = clients.id AND contacts.state = 'registered' AND contacts.is_hidden = 0
                    AND employees.is_hidden = 0
                ORDER BY contacts.at DESC, contacts.id DESC LIMIT 1
            ),
            (
                SELECT documents.responsible_id FROM documents
                WHERE documents.client_id = clients.id AND documents.is_open = 1 AND documents.is_hidden = 0
                    AND documents.responsible_id IS NOT NULL
                ORDER BY documents.at DESC, documents.id DESC LIMIT 1
            ),
            CASE WHEN 'vip' IN (
                COALESCE(clients.service_status, ''), COALESCE(clients.showroom_status, ''),
                COALESCE(clients.shop_status, ''), COALESCE(clients.feedback_status, ''),
                COALESCE(clients.other_status, '')
            ) THEN 1 ELSE 0 END
        FROM clients
        WHERE clients.is_hidden = 0 AND clients.merged_into IS NULL
        """
}
