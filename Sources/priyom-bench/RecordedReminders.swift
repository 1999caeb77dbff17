import ContactCenter
import Foundation
import Storage

/// What people were told of reminders, as it lies in the database, read past the servers that write it.
struct RecordedReminders {
    struct Count {
        /// All that anybody was told.
        var rows: Int
        /// Of these, what the one server wrote.
        var byServer: Int
        /// Reminders of which who is to do them was not told.
        var missing: Int
        /// Reminders that were told more than once, to whomever.
        var doubled: Int
    }

    private let store: DataStore

    init(_ store: DataStore) { self.store = store }

    private var isShared: Bool { store.database.dialect == .postgreSQL }

    /// From now on each row says which server wrote it, where there may be several.
    func noteWriters() async throws {
        guard isShared else { return }
        try await store.database.write {
            try $0.execute(
                "ALTER TABLE notifications ADD COLUMN writer TEXT DEFAULT current_setting('application_name')"
            )
        }
    }

    /// Makes all reminders due at the first whole second after so long.
    func setDue(in delay: Duration) async throws -> ContinuousClock.Instant {
        let (now, date) = (ContinuousClock.now, Date())
        let due = Date(timeIntervalSince1970: (date.timeIntervalSince1970 + delay.seconds).rounded(.up))
        try await store.database.write { try $0.execute("UPDATE reminders SET due_at = $1", [.instant(due)]) }
        return now + .seconds(due.timeIntervalSince(date))
    }

    /// Waits until so many are recorded.
    ///
    /// - Returns: how many there are, and which server wrote the last of them.
    func wait(for wanted: Int) async throws -> (count: Int, server: Int) {
        var last = (count: 0, server: 0)
        try await eventually("\(wanted) reminders are recorded") {
            last = try await store.database.read { transaction in
                var row = try transaction.rows(
                    "SELECT COUNT(*), (SELECT writer FROM notifications ORDER BY id DESC LIMIT 1) FROM notifications"
                )[0]
                let count = Int(try row.integer())
                return (count, try row.optionalText()?.split(separator: " ").last.flatMap { Int($0) } ?? 0)
            }
            return last.count >= wanted
        }
        return last
    }

    func count(byServer server: Int?) async throws -> Count {
        try await store.database.read { [isShared] transaction in
            var row = try transaction.rows(
                """
                SELECT COALESCE(SUM(CASE WHEN told = 0 THEN 1 ELSE 0 END), 0),
                    COALESCE(SUM(CASE WHEN all_told > 1 THEN 1 ELSE 0 END), 0)
                FROM (
                    SELECT reminders.id, COUNT(employees.id) AS told, COUNT(notifications.id) AS all_told FROM reminders
                    LEFT JOIN notifications ON notifications.reminder_id = reminders.id
                    LEFT JOIN employees ON employees.id = reminders.employee_id
                        AND employees.user_id = notifications.user_id
                    GROUP BY reminders.id
                ) AS counted
                """
            )[0]
            let (missing, doubled) = try (Int(row.integer()), Int(row.integer()))
            var all = try transaction.rows("SELECT COUNT(*) FROM notifications")[0]
            var byServer = 0
            if isShared, let server {
                var own = try transaction.rows(
                    "SELECT COUNT(*) FROM notifications WHERE writer = $1",
                    [.text("server \(server)")]
                )[0]
                byServer = Int(try own.integer())
            }
            return Count(rows: Int(try all.integer()), byServer: byServer, missing: missing, doubled: doubled)
        }
    }
}
