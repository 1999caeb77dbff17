extension Migration {
    /// Of which instants the facts of calls have changed; and whether chunks were written since others were made.
    static let callFacts = Migration(
        40,
        "call facts",
        ["ALTER TABLE fact_states ADD COLUMN version {bigint} NOT NULL DEFAULT 0"]
            + callMarks + missedCallMarks + callDirectoryMarks
    )

    private static let mark = "INSERT INTO fact_marks (kind, at) VALUES ('call', ROW.started_at);"
    private static let markAll = "INSERT INTO fact_marks (kind, at) VALUES ('call', NULL);"

    private static let changedCalls = FactTriggers.marks(
        of: "calls",
        named: "fact",
        columns: [
            "direction", "started_at", "ended_at", "merged_into", "result", "cause", "queue", "dialled_key",
            "caller_key",
            "wait_ms", "talk_ms", "connected_ms",
        ],
        concerning: "ROW.ended_at IS NOT NULL",
        mark + later
    )

    /// The later calls of the number are repeated ones now, or are none any more.
    private static let later = """
        INSERT INTO fact_marks (kind, at) SELECT 'call', later.started_at FROM listed_calls AS later
        WHERE ROW.direction = 'inbound' AND later.direction = 'inbound'
            AND later.number_end = CASE
                WHEN length(ROW.caller_key) > 4 THEN substr(ROW.caller_key, length(ROW.caller_key) - 3) ELSE ROW.caller_key
            END
            AND later.started_at > ROW.started_at AND later.started_at <= ROW.started_at + 86400000
            AND later.number_key = ROW.caller_key;
        """

    /// A call that is handed on; and one that is withdrawn, or has become part of another.
    private static let handedCalls = FactTriggers.marks(
        of: "listed_calls",
        named: "fact",
        columns: ["is_transferred"],
        isAdded: false,
        concerning: "ROW.call_id IS NOT NULL",
        mark
    )
    private static let callMarks =
        changedCalls + handedCalls + FactTriggers.marksOfRemoved(from: "listed_calls", named: "fact", mark)

    private static let missedCallMarks = FactTriggers.marks(
        of: "missed_calls",
        named: "call",
        columns: ["is_missed", "is_counted", "is_spam", "excluded_at", "hidden_at"],
        concerning: "ROW.call_id IS NOT NULL",
        mark
    )

    private static let didMarks = FactTriggers.marks(
        of: "dids",
        named: "call",
        columns: ["number_key", "source_id", "branch_id", "is_hidden"],
        concerning: "ROW.number_key IS NOT NULL",
        markAll
    )
    private static let branchMarks = FactTriggers.marks(
        of: "branches",
        named: "call",
        columns: ["time_zone"],
        isAdded: false,
        concerning: "ROW.time_zone IS NOT NULL",
        markAll
    )
    private static let callDirectoryMarks = didMarks + branchMarks
}
