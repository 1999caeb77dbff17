extension Migration {
    /// Lists of reminders: those of all that are due, and those that were done lately.
    static let reminders = Migration(
        22,
        "reminders",
        [
            "CREATE INDEX reminders_due ON reminders (due_at) WHERE done_at IS NULL",
            "CREATE INDEX reminders_done ON reminders (done_at) WHERE done_at IS NOT NULL",
        ]
    )
}
