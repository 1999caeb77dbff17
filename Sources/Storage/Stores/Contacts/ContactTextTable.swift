import ContactCenter

/// What the registry finds contacts by: how the caller is addressed, the car as it was said, the works, the comment, and the notes
/// on the conversation. Whoever writes one of these calls `write` in the same transaction.
enum ContactTextTable {
    static func write(_ contacts: [ContactID], in transaction: any Transaction) throws {
        let keys = contacts.map { SQLValue.integer($0.rawValue) }
        let own = try transaction.rows(findOwn, each: keys.map { [$0] })
        let entries = try transaction.rows(findEntries, each: keys.map { [$0] })
        for (index, key) in keys.enumerated() {
            guard var row = own[index].first else { continue }
            let (at, place) = try (row.instant(), row.optionalInteger())
            let texts = try (0..<5).compactMap { _ in try row.optionalText() } + entries[index].map(text)
            let kept = SoughtText.kept(texts)
            if kept.isEmpty {
                try transaction.execute("DELETE FROM contact_texts WHERE contact_id = $1", [key])
            } else if place != nil {
                try transaction.execute("UPDATE contact_texts SET text = $2 WHERE contact_id = $1", [key, .text(kept)])
            } else {
                let place = try ContactTextPlace.of(at, in: transaction)
                try transaction.execute(insert, [key, .integer(place), .text(kept)])
            }
        }
    }

    /// Enters contacts from before there were texts, the latest first.
    ///
    /// - Returns: how many; 0 when none is left.
    static func catchUp(limit: Int, in transaction: any Transaction) throws -> Int {
        // Deleted first: of two processes that come together the second waits, and finds others.
        let due: [ContactID] = try transaction.rows(
            """
            DELETE FROM contact_texts_due WHERE contact_id IN (
                SELECT contact_id FROM contact_texts_due ORDER BY contact_id DESC LIMIT $1
            ) RETURNING contact_id
            """,
            [.integer(limit)]
        ).map { row in
            var row = row
            return try row.id()
        }
        try write(due, in: transaction)
        return due.count
    }

    /// A statement that finds the contacts of a period in which all the words stand, and some beside the period.
    ///
    /// The parts are of letters, digits and blanks, so that they mean nothing else in either pattern.
    ///
    /// - Parameter bind: what stands for a value in the statement.
    static func contacts(
        with text: SoughtText,
        of period: Period,
        _ dialect: Dialect,
        bind: (SQLValue) -> String
    ) -> String {
        let places = ContactTextPlace.places(of: period, dialect)
        let (first, last) = (bind(.integer(places.lowerBound)), bind(.integer(places.upperBound)))
        switch dialect {
        case .sqlite:
            let pattern = bind(.text(text.parts.map { "\"\($0)\"" }.joined(separator: " AND ")))
            return """
                SELECT contact_id FROM contact_texts WHERE place IN (
                    SELECT rowid FROM contact_text_index
                    WHERE contact_text_index MATCH \(pattern) AND rowid BETWEEN \(first) AND \(last)
                )
                """
        case .postgreSQL:
            let patterns = text.parts.map { "text LIKE \(bind(.text("%\($0)%")))" }.joined(separator: " AND ")
            return "SELECT contact_id FROM contact_texts WHERE place BETWEEN \(first) AND \(last) AND \(patterns)"
        }
    }

    private static func text(_ row: SQLRow) throws -> String {
        var row = row
        return try row.text()
    }

    private static let findOwn = """
        SELECT contacts.at, contact_texts.place, person_name, stated_make, stated_model, works, comment
        FROM contacts LEFT JOIN contact_texts ON contact_texts.contact_id = contacts.id
        WHERE contacts.id = $1
        """

    private static let findEntries = "SELECT text FROM conversation_entries WHERE contact_id = $1 ORDER BY ordinal"

    private static let insert = "INSERT INTO contact_texts (contact_id, place, text) VALUES ($1, $2, $3)"
}
