import ContactCenter
import Foundation

/// What is due is claimed and told in one transaction: of two programs that look at the same moment the second waits for the rows,
/// looks at them again, and finds them done.
enum DueReminders {
    /// Whether there is anything at all; looking takes no lock.
    static func areThere(_ rules: ReceptionRules, at now: Date, in transaction: any Transaction) throws -> Bool {
        for (due, values) in parts(rules, at: now) {
            if try !transaction.rows("\(due) LIMIT 1", values).isEmpty { return true }
        }
        return false
    }

    private static func parts(_ rules: ReceptionRules, at now: Date) -> [(due: String, values: [SQLValue])] {
        var parts = [
            (waiting, [SQLValue.instant(now - rules.remindEvery)]),
            (toTell, [SQLValue.instant(now)]),
        ]
        if let after = rules.escalateAfter {
            parts += [toEscalate, unprocessed].map { ($0, [.instant(now - after)]) }
        }
        return parts
    }

    private static let waiting = "SELECT id FROM waiting_contacts WHERE ended_as IS NULL AND reminded_at <= $1"
    private static let toTell = "SELECT id FROM reminders WHERE done_at IS NULL AND told_at IS NULL AND due_at <= $1"
    private static let toEscalate = """
        SELECT id FROM reminders WHERE done_at IS NULL AND escalated_at IS NULL AND due_at <= $1
        """
    /// Contacts that were not processed in time. Of those with a next action its reminder tells.
    private static let unprocessed = """
        SELECT id FROM contacts
        WHERE \(ContactWorkTable.isOpen) AND is_hidden = 0 AND next_reminder_id IS NULL AND escalated_at IS NULL AND due_at <= $1
        """

    static func remind(
        _ rules: ReceptionRules,
        at now: Date,
        in zone: TimeZone,
        limit: Int,
        _ transaction: any Transaction
    ) throws -> RemindingWork {
        var work = RemindingWork()
        work.waiting = try transaction.rows(
            """
            UPDATE waiting_contacts SET reminded_at = $2, reminders = reminders + 1
            WHERE id IN (\(waiting) ORDER BY reminded_at, id LIMIT $3) AND ended_as IS NULL AND reminded_at <= $1
            RETURNING contact_id
            """,
            [.instant(now - rules.remindEvery), .instant(now), .integer(limit)]
        ).map { row in
            var row = row
            return try row.id()
        }
        try NotificationTable.remind(ofWaiting: work.waiting, at: now, in: zone, transaction)

        let told = try claim(toTell, "told_at", due: now, at: now, limit: limit, in: transaction)
        try tell(told, .reminderDue, at: now, in: transaction)
        work.callBacks = told.map(\.contact)
        if let after = rules.escalateAfter {
            let late = try claim(toEscalate, "escalated_at", due: now - after, at: now, limit: limit, in: transaction)
            try tell(late, .overdue, at: now, in: transaction)
            work.callBacks += late.map(\.contact)
            work.unprocessed = try escalate(due: now - after, at: now, limit: limit, in: transaction)
        }
        return work
    }

    /// Tells supervisors of contacts that were not processed in time.
    private static func escalate(
        due moment: Date,
        at now: Date,
        limit: Int,
        in transaction: any Transaction
    ) throws -> [ContactID] {
        let late: [ContactID] = try transaction.rows(
            """
            UPDATE contacts SET escalated_at = $2
            WHERE id IN (\(unprocessed) ORDER BY due_at, id LIMIT $3) AND escalated_at IS NULL AND processed_at IS NULL
            RETURNING id
            """,
            [.instant(moment), .instant(now), .integer(limit)]
        ).map { row in
            var row = row
            return try row.id()
        }
        try transaction.execute(
            asking: ["contact_id": "{bigint}", "at": "{bigint}"],
            late.map { [.integer($0.rawValue), .instant(now)] },
            """
            INSERT INTO notifications (user_id, contact_id, kind, at)
            SELECT users.id, asked.contact_id, 'overdue', asked.at
            FROM asked JOIN user_roles ON user_roles.role = 'supervisor' JOIN users ON users.id = user_roles.user_id
            WHERE users.is_disabled = 0
            """
        )
        return late
    }

    private typealias Due = (reminder: ReminderID, contact: ContactID)

    private static func claim(
        _ due: String,
        _ column: String,
        due moment: Date,
        at now: Date,
        limit: Int,
        in transaction: any Transaction
    ) throws -> [Due] {
        try transaction.rows(
            """
            UPDATE reminders SET \(column) = $2
            WHERE id IN (\(due) ORDER BY due_at, id LIMIT $3) AND \(column) IS NULL AND done_at IS NULL
            RETURNING id, contact_id
            """,
            [.instant(moment), .instant(now), .integer(limit)]
        ).map { row in
            var row = row
            return try (row.id(), row.id())
        }
    }

    /// Who is to do it is told that its time has come; supervisors, that it was not done.
    private static func tell(
        _ due: [Due],
        _ kind: ContactNotification.Kind,
        at now: Date,
        in transaction: any Transaction
    ) throws {
        let people =
            kind == .overdue
            ? "JOIN user_roles ON user_roles.role = 'supervisor' JOIN users ON users.id = user_roles.user_id"
            : """
            JOIN employees ON employees.id = reminders.employee_id JOIN users ON users.id = employees.user_id
            """
        try transaction.execute(
            asking: ["reminder_id": "{bigint}", "at": "{bigint}"],
            due.map { [.integer($0.reminder.rawValue), .instant(now)] },
            """
            INSERT INTO notifications (user_id, contact_id, kind, reminder_id, at)
            SELECT users.id, reminders.contact_id, '\(kind.rawValue)', reminders.id, asked.at
            FROM asked JOIN reminders ON reminders.id = asked.reminder_id
            \(people)
            WHERE users.is_disabled = 0
            """
        )
    }
}
