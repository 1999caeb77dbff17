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
        for var row in try transaction.rows(
            "SELECT project_id FROM script_projects WHERE script_id = $1",
            [.integer(id.rawValue)]
        ) {
            use.projects.insert(try row.id())
        }
        for var row in try transaction.rows(
            "SELECT topic_id FROM script_topics WHERE script_id = $1",
            [.integer(id.rawValue)]
        ) {
            use.topics.insert(try row.id())
        }
        for var row in try transaction.rows("SELECT is_offered FROM scripts WHERE id = $1", [.integer(id.rawValue)]) {
            use.isOffered = try row.flag()
        }
        return use
    }

    static func set(_ use: ScriptUse, of id: ScriptID, in transaction: any Transaction) throws -> Bool {
        let subjects =
            use.projects.map { Subject("project_id", of: "projects", in: "script_projects", $0.rawValue) }
            + use.channels.map { Subject("channel_id", of: "contact_channels", in: "script_uses", $0.rawValue) }
            + use.reasons.map { Subject("reason_id", of: "reasons", in: "script_uses", $0.rawValue) }
        guard let kind = try ScriptTable.latest(of: id, in: transaction)?.script.kind,
            kind == .questionnaire ? subjects.isEmpty : use.topics.isEmpty && !use.isOffered
        else { return false }
        let topics = use.topics.map(\.rawValue).sorted()
        for (table, key) in subjects.map({ ($0.table, $0.key) }) + topics.map({ ("topics", $0) }) {
            guard try !transaction.rows("SELECT 1 FROM \(table) WHERE id = $1", [.integer(key)]).isEmpty else {
                return false
            }
        }
        try transaction.execute(
            "UPDATE scripts SET is_offered = $2 WHERE id = $1",
            [.integer(id.rawValue), .flag(use.isOffered)]
        )
        for uses in ["script_uses", "script_projects", "script_topics"] {
            try transaction.execute("DELETE FROM \(uses) WHERE script_id = $1", [.integer(id.rawValue)])
        }
        try transaction.execute(
            "INSERT INTO script_topics (script_id, topic_id) VALUES ($1, $2)",
            each: topics.map { [.integer(id.rawValue), .integer($0)] }
        )
        for subject in subjects.sorted(by: { ($0.column, $0.key) < ($1.column, $1.key) }) {
            try transaction.execute(
                """
                INSERT INTO \(subject.uses) (script_id, \(subject.column)) VALUES ($1, $2)
                ON CONFLICT (\(subject.column)) DO UPDATE SET script_id = excluded.script_id
                """,
                [.integer(id.rawValue), .integer(subject.key)]
            )
        }
        return true
    }

    /// What a script is hung to: in which column of which table that stands, and what it is in its own table.
    private struct Subject {
        let column: String
        let table: String
        let uses: String
        let key: Int64

        init(_ column: String, of table: String, in uses: String, _ key: Int64) {
            (self.column, self.table, self.uses, self.key) = (column, table, uses, key)
        }
    }

    /// - Parameter column: what the script is hung to.
    static func script(
        by column: String,
        _ key: Int64,
        in uses: String = "script_uses",
        _ transaction: any Transaction
    ) throws -> KeptScript? {
        try transaction.rows("SELECT script_id FROM \(uses) WHERE \(column) = $1", [.integer(key)]).first.flatMap {
            row in
            var row = row
            return try ScriptTable.latest(of: ScriptID(row.integer()), in: transaction)
        }
    }
}
