extension Migration {
    /// Whose a missed call is, by which missed callers are counted (decision D23).
    static let missedCallers = Migration(
        47,
        "missed callers",
        FactTriggers.marks(
            of: "missed_calls",
            named: "caller",
            columns: ["number_key"],
            isAdded: false,
            concerning: "ROW.is_missed = 1",
            "INSERT INTO fact_marks (kind, at) VALUES ('missed', ROW.started_at);"
        )
    )
}
