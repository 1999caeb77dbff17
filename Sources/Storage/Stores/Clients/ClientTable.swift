import ContactCenter

/// Clients, and what belongs to each: telephones, mail and postal addresses, in the order in which they are shown.
enum ClientTable {
    static func phone(_ row: SQLRow) throws -> ClientPhone {
        var row = row
        return try ClientPhone(
            kind: row.named(),
            number: row.text(),
            key: row.optional(),
            person: row.optionalText()
        )
    }

    static let findPhones = """
        SELECT kind, number, number_key, person FROM client_phones WHERE client_id = $1 ORDER BY ordinal
        """
}
