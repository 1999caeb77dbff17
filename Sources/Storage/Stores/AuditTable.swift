import ContactCenter
import Foundation

/// The audit log. Lines are only ever added.
enum AuditTable {
    static func note(_ entry: AuditEntry, in transaction: any Transaction) throws {
        try transaction.execute(
            "INSERT INTO audit_log (at, user_id, action, subject, fields, address) VALUES ($1, $2, $3, $4, $5, $6)",
            [
                .instant(entry.at), .integer(entry.user?.rawValue), .text(entry.action), .text(entry.subject),
                .text(entry.fields.joined(separator: " ")), .text(entry.address),
            ]
        )
    }

    /// What a newer program noted and this one has no word for is passed over.
    static func last(_ limit: Int, in transaction: any Transaction) throws -> [AuditEntry] {
        try transaction.rows(
            "SELECT at, user_id, action, subject, fields, address FROM audit_log ORDER BY at DESC, id DESC LIMIT $1",
            [.integer(limit)]
        ).compactMap { row in
            var row = row
            let (at, user) = try (row.instant(), row.optionalInteger().map(UserID.init(_:)))
            guard let action = AuditEntry.Action(rawValue: try row.text()) else { return nil }
            return try AuditEntry(
                at: at,
                user: user,
                action: action,
                subject: row.optionalText(),
                fields: row.text().split(separator: " ").map(String.init),
                address: row.optionalText()
            )
        }
    }
}
