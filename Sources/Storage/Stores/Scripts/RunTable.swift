import ContactCenter
import Foundation

/// How far contacts are in their scripts, with the answers as they were typed.
enum RunTable {
    static func find(_ contact: ContactID, in transaction: any Transaction) throws -> KeptRun? {
        let rows = try transaction.rows(
            """
            SELECT script_version_id, step, is_caller_identified, revision, begun_version_id
            FROM contact_runs WHERE contact_id = $1
            """,
            [.integer(contact.rawValue)]
        )
        guard var row = rows.first else { return nil }
        var run = try KeptRun(
            script: ScriptVersionID(rawValue: row.integer()),
            step: row.text(),
            isCallerIdentified: row.flag()
        )
        run.revision = try row.integer()
        run.begun = try row.optionalInteger().map(ScriptVersionID.init(rawValue:))
        for row in try transaction.rows(
            "SELECT name, answer FROM contact_answers WHERE contact_id = $1",
            [.integer(contact.rawValue)]
        ) {
            var row = row
            run.answers[try row.text()] = try row.text()
        }
        return run
    }

    /// Writes the run, unless somebody else has written meanwhile.
    static func keep(_ run: KeptRun, of contact: ContactID, in transaction: any Transaction) throws -> RunKeeping {
        guard try write(run, of: contact, in: transaction) else {
            guard let other = try find(contact, in: transaction) else {
                throw StorageError(.failed, "A run that has just been written is not there.")
            }
            return .overtaken(by: other)
        }
        var kept = run
        kept.revision += 1
        return .kept(kept)
    }

    /// - Returns: `false`, with nothing written, when somebody else has written meanwhile.
    private static func write(_ run: KeptRun, of contact: ContactID, in transaction: any Transaction) throws -> Bool {
        let key = SQLValue.integer(contact.rawValue)
        let state: [SQLValue] = [
            key, .integer(run.script.rawValue), .text(run.step), .flag(run.isCallerIdentified), .integer(run.revision),
            .integer(run.begun?.rawValue),
        ]
        let rows =
            if run.revision == 0 {
                try transaction.rows(
                    """
                    INSERT INTO contact_runs
                        (contact_id, script_version_id, step, is_caller_identified, revision, begun_version_id)
                    VALUES ($1, $2, $3, $4, CAST($5 AS {bigint}) + 1, $6)
                    ON CONFLICT (contact_id) DO NOTHING RETURNING contact_id
                    """,
                    state
                )
            } else {
                try transaction.rows(
                    """
                    UPDATE contact_runs
                    SET script_version_id = $2, step = $3, is_caller_identified = $4, revision = revision + 1,
                        begun_version_id = $6
                    WHERE contact_id = $1 AND revision = $5 RETURNING contact_id
                    """,
                    state
                )
            }
        guard !rows.isEmpty else { return false }
        try transaction.execute("DELETE FROM contact_answers WHERE contact_id = $1", [key])
        try transaction.execute(
            "INSERT INTO contact_answers (contact_id, name, answer) VALUES ($1, $2, $3)",
            each: run.answers.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
                .map { [key, .text($0.key), .text($0.value)] }
        )
        return true
    }
}
