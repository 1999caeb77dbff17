extension Migration {
    /// The registry's index has when contacts were taken and processed, so that the journal's averages read nothing else; the journal has
    /// columns of its own.
    static let journal = Migration(
        35,
        "journal",
        [
            "DROP INDEX contacts_listed",
            """
            CREATE INDEX contacts_listed ON contacts (
                at, id, is_hidden, state, is_inquiry, has_appointment, has_arrival, novelty, is_status_inquiry, reason_id,
                channel_id, source_id, branch_id, workshop_id, department_id, registrar_id, responsible_id, client_id,
                client_type, did_key, caller_key, number, phone, handed_at, taken_at, processed_at, processed_by
            )
            """,
            """
            CREATE TABLE journal_columns (
                user_id {bigint} NOT NULL PRIMARY KEY REFERENCES users (id),
                columns TEXT NOT NULL CHECK (length(columns) <= 1000)
            ) {clustered}
            """,
        ]
    )
}
