/// Lines of the PBX in use: by calls that came in on them, and by numbers that were called on them.
extension FactSource {
    /// No conversation is longer; what is left open by mistake ends then. In milliseconds.
    private static let longest = 2 * 86_400_000

    static let lines = FactSource(
        table:
            "(\(uses(when: "{since} < $2 AND {since} >= CAST($1 AS {bigint}) - \(longest) AND {until} > $1"))) AS line_uses",
        at: "line_uses.since",
        row: "line_uses.call_id",
        dimensions: [
            .trunk: "line_uses.trunk", .direction: "line_uses.direction", .began: "'yes'",
            .refused: "line_uses.refused",
        ],
        quantities: [:],
        words: [String](repeating: "NULL", count: 8),
        rows: "WHERE line_uses.until > $1",
        until: "line_uses.until"
    )

    /// The latest instant before `$1` at which a line was in use.
    static let lastLine = """
        SELECT MAX(CASE WHEN until < $1 THEN until - 1 ELSE CAST($1 AS {bigint}) - 1 END) FROM (
            \(uses(when: "{since} < $1 AND {since} >= (SELECT \(lastTaken)) - \(longest)"))
        ) AS ends
        """

    private static let lastTaken = """
        MAX(last) FROM (
            SELECT MAX(called_at) AS last FROM call_legs WHERE trunk IS NOT NULL AND called_at < $1
            UNION ALL
            SELECT MAX(started_at) FROM calls WHERE trunk IS NOT NULL AND started_at < $1
        ) AS taken
        """

    /// - Parameter condition: of `{since}` and `{until}`.
    private static func uses(when condition: String) -> String {
        func with(_ since: String, _ until: String) -> String {
            condition.replacing("{since}", with: since).replacing("{until}", with: until)
        }
        /// At least a millisecond, so that it is there.
        func end(_ since: String, _ until: String) -> String {
            """
            CASE
                WHEN \(until) > \(since) + \(longest) THEN \(since) + \(longest) WHEN \(until) > \(since) THEN \(until)
                ELSE \(since) + 1
            END
            """
        }
        return """
            SELECT call_id, trunk, 'outbound' AS direction, called_at AS since,
                \(end("called_at", "left_at")) AS until, CASE WHEN result IN ('busy', 'failed') THEN 'yes' END AS refused
            FROM call_legs
            WHERE trunk IS NOT NULL AND left_at IS NOT NULL AND \(with("called_at", "(left_at + 1)"))
            UNION ALL
            SELECT id, trunk, 'inbound', started_at, \(end("started_at", "ended_at")), NULL
            FROM calls
            WHERE trunk IS NOT NULL AND ended_at IS NOT NULL AND merged_into IS NULL
                AND \(with("started_at", "(ended_at + 1)"))
            """
    }
}
