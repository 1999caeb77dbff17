extension Migration {
    /// On which lines of the PBX calls come and go, and of which instants their use has changed (requirement S4.12).
    static let trunks = Migration(
        48,
        "trunks",
        [
            "ALTER TABLE calls ADD COLUMN trunk TEXT CHECK (length(trunk) BETWEEN 1 AND 200)",
            "ALTER TABLE call_legs ADD COLUMN trunk TEXT CHECK (length(trunk) BETWEEN 1 AND 200)",
            "CREATE INDEX calls_lines ON calls (started_at) WHERE trunk IS NOT NULL",
            "CREATE INDEX call_legs_lines ON call_legs (called_at) WHERE trunk IS NOT NULL",
        ] + marks
    )

    private static let marks =
        FactTriggers.marks(
            of: "call_legs",
            named: "line",
            columns: ["trunk", "called_at", "left_at", "result"],
            concerning: "ROW.trunk IS NOT NULL AND ROW.left_at IS NOT NULL",
            use(from: "ROW.called_at", until: "ROW.left_at")
        )
        + FactTriggers.marksOfRemoved(
            from: "call_legs",
            named: "line",
            use(from: "ROW.called_at", until: "ROW.left_at")
        )
        + FactTriggers.marks(
            of: "calls",
            named: "line",
            columns: ["trunk", "started_at", "ended_at", "merged_into"],
            concerning: "ROW.trunk IS NOT NULL AND ROW.ended_at IS NOT NULL",
            use(from: "ROW.started_at", until: "ROW.ended_at")
        )

    /// Each half day of it, and its end; none is longer than two days.
    private static func use(from since: String, until: String) -> String {
        let halves = (0...4).map { "SELECT \(since) + \($0 * 43_200_000) AS at" } + ["SELECT \(until) - 1"]
        return """
            INSERT INTO fact_marks (kind, at)
            SELECT 'line', at FROM (\(halves.joined(separator: " UNION "))) AS halves
            WHERE at = \(since) OR at < \(until) AND at > \(since) AND at <= \(since) + 172800000;
            """
    }
}
