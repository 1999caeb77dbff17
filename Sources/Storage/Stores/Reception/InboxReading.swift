import ContactCenter
import Foundation

/// What people have not read yet.
enum InboxReading {
    private static let unread = "notifications.read_at IS NULL AND notifications.withdrawn_at IS NULL"

    static func marks(in transaction: any Transaction) throws -> [UserID: UnreadMark] {
        let rows = try transaction.rows(
            "SELECT user_id, COUNT(*), CAST(SUM(id) AS {bigint}) FROM notifications WHERE \(unread) GROUP BY user_id"
        ).map { row in
            var row = row
            return try (UserID(row.integer()), UnreadMark(count: row.integer(), sum: row.integer()))
        }
        return Dictionary(rows, uniquingKeysWith: { $1 })
    }

    private static func subject(_ row: inout SQLRow) throws -> ContactNotification.Subject {
        let (contact, ofTask, bulletin) = try (row.optionalInteger(), row.optionalInteger(), row.optionalInteger())
        if let contact { return .contact(ContactID(contact)) }
        if let ofTask { return .case(CaseID(ofTask)) }
        guard let bulletin else { throw StorageError(.failed, "A notification is of nothing.") }
        return .bulletin(BulletinID(bulletin))
    }

    static func inbox(of user: UserID, in transaction: any Transaction) throws -> NotificationInbox {
        let latest = try transaction.rows(
            """
            SELECT notifications.id, notifications.kind, notifications.contact_id, case_entries.case_id,
                notifications.bulletin_id, notifications.at, COALESCE(contacts.number, cases.number),
                COALESCE(\(ReceptionReading.person), case_clients.name), reasons.registry_caption,
                COALESCE(reminders.text, task_actions.name, bulletins.title)
            FROM notifications
            LEFT JOIN contacts ON contacts.id = notifications.contact_id
            LEFT JOIN clients ON clients.id = contacts.client_id
            LEFT JOIN case_tasks ON case_tasks.id = notifications.task_id
            LEFT JOIN task_actions ON task_actions.id = case_tasks.action_id
            LEFT JOIN case_entries ON case_entries.id = case_tasks.entry_id
            LEFT JOIN cases ON cases.id = case_entries.case_id
            LEFT JOIN clients AS case_clients ON case_clients.id = cases.client_id
            LEFT JOIN bulletins ON bulletins.id = notifications.bulletin_id
            LEFT JOIN reasons ON reasons.id = contacts.reason_id
            LEFT JOIN reminders ON reminders.id = notifications.reminder_id
            WHERE notifications.user_id = $1 AND \(unread)
            ORDER BY notifications.id DESC LIMIT $2
            """,
            [.integer(user.rawValue), .integer(NotificationInbox.most)]
        ).map { row in
            var row = row
            return try ContactNotification(
                id: row.id(),
                kind: row.named(),
                subject: subject(&row),
                at: row.instant(),
                contactNumber: row.optionalText(),
                person: row.optionalText(),
                reason: row.optionalText(),
                reminder: row.optionalText()
            )
        }
        var count = try transaction.rows(
            "SELECT COUNT(*) FROM notifications WHERE user_id = $1 AND \(unread)",
            [.integer(user.rawValue)]
        )[0]
        return NotificationInbox(unread: Int(try count.integer()), latest: latest)
    }
}
