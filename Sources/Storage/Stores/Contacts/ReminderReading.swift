import ContactCenter
import Foundation

/// Reminders to call back, of a contact and of people.
enum ReminderReading {
    private static let columns = """
        reminders.id, reminders.version, reminders.contact_id, reminders.employee_id, reminders.text, reminders.phone,
        reminders.due_at, reminders.made_by, reminders.made_at, reminders.done_at
        """

    static func reminders(of contact: ContactID, in transaction: any Transaction) throws -> [KeptReminder] {
        try transaction.rows(
            "SELECT \(columns) FROM reminders WHERE contact_id = $1 ORDER BY due_at, id",
            [.integer(contact.rawValue)]
        ).map { row in
            var row = row
            return try kept(from: &row)
        }
    }

    static func reminder(_ id: ReminderID, in transaction: any Transaction) throws -> KeptReminder? {
        try transaction.rows("SELECT \(columns) FROM reminders WHERE id = $1", [.integer(id.rawValue)]).first.map {
            row in
            var row = row
            return try kept(from: &row)
        }
    }

    static func reminders(_ question: ReminderQuestion, in transaction: any Transaction) throws -> [ListedReminder] {
        var conditions = Conditions()
        conditions.add("contacts.is_hidden = 0")
        if let since = question.doneSince {
            conditions.add("reminders.done_at >= {}", .instant(since))
        } else {
            conditions.add("reminders.done_at IS NULL")
        }
        if let only = question.only { conditions.add("reminders.id = {}", .integer(only.rawValue)) }
        if let sitters = question.sitters { conditions.add(ofEmployeesWhoAre: sitters) }
        if let employee = question.employee { conditions.add("employees.id = {}", .integer(employee.rawValue)) }
        if question.isLoose { conditions.add(isLoose) }
        if let after = question.after {
            let place = "(\(conditions.bind(.instant(after.at))), \(conditions.bind(.integer(after.id.rawValue))))"
            conditions.add(
                question.doneSince == nil
                    ? "(reminders.due_at, reminders.id) > \(place)" : "(reminders.done_at, reminders.id) < \(place)"
            )
        }
        let limit = conditions.bind(.integer(question.limit))
        let order =
            question.doneSince == nil ? "reminders.due_at, reminders.id" : "reminders.done_at DESC, reminders.id DESC"
        return try transaction.rows(
            """
            SELECT \(columns), contacts.number, COALESCE(clients.name, contacts.person_name), employees.name,
                authors.display_name, finishers.display_name
            FROM reminders
            JOIN contacts ON contacts.id = reminders.contact_id
            JOIN employees ON employees.id = reminders.employee_id
            LEFT JOIN clients ON clients.id = contacts.client_id
            LEFT JOIN users AS authors ON authors.id = reminders.made_by
            LEFT JOIN users AS finishers ON finishers.id = reminders.done_by
            WHERE \(conditions.text)
            ORDER BY \(order) LIMIT \(limit)
            """,
            conditions.values
        ).map { row in
            var row = row
            return try ListedReminder(
                kept: kept(from: &row),
                contactNumber: row.optionalText(),
                person: row.optionalText(),
                employee: row.text(),
                author: row.optionalText(),
                finisher: row.optionalText()
            )
        }
    }

    /// It is not the next action of a contact that is to be processed, where it stands already.
    private static let isLoose = """
        NOT (COALESCE(contacts.next_reminder_id, 0) = reminders.id AND \(ContactWorkTable.isOpen))
        """

    /// Contacts that are to be processed, and the reminders beside them.
    static func loads(at now: Date, in transaction: any Transaction) throws -> [UserID: ReminderLoad] {
        let rows = try transaction.rows(
            """
            SELECT user_id, COUNT(*), SUM(CASE WHEN due_at <= $1 THEN 1 ELSE 0 END)
            FROM (
                SELECT employees.user_id, reminders.due_at
                FROM reminders
                JOIN employees ON employees.id = reminders.employee_id AND employees.user_id IS NOT NULL
                JOIN contacts ON contacts.id = reminders.contact_id
                WHERE reminders.done_at IS NULL AND contacts.is_hidden = 0 AND \(isLoose)
                UNION ALL
                SELECT employees.user_id, contacts.due_at
                FROM contacts JOIN employees ON employees.id = contacts.responsible_id AND employees.user_id IS NOT NULL
                WHERE \(ContactWorkTable.isOpen) AND contacts.is_hidden = 0
            ) AS tasks
            GROUP BY user_id
            """,
            [.instant(now)]
        ).map { row in
            var row = row
            return try (UserID(row.integer()), ReminderLoad(open: Int(row.integer()), overdue: Int(row.integer())))
        }
        return Dictionary(rows, uniquingKeysWith: { $1 })
    }

    private static func kept(from row: inout SQLRow) throws -> KeptReminder {
        try KeptReminder(
            id: row.id(),
            version: row.integer(),
            record: Reminder(
                contact: row.id(),
                employee: row.id(),
                text: row.text(),
                phone: row.optionalText(),
                dueAt: row.instant(),
                madeBy: row.optionalInteger().map(UserID.init(_:)),
                madeAt: row.instant(),
                doneAt: row.optionalInstant()
            )
        )
    }
}
