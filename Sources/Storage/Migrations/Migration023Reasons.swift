extension Migration {
    /// Whom contacts of a reason may be given to, and when their reminders are due (decision D8).
    static let reasons = Migration(
        23,
        "reasons",
        [
            // Their numbers with blanks between.
            "ALTER TABLE reasons ADD COLUMN employees TEXT CHECK (length(employees) <= 4000)",
            "ALTER TABLE reasons ADD COLUMN due_minutes {bigint} CHECK (due_minutes BETWEEN 1 AND 44640)",
        ]
    )
}
