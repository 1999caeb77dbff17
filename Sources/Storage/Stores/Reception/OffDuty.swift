import ContactCenter
import Foundation

/// Whom it is not the time to ask: those who would be asked to take a contact (see `NotificationTable.isNamed`) and who do not work at
/// that moment, unless nobody of them does.
enum OffDuty {
    /// - Returns: by contact, their numbers with blanks around each: ` 12 15 `.
    static func employees(
        of contacts: [ContactID],
        at now: Date,
        in zone: TimeZone,
        _ transaction: any Transaction
    ) throws -> [ContactID: String] {
        let named = try transaction.rows(
            asking: ["contact_id": "{bigint}"],
            contacts.map { [.integer($0.rawValue)] },
            """
            SELECT contacts.id, employees.id FROM asked
            JOIN contacts ON contacts.id = asked.contact_id AND contacts.responsible_id IS NULL
            \(NotificationTable.naming)
            JOIN employees ON employees.is_hidden = 0 AND \(NotificationTable.isNamed)
            JOIN users ON users.id = employees.user_id AND users.is_disabled = 0
            """
        ).map { row in
            var row = row
            return try (contact: row.id() as ContactID, employee: row.id() as EmployeeID)
        }
        guard !named.isEmpty else { return [:] }
        let off = try Set(WorkCalendarReading.off(Array(Set(named.map(\.employee))), at: now, in: zone, transaction))
        return Dictionary(grouping: named, by: \.contact).compactMapValues { people in
            let away = people.map(\.employee).filter(off.contains)
            guard !away.isEmpty, away.count < people.count else { return nil }
            return " \(away.map(\.description).joined(separator: " ")) "
        }
    }
}
