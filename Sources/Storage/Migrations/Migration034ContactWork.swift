extension Migration {
    /// What becomes of a contact after it was registered: since when somebody is to go on with it, who has processed it, what came of
    /// it, and what is to be done next.
    static let contactWork = Migration(
        34,
        "contact work",
        [
            "ALTER TABLE contacts ADD COLUMN handed_at {bigint}",
            "ALTER TABLE contacts ADD COLUMN processed_by {bigint} REFERENCES users (id)",
            "ALTER TABLE contacts ADD COLUMN processed_at {bigint} CHECK (processed_at IS NULL OR handed_at IS NOT NULL)",
            "ALTER TABLE contacts ADD COLUMN result TEXT CHECK (length(result) <= 4000)",
            "ALTER TABLE contacts ADD COLUMN next_action TEXT CHECK (length(next_action) BETWEEN 1 AND 4000)",
            "ALTER TABLE contacts ADD COLUMN due_at {bigint}",
            // The reminder that tells of the next action.
            "ALTER TABLE contacts ADD COLUMN next_reminder_id {bigint} REFERENCES reminders (id)",
            "ALTER TABLE contacts ADD COLUMN escalated_at {bigint}",
            // What somebody has taken is in work. Of what was registered before nobody knows whether it was processed.
            "UPDATE contacts SET handed_at = taken_at WHERE taken_at IS NOT NULL",
            // Worklists, and how much each employee has to do. See `ContactWorkTable.isOpen`.
            """
            CREATE INDEX contacts_open ON contacts (responsible_id, taken_at, due_at, id, handed_at, processed_at, is_hidden)
            WHERE handed_at IS NOT NULL AND processed_at IS NULL AND is_hidden = 0
            """,
            """
            CREATE INDEX contacts_processed ON contacts (processed_at, responsible_id)
            WHERE processed_at IS NOT NULL AND is_hidden = 0
            """,
            """
            CREATE INDEX contacts_to_escalate ON contacts (due_at)
            WHERE handed_at IS NOT NULL AND processed_at IS NULL AND is_hidden = 0 AND next_reminder_id IS NULL
                AND escalated_at IS NULL
            """,
        ]
    )
}
