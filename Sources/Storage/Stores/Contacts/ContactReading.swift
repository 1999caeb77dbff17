import ContactCenter
import Foundation

/// What is read of contacts beside their own columns.
enum ContactReading {
    /// A card shows no more of its history; who needs the rest has the database.
    private static let mostChanges = 200

    static func dossier(_ id: ContactID, in transaction: any Transaction) throws -> ContactDossier? {
        let rows = try transaction.rows(
            "SELECT has_appointment, has_arrival, \(ContactTable.selected) FROM contacts WHERE id = $1",
            [.integer(id.rawValue)]
        )
        guard var row = rows.first else { return nil }
        let (hasAppointment, hasArrival) = try (row.flag(), row.flag())
        let kept = try ContactTable.kept(from: &row)
        let contact = kept.record
        return ContactDossier(
            contact: kept,
            hasAppointment: hasAppointment,
            hasArrival: hasArrival,
            clientName: try text("SELECT name FROM clients WHERE id = $1", contact.client, in: transaction),
            clientPhones: try contact.client.map { try ClientTable.phones(of: $0, in: transaction) } ?? [],
            vehicleName: try text(vehicleName, contact.vehicle, in: transaction),
            baseNumber: try text("SELECT number FROM contacts WHERE id = $1", contact.baseContact, in: transaction),
            documents: try documents(of: id, in: transaction),
            entries: try entries(of: id, in: transaction),
            reminders: try ReminderReading.reminders(of: id, in: transaction),
            redials: try redials(of: kept, in: transaction),
            changes: try ChangeTable.changes(of: .contacts, id.rawValue, limit: mostChanges, in: transaction)
        )
    }

    private static func text<Record>(
        _ statement: String,
        _ id: RecordID<Record>?,
        in transaction: any Transaction
    ) throws -> String? {
        guard let id, var row = try transaction.rows(statement, [.integer(id.rawValue)]).first else { return nil }
        return try row.optionalText()
    }

    private static let vehicleName = """
        SELECT COALESCE(vehicle_makes.name, '') || COALESCE(' ' || vehicle_models.name, '')
            || CASE WHEN vehicles.year IS NULL THEN '' ELSE ' (' || CAST(vehicles.year AS TEXT) || ')' END
        FROM vehicles
        LEFT JOIN vehicle_makes ON vehicle_makes.id = vehicles.make_id
        LEFT JOIN vehicle_models ON vehicle_models.id = vehicles.model_id
        WHERE vehicles.id = $1
        """

    private static func documents(of id: ContactID, in transaction: any Transaction) throws -> [ContactDocument] {
        try transaction.rows(
            "SELECT id, kind, number, at FROM documents WHERE contact_id = $1 AND is_hidden = 0 ORDER BY at, id",
            [.integer(id.rawValue)]
        ).map { row in
            var row = row
            return try ContactDocument(id: row.id(), kind: row.named(), number: row.text(), at: row.instant())
        }
    }

    static func entries(of id: ContactID, in transaction: any Transaction) throws -> [ConversationEntry] {
        try transaction.rows(
            """
            SELECT entries.ordinal, entries.user_id, users.display_name, entries.at, entries.text
            FROM conversation_entries AS entries LEFT JOIN users ON users.id = entries.user_id
            WHERE entries.contact_id = $1 ORDER BY entries.ordinal
            """,
            [.integer(id.rawValue)]
        ).map { row in
            var row = row
            return try ConversationEntry(
                number: row.integer(),
                user: row.optionalInteger().map(UserID.init(_:)),
                author: row.optionalText(),
                at: row.instant(),
                text: row.text()
            )
        }
    }

    private static func redials(of kept: Kept<Contact>, in transaction: any Transaction) throws -> [Kept<Contact>] {
        guard let key = kept.record.callerKey else { return [] }
        let at = kept.record.at
        return try transaction.rows(
            """
            SELECT \(ContactTable.selected) FROM contacts
            WHERE caller_key = $1 AND at >= $2 AND at <= $3 AND id <> $4 AND is_hidden = 0
            ORDER BY at, id LIMIT 20
            """,
            [
                .text(key), .instant(at - ContactDossier.redialWindow), .instant(at + ContactDossier.redialWindow),
                .integer(kept.id.rawValue),
            ]
        ).map(ContactTable.kept)
    }

    static func drafts(of user: UserID, limit: Int, in transaction: any Transaction) throws -> [Kept<Contact>] {
        try latest(
            where: "registrar_id = $1 AND state = 'unfinished' AND is_hidden = 0",
            .integer(user.rawValue),
            limit: limit,
            in: transaction
        )
    }

    static func contacts(of client: ClientID, limit: Int, in transaction: any Transaction) throws -> [Kept<Contact>] {
        try latest(
            where: "client_id = $1 AND is_hidden = 0",
            .integer(client.rawValue),
            limit: limit,
            in: transaction
        )
    }

    static func qualityContacts(
        of client: ClientID,
        limit: Int,
        in transaction: any Transaction
    ) throws -> [QualityContact] {
        try transaction.rows(
            """
            SELECT reasons.registry_caption, contact_answers.answer, \(ContactTable.selected)
            FROM contacts JOIN reasons ON reasons.id = contacts.reason_id
            LEFT JOIN contact_answers ON contact_answers.contact_id = contacts.id AND contact_answers.name = $2
            WHERE contacts.client_id = $1 AND contacts.is_hidden = 0 AND contacts.state = 'registered'
                AND reasons.category = 'feedback'
            ORDER BY contacts.at DESC, contacts.id DESC LIMIT $3
            """,
            [.integer(client.rawValue), .text(ScriptAnswer.score), .integer(limit)]
        ).map { row in
            var row = row
            let (reason, score) = try (row.text(), row.optionalText())
            return try QualityContact(contact: ContactTable.kept(from: &row), reason: reason, score: score)
        }
    }

    static func contacts(
        ofNumber key: NumberKey,
        limit: Int,
        in transaction: any Transaction
    ) throws -> [Kept<Contact>] {
        try latest(where: "caller_key = $1 AND is_hidden = 0", .text(key), limit: limit, in: transaction)
    }

    private static func latest(
        where condition: String,
        _ value: SQLValue,
        limit: Int,
        in transaction: any Transaction
    ) throws -> [Kept<Contact>] {
        try transaction.rows(
            "SELECT \(ContactTable.selected) FROM contacts WHERE \(condition) ORDER BY at DESC, id DESC LIMIT $2",
            [value, .integer(limit)]
        ).map(ContactTable.kept)
    }
}
