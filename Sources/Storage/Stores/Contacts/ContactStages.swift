import ContactCenter

/// The stages that documents prove: the marks "Запись" and "Заезд" of the registry (requirement S0.47).
package enum ContactStages {
    /// To be called in the transaction that writes, hides or shows a document, for the contact that it came from and the one that
    /// it came from before. The contact's version stays: nobody's editing is disturbed.
    package static func follow(_ contacts: [ContactID], in transaction: any Transaction) throws {
        try transaction.execute(
            """
            UPDATE contacts SET
                has_appointment = CASE WHEN EXISTS (
                    SELECT 1 FROM documents WHERE contact_id = $1 AND is_hidden = 0
                        AND kind IN (\(Document.appointments.listed))
                ) THEN 1 ELSE 0 END,
                has_arrival = CASE WHEN EXISTS (
                    SELECT 1 FROM documents WHERE contact_id = $1 AND is_hidden = 0 AND kind IN (\(Document.arrivals.listed))
                ) THEN 1 ELSE 0 END
            WHERE id = $1
            """,
            each: contacts.map { [.integer($0.rawValue)] }
        )
    }
}

extension [Document.Kind] {
    /// As a list in SQL.
    var listed: String { map { "'\($0.rawValue)'" }.joined(separator: ", ") }
}
