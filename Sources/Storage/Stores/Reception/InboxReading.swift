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

    static func inbox(of user: UserID, in transaction: any Transaction) throws -> NotificationInbox {
        let latest = try transaction.rows(
            """
            SELECT notifications.id, notifications.kind, notifications.contact_id, notifications.at, contacts.number,
                \(ReceptionReading.person), reasons.registry_caption,
                reminders.text
            FROM notifications
            JOIN contacts ON contacts.id = notifications.contact_id
            LEFT JOIN clients ON clients.id = contacts.client_id
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
                contact: row.id(),
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
