import ContactCenter

/// Clients, and what belongs to each: telephones, mail and postal addresses, in the order in which they are shown.
enum ClientTable {
    static func find(_ id: ClientID, in transaction: any Transaction) throws -> Kept<Client>? {
        guard var row = try transaction.rows(findClient, [.integer(id.rawValue)]).first else { return nil }
        let (version, isHidden) = try (row.integer(), row.flag())
        var client = Client()
        client.kind = try row.named()
        client.name = try row.text()
        client.clientType = try row.named()
        client.note = try row.optionalText()
        for direction in ReasonCategory.allCases { client.statuses[direction] = try row.optional() }
        client.phones = try phones(of: id, in: transaction)
        client.emails = try transaction.rows(findEmails, [.integer(id.rawValue)]).map(text)
        client.addresses = try transaction.rows(findAddresses, [.integer(id.rawValue)]).map(text)
        client.attributes = try AttributeValueTable.values(of: id, in: transaction)
        return Kept(id: id, version: version, isHidden: isHidden, record: client)
    }

    static func add(_ client: Client, in transaction: any Transaction) throws -> ClientID {
        let rows = try transaction.rows(
            """
            INSERT INTO clients (kind, name, client_type, note, \(statusColumns.joined(separator: ", ")))
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id
            """,
            values(of: client)
        )
        guard let row = rows.first else {
            throw StorageError(.failed, "A client that has just been written is not there.")
        }
        let id = try DatabaseClientSearch.id(row)
        try writeLists(of: client, id, in: transaction)
        return id
    }

    /// - Returns: whether the client was in this version.
    static func change(
        _ id: ClientID,
        over version: Int64,
        to client: Client,
        in transaction: any Transaction
    ) throws -> Bool {
        let rows = try transaction.rows(
            """
            UPDATE clients SET version = version + 1, kind = $3, name = $4, client_type = $5, note = $6,
                \(statusColumns.enumerated().map { "\($1) = $\($0 + 7)" }.joined(separator: ", "))
            WHERE id = $1 AND version = $2 RETURNING id
            """,
            [.integer(id.rawValue), .integer(version)] + values(of: client)
        )
        guard !rows.isEmpty else { return false }
        for table in ["client_phones", "client_emails", "client_addresses"] {
            try transaction.execute("DELETE FROM \(table) WHERE client_id = $1", [.integer(id.rawValue)])
        }
        try writeLists(of: client, id, in: transaction)
        return true
    }

    /// In the order of the directions.
    private static let statusColumns = ReasonCategory.allCases.map { "\($0.rawValue)_status" }

    private static func values(of client: Client) -> [SQLValue] {
        [.text(client.kind), .text(client.name), .text(client.clientType), .text(client.note)]
            + ReasonCategory.allCases.map { .text(client.statuses[$0]) }
    }

    private static func writeLists(of client: Client, _ id: ClientID, in transaction: any Transaction) throws {
        try transaction.execute(
            insertPhone,
            each: client.phones.enumerated().map { ordinal, phone in
                [.integer(id.rawValue), .integer(ordinal)] + values(of: phone)
            }
        )
        try transaction.execute(
            "INSERT INTO client_emails (client_id, ordinal, email) VALUES ($1, $2, $3)",
            each: client.emails.enumerated().map { [.integer(id.rawValue), .integer($0), .text($1)] }
        )
        try transaction.execute(
            "INSERT INTO client_addresses (client_id, ordinal, address) VALUES ($1, $2, $3)",
            each: client.addresses.enumerated().map { [.integer(id.rawValue), .integer($0), .text($1)] }
        )
        try AttributeValueTable.write(client.attributes, of: id, in: transaction)
    }

    static func values(of phone: ClientPhone) -> [SQLValue] {
        [.text(phone.kind), .text(phone.number), .text(phone.key), .text(phone.person)]
    }

    static func phones(of client: ClientID, in transaction: any Transaction) throws -> [ClientPhone] {
        try transaction.rows(findPhones, [.integer(client.rawValue)]).map(phone)
    }

    static func phone(_ row: SQLRow) throws -> ClientPhone {
        var row = row
        return try ClientPhone(
            kind: row.named(),
            number: row.text(),
            key: row.optional(),
            person: row.optionalText()
        )
    }

    private static func text(_ row: SQLRow) throws -> String {
        var row = row
        return try row.text()
    }

    private static let findClient = """
        SELECT version, is_hidden, kind, name, client_type, note, \(statusColumns.joined(separator: ", "))
        FROM clients WHERE id = $1
        """

    static let findPhones = """
        SELECT kind, number, number_key, person FROM client_phones WHERE client_id = $1 ORDER BY ordinal
        """

    static let insertPhone = """
        INSERT INTO client_phones (client_id, ordinal, kind, number, number_key, person) VALUES ($1, $2, $3, $4, $5, $6)
        """

    private static let findEmails = "SELECT email FROM client_emails WHERE client_id = $1 ORDER BY ordinal"

    private static let findAddresses = "SELECT address FROM client_addresses WHERE client_id = $1 ORDER BY ordinal"
}
