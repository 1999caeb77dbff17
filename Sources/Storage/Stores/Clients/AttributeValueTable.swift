import ContactCenter

/// What clients have of the business's own attributes.
enum AttributeValueTable {
    static func values(of client: ClientID, in transaction: any Transaction) throws -> [ClientAttributeID: String] {
        try transaction.rows(
            "SELECT attribute_id, value FROM client_attribute_values WHERE client_id = $1",
            [.integer(client.rawValue)]
        ).reduce(into: [:]) { values, row in
            var row = row
            let attribute: ClientAttributeID = try row.id()
            values[attribute] = try row.text()
        }
    }

    /// In place of what stands there.
    static func write(
        _ values: [ClientAttributeID: String],
        of client: ClientID,
        in transaction: any Transaction
    ) throws {
        let key = SQLValue.integer(client.rawValue)
        try transaction.execute("DELETE FROM client_attribute_values WHERE client_id = $1", [key])
        try transaction.execute(
            "INSERT INTO client_attribute_values (client_id, attribute_id, value, folded) VALUES ($1, $2, $3, $4)",
            each: values.sorted { $0.key < $1.key }.map { attribute, value in
                [key, .integer(attribute.rawValue), .text(value), .text(folded(value))]
            }
        )
    }

    private static func folded(_ text: String) -> String { Folding.words(of: text).joined(separator: " ") }

    // MARK: - Finding

    /// Those that the one search box looks into.
    static let findTexts = """
        SELECT client_attribute_values.value FROM client_attribute_values
        JOIN client_attributes ON client_attributes.id = client_attribute_values.attribute_id
        WHERE client_attribute_values.client_id = $1 AND client_attributes.kind = 'text'
        ORDER BY client_attribute_values.attribute_id
        """

    static func clients(
        with typed: String,
        of attribute: Kept<ClientAttribute>,
        limit: Int,
        in transaction: any Transaction
    ) throws -> [ClientID] {
        guard case .success(let value?) = attribute.record.value(of: typed) else { return [] }
        let (condition, sought): (String, String)
        if attribute.record.kind == .text {
            // Letters, digits and blanks: it means nothing else in a pattern.
            let words = folded(value)
            guard !words.isEmpty else { return [] }
            (condition, sought) = ("folded LIKE $2", "%\(words)%")
        } else {
            (condition, sought) = ("value = $2", value)
        }
        return try transaction.rows(
            """
            SELECT clients.id FROM client_attribute_values
            JOIN clients ON clients.id = client_attribute_values.client_id
            WHERE attribute_id = $1 AND \(condition) AND clients.is_hidden = 0 AND clients.merged_into IS NULL
            ORDER BY clients.last_contact_at DESC NULLS LAST, clients.id LIMIT $3
            """,
            [.integer(attribute.id.rawValue), .text(sought), .integer(limit)]
        ).map(DatabaseClientSearch.id)
    }

    // MARK: - Making one of two

    /// The one that goes keeps its own, for when it comes back; the other gets those that it lacks.
    static func copy(
        of merger: Int64,
        from part: ClientID,
        to whole: ClientID,
        in transaction: any Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO client_merger_attributes (merger_id, attribute_id, value)
            SELECT CAST($1 AS {bigint}), attribute_id, value FROM client_attribute_values
            WHERE client_id = $2
                AND attribute_id NOT IN (SELECT attribute_id FROM client_attribute_values WHERE client_id = $3)
            """,
            [.integer(merger), .integer(part.rawValue), .integer(whole.rawValue)]
        )
        try transaction.execute(
            """
            INSERT INTO client_attribute_values (client_id, attribute_id, value, folded)
            SELECT CAST($3 AS {bigint}), attribute_id, value, folded FROM client_attribute_values
            WHERE client_id = $2
                AND attribute_id IN (SELECT attribute_id FROM client_merger_attributes WHERE merger_id = $1)
            """,
            [.integer(merger), .integer(part.rawValue), .integer(whole.rawValue)]
        )
    }

    /// What was changed since stays.
    static func takeBack(of merger: Int64, from whole: ClientID, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            DELETE FROM client_attribute_values WHERE client_id = $2 AND EXISTS (
                SELECT 1 FROM client_merger_attributes
                WHERE merger_id = $1 AND client_merger_attributes.attribute_id = client_attribute_values.attribute_id
                    AND client_merger_attributes.value = client_attribute_values.value
            )
            """,
            [.integer(merger), .integer(whole.rawValue)]
        )
    }
}
