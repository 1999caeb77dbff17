import ContactCenter
import Foundation

/// Whose a task becomes is told of it.
extension NotificationTable {
    /// Its employee, or everybody in the department where nobody is named; not who does that.
    static func tell(of task: Kept<CaseTask>, by author: RecordAuthor, in transaction: any Transaction) throws {
        let people: (text: String, value: Int64)
        if let employee = task.record.employee {
            people = ("SELECT user_id FROM employees WHERE id = $1", employee.rawValue)
        } else if let department = task.record.department {
            people = (
                """
                SELECT user_id FROM employees WHERE department_id = $1 AND is_hidden = 0
                UNION SELECT named.id FROM users AS named JOIN departments ON departments.name = named.department
                WHERE departments.id = $1
                """, department.rawValue
            )
        } else {
            return
        }
        try transaction.execute(
            """
            INSERT INTO notifications (user_id, kind, task_id, at)
            SELECT users.id, 'task', CAST($2 AS {bigint}), CAST($3 AS {bigint}) FROM users
            WHERE users.is_disabled = 0 AND users.id <> CAST($4 AS {bigint}) AND users.id IN (\(people.text))
            """,
            [
                .integer(people.value), .integer(task.id.rawValue), .instant(author.at),
                .integer(author.user?.rawValue ?? 0),
            ]
        )
    }

    /// There is nothing to do about it any more, or it is somebody else's.
    static func withdraw(_ task: CaseTaskID, at now: Date, in transaction: any Transaction) throws {
        try transaction.execute(
            "UPDATE notifications SET withdrawn_at = $2 WHERE task_id = $1 AND read_at IS NULL AND withdrawn_at IS NULL",
            [.integer(task.rawValue), .instant(now)]
        )
    }
}
