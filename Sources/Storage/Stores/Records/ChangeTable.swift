import ContactCenter
import Foundation

/// The history of records. Entries are only ever added.
enum ChangeTable {
    /// To be called in the transaction of the change itself, after what it says has been written. Webhooks are told of it.
    static func add(
        _ change: Change,
        of kind: RecordKind,
        _ id: Int64,
        in transaction: any Transaction
    ) throws {
        let rows = try transaction.rows(
            "INSERT INTO changes (record_kind, record_id, at, user_id, kind) VALUES ($1, $2, $3, $4, $5) RETURNING id",
            [.text(kind), .integer(id), .instant(change.at), .integer(change.user?.rawValue), .text(change.kind)]
        )
        guard var row = rows.first else {
            throw StorageError(.failed, "A change that has just been written is not there.")
        }
        let entry = try row.integer()
        try transaction.execute(
            """
            INSERT INTO change_fields (change_id, ordinal, name, before_value, after_value)
            VALUES ($1, $2, $3, $4, $5)
            """,
            each: change.fields.enumerated().map { ordinal, field in
                [.integer(entry), .integer(ordinal), .text(field.name), .text(field.before), .text(field.after)]
            }
        )
        try OutboxTable.add(change, of: kind, id, in: transaction)
    }

    /// The latest first.
    static func changes(
        of kind: RecordKind,
        _ id: Int64,
        limit: Int,
        in transaction: any Transaction
    ) throws -> [Change] {
        let entries = try transaction.rows(
            """
            SELECT id, at, user_id, kind FROM changes
            WHERE record_kind = $1 AND record_id = $2
            ORDER BY id DESC LIMIT $3
            """,
            [.text(kind), .integer(id), .integer(limit)]
        ).map { row in
            var row = row
            return try (
                number: row.integer(),
                change: Change(
                    at: row.instant(),
                    user: row.optionalInteger().map(UserID.init(_:)),
                    kind: row.named()
                )
            )
        }
        let fields = try transaction.rows(
            "SELECT name, before_value, after_value FROM change_fields WHERE change_id = $1 ORDER BY ordinal",
            each: entries.map { [.integer($0.number)] }
        )
        return try zip(entries, fields).map { entry, rows in
            var change = entry.change
            change.fields = try rows.map { row in
                var row = row
                return try Change.Field(name: row.text(), before: row.optionalText(), after: row.optionalText())
            }
            return change
        }
    }
}
