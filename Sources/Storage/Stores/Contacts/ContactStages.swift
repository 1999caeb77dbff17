import ContactCenter

/// The stages that documents prove: the marks "Запись" and "Заезд" of the registry (requirement S0.47).
package enum ContactStages {
    /// To be called in the transaction that writes, hides or shows a document, for the contact that it came from and the one that
    /// it came from before. The contact's version stays: nobody's editing is disturbed; its history says what changed.
    package static func follow(
        _ contacts: [ContactID],
        by author: RecordAuthor,
        in transaction: any Transaction
    ) throws {
        for contact in Set(contacts) {
            // The first one holds the row, so that nobody writes between the two.
            guard let before = try marks(lock, of: contact, in: transaction),
                let after = try marks(derive, of: contact, in: transaction), before != after
            else { continue }
            let fields = zip(["has_appointment", "has_arrival"], zip(before, after)).compactMap { name, marks in
                marks.0 == marks.1
                    ? nil : Change.Field(name: name, before: marks.0 ? "1" : nil, after: marks.1 ? "1" : nil)
            }
            try ChangeTable.add(
                Change(.changed, fields, by: author),
                of: .contacts,
                contact.rawValue,
                in: transaction
            )
        }
    }

    private static func marks(
        _ statement: String,
        of contact: ContactID,
        in transaction: any Transaction
    ) throws -> [Bool]? {
        guard var row = try transaction.rows(statement, [.integer(contact.rawValue)]).first else { return nil }
        return try [row.flag(), row.flag()]
    }

    private static let lock = """
        UPDATE contacts SET version = version WHERE id = $1 RETURNING has_appointment, has_arrival
        """

    private static let derive = """
        UPDATE contacts SET
            has_appointment = CASE WHEN EXISTS (
                SELECT 1 FROM documents WHERE contact_id = $1 AND is_hidden = 0
                    AND kind IN (\(Document.appointments.listed))
            ) THEN 1 ELSE 0 END,
            has_arrival = CASE WHEN EXISTS (
                SELECT 1 FROM documents WHERE contact_id = $1 AND is_hidden = 0 AND kind IN (\(Document.arrivals.listed))
            ) THEN 1 ELSE 0 END
        WHERE id = $1
        RETURNING has_appointment, has_arrival
        """
}

extension [Document.Kind] {
    /// As a list in SQL.
    var listed: String { map { "'\($0.rawValue)'" }.joined(separator: ", ") }
}
