import ContactCenter
import Foundation

/// Who is told of contacts, and what becomes of that.
enum NotificationTable {
    /// Whom a contact concerns, as rows of `user_id`, `contact_id`, `kind` and `at` for each one asked about: the responsible employee;
    /// where there is none, those who are asked to take it (see `Takers`).
    private static let concerned = """
        SELECT employees.user_id, contacts.id AS contact_id, 'assigned' AS kind, asked.at
        FROM asked JOIN contacts ON contacts.id = asked.contact_id
        JOIN employees ON employees.id = contacts.responsible_id
        UNION
        SELECT employees.user_id, asked.contact_id, 'to_take', asked.at
        FROM asked JOIN employees ON {position}(asked.takers, ' ' || CAST(employees.id AS TEXT) || ' ') > 0
        """

    /// Supervisors, where nobody is responsible and nobody is asked to take it.
    private static let supervisors = """
        SELECT user_roles.user_id, contacts.id AS contact_id, 'no_employees' AS kind, asked.at
        FROM asked JOIN contacts ON contacts.id = asked.contact_id AND contacts.responsible_id IS NULL
        JOIN user_roles ON user_roles.role = 'supervisor'
        WHERE asked.takers = ''
        """

    /// The kinds that ask to take a contact, as a list of SQL.
    static let kindsOfTaking = ContactNotification.Kind.ofTaking.map { "'\($0.rawValue)'" }.joined(separator: ", ")

    private static let columns: KeyValuePairs<String, String> = [
        "contact_id": "{bigint}", "at": "{bigint}", "takers": "TEXT",
    ]

    /// The takers with blanks around each: ` 12 15 `.
    private static func asked(
        _ contacts: [ContactID],
        at now: Date,
        in zone: TimeZone,
        _ transaction: any Transaction
    ) throws -> [[SQLValue]] {
        let takers = try Takers.employees(of: contacts, at: now, in: zone, transaction)
        return contacts.map { contact in
            let text = takers[contact].map { " \($0.map(\.description).joined(separator: " ")) " } ?? ""
            return [.integer(contact.rawValue), .instant(now), .text(text)]
        }
    }

    /// Tells whom it concerns that a contact is to be gone on with. Who has not read the same yet is not told twice.
    static func tell(
        of contact: ContactID,
        at now: Date,
        in zone: TimeZone,
        _ transaction: any Transaction
    ) throws {
        let asked = try asked([contact], at: now, in: zone, transaction)
        for people in [concerned, supervisors] {
            try transaction.execute(
                asking: columns,
                asked,
                """
                INSERT INTO notifications (user_id, contact_id, kind, at)
                SELECT told.user_id, told.contact_id, told.kind, told.at FROM (\(people)) AS told
                JOIN users ON users.id = told.user_id AND users.is_disabled = 0
                WHERE NOT EXISTS (
                    SELECT 1 FROM notifications AS known
                    WHERE known.user_id = told.user_id AND known.contact_id = told.contact_id AND known.read_at IS NULL
                        AND known.withdrawn_at IS NULL AND known.kind IN ('assigned', 'to_take', 'no_employees')
                )
                """
            )
        }
    }

    /// Reminds whom it concerns, and who put them into the queue, of contacts that wait. The reminder before it goes.
    static func remind(
        ofWaiting contacts: [ContactID],
        at now: Date,
        in zone: TimeZone,
        _ transaction: any Transaction
    ) throws {
        let asked = try asked(contacts, at: now, in: zone, transaction)
        try transaction.execute(
            asking: columns,
            asked,
            """
            UPDATE notifications SET withdrawn_at = asked.at FROM asked
            WHERE notifications.contact_id = asked.contact_id AND notifications.kind = 'waiting'
                AND notifications.read_at IS NULL AND notifications.withdrawn_at IS NULL
            """
        )
        try transaction.execute(
            asking: columns,
            asked,
            """
            INSERT INTO notifications (user_id, contact_id, kind, at)
            SELECT DISTINCT told.user_id, told.contact_id, 'waiting', told.at FROM (
                \(concerned)
                UNION
                SELECT waiting_contacts.put_by, waiting_contacts.contact_id, 'waiting', asked.at
                FROM asked
                JOIN waiting_contacts ON waiting_contacts.contact_id = asked.contact_id AND waiting_contacts.ended_as IS NULL
                UNION
                SELECT named.user_id, named.contact_id, named.kind, named.at FROM (\(supervisors)) AS named
            ) AS told
            JOIN users ON users.id = told.user_id AND users.is_disabled = 0
            """
        )
    }

    /// There is nothing to take any more: nobody is asked to, and nobody has to read of it.
    ///
    /// - Parameter reader: has read it.
    static func endTaking(
        of contact: ContactID,
        readBy reader: UserID?,
        at now: Date,
        in transaction: any Transaction
    ) throws {
        try transaction.execute(
            """
            UPDATE notifications
            SET read_at = CASE WHEN user_id = CAST($2 AS {bigint}) THEN COALESCE(read_at, $3) ELSE read_at END,
                withdrawn_at = CASE WHEN user_id = CAST($2 AS {bigint}) THEN NULL ELSE CAST($3 AS {bigint}) END
            WHERE contact_id = $1 AND kind IN (\(kindsOfTaking)) AND withdrawn_at IS NULL
            """,
            [.integer(contact.rawValue), .integer(reader?.rawValue), .instant(now)]
        )
    }

    /// A contact was processed after all, or has been given more time.
    static func withdrawOverdue(of contact: ContactID, at now: Date, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            UPDATE notifications SET withdrawn_at = $2
            WHERE contact_id = $1 AND kind = 'overdue' AND reminder_id IS NULL AND read_at IS NULL AND withdrawn_at IS NULL
            """,
            [.integer(contact.rawValue), .instant(now)]
        )
    }

    /// A reminder to call back is done, or to be done after all.
    static func withdraw(_ reminder: ReminderID, at now: Date, in transaction: any Transaction) throws {
        try transaction.execute(
            "UPDATE notifications SET withdrawn_at = $2 WHERE reminder_id = $1 AND read_at IS NULL AND withdrawn_at IS NULL",
            [.integer(reminder.rawValue), .instant(now)]
        )
    }
}
