import ContactCenter
import Foundation

/// Numbers whose calls are not wanted. A row stays when its number is restored; it says by whom.
enum SpamTable {
    /// - Returns: the numbers that were marked; those that are marked already and calls without a number are passed over.
    static func mark(
        _ calls: [MissedCall.ID],
        change: MissedChange.ID,
        by actor: MissedActor,
        in transaction: any Transaction
    ) throws -> [Int64] {
        var conditions = MissedConditions()
        conditions.add("{m}.call_id = \(conditions.bind(.null))")
        for value in [.integer(change.rawValue), .integer(actor.user.rawValue), SQLValue.instant(actor.at)] {
            _ = conditions.bind(value)
        }
        if let sitters = actor.concerning { conditions.add(sitters) }
        let add = add(conditions.text(ofOne: "missed_calls"))
        let others = conditions.values.dropFirst()

        var marked: [Int64] = []
        for call in calls {
            for var row in try transaction.rows(add, [.integer(call.rawValue)] + others) {
                let id = try row.integer()
                try transaction.execute(flag, [.integer(1), .text(row.text())])
                marked.append(id)
                try AuditTable.note(
                    actor.entry(.spamMarked, subject: "spam_number:\(id)", fields: ["number"]),
                    in: transaction
                )
            }
        }
        return marked
    }

    static func restore(
        all change: MissedChange.ID,
        by actor: MissedActor,
        in transaction: any Transaction
    ) throws -> Int {
        try restore("change_id = $1", .integer(change.rawValue), by: actor, in: transaction)
    }

    static func restore(
        _ id: SpamNumber.ID,
        by actor: MissedActor,
        in transaction: any Transaction
    ) throws -> Bool {
        try restore("id = $1", .integer(id.rawValue), by: actor, in: transaction) > 0
    }

    private static func restore(
        _ condition: String,
        _ value: SQLValue,
        by actor: MissedActor,
        in transaction: any Transaction
    ) throws -> Int {
        let rows = try transaction.rows(
            """
            UPDATE spam_numbers SET restored_by = $2, restored_at = $3
            WHERE \(condition) AND restored_at IS NULL RETURNING id, number_key
            """,
            [value, .integer(actor.user.rawValue), .instant(actor.at)]
        )
        for var row in rows {
            let id = try row.integer()
            try transaction.execute(flag, [.integer(0), .text(row.text())])
            try AuditTable.note(
                actor.entry(.spamRestored, subject: "spam_number:\(id)", fields: ["number"]),
                in: transaction
            )
        }
        return rows.count
    }

    static func all(in transaction: any Transaction) throws -> [SpamNumber] {
        let rows = try transaction.rows(
            """
            SELECT spam_numbers.id, number_key, number, users.display_name, marked_at
            FROM spam_numbers JOIN users ON users.id = spam_numbers.marked_by
            WHERE restored_at IS NULL ORDER BY marked_at DESC, spam_numbers.id DESC LIMIT 1000
            """
        )
        var numbers = try rows.map { row in
            var row = row
            return try SpamNumber(
                id: SpamNumber.ID(row.integer()),
                key: row.named(),
                number: row.text(),
                markedBy: row.text(),
                markedAt: row.instant(),
                callCount: 0
            )
        }
        let counts = try transaction.rows(count, each: numbers.map { [.text($0.key)] })
        for (index, counts) in counts.enumerated() {
            guard var row = counts.first else { continue }
            numbers[index].callCount = Int(try row.integer())
            numbers[index].lastCallAt = try row.optionalInstant()
        }
        return numbers
    }

    static func keys(in transaction: any Transaction) throws -> Set<NumberKey> {
        Set(
            try transaction.rows("SELECT number_key FROM spam_numbers WHERE restored_at IS NULL").map { row in
                var row = row
                return try row.named()
            }
        )
    }

    private static func add(_ condition: String) -> String {
        """
        INSERT INTO spam_numbers (number_key, number, change_id, marked_by, marked_at)
        SELECT calls.caller_key, substr(calls.caller_number, 1, 64), CAST($2 AS {bigint}), CAST($3 AS {bigint}),
            CAST($4 AS {bigint})
        FROM missed_calls JOIN calls ON calls.id = missed_calls.call_id
        WHERE \(condition) AND calls.caller_key IS NOT NULL
        ON CONFLICT DO NOTHING
        RETURNING id, number_key
        """
    }

    private static let flag = "UPDATE missed_calls SET is_spam = $1 WHERE number_key = $2 AND is_missed = 1"

    private static let count = """
        SELECT count(*), max(started_at) FROM calls
        WHERE caller_key = $1 AND direction = 'inbound' AND ended_at IS NOT NULL AND merged_into IS NULL
        """
}
