import ContactCenter

/// What scripts are used for.
enum ScriptUseTable {
    static func use(of id: ScriptID, in transaction: any Transaction) throws -> ScriptUse {
        var use = ScriptUse()
        for row in try transaction.rows(
            "SELECT channel_id, reason_id FROM script_uses WHERE script_id = $1",
            [.integer(id.rawValue)]
        ) {
            var row = row
            if let channel = try row.optionalInteger() { use.channels.insert(ContactChannelID(channel)) }
            if let reason = try row.optionalInteger() { use.reasons.insert(ReasonID(reason)) }
        }
        return use
    }

    static func set(_ use: ScriptUse, of id: ScriptID, in transaction: any Transaction) throws -> Bool {
        let subjects =
            use.channels.map { ("channel_id", "contact_channels", $0.rawValue) }
            + use.reasons.map { ("reason_id", "reasons", $0.rawValue) }
        for (table, key) in [("scripts", id.rawValue)] + subjects.map({ ($0.1, $0.2) }) {
            guard try !transaction.rows("SELECT 1 FROM \(table) WHERE id = $1", [.integer(key)]).isEmpty else {
                return false
            }
        }
        try transaction.execute("DELETE FROM script_uses WHERE script_id = $1", [.integer(id.rawValue)])
        for (column, _, key) in subjects.sorted(by: { ($0.0, $0.2) < ($1.0, $1.2) }) {
            try transaction.execute(
                """
                INSERT INTO script_uses (script_id, \(column)) VALUES ($1, $2)
                ON CONFLICT (\(column)) DO UPDATE SET script_id = excluded.script_id
                """,
                [.integer(id.rawValue), .integer(key)]
            )
        }
        return true
    }

    /// - Parameter column: what the script is hung to.
    static func script(by column: String, _ key: Int64, in transaction: any Transaction) throws -> KeptScript? {
        try transaction.rows("SELECT script_id FROM script_uses WHERE \(column) = $1", [.integer(key)]).first.flatMap {
            row in
            var row = row
            return try ScriptTable.latest(of: ScriptID(row.integer()), in: transaction)
        }
    }
}
