extension Migration {
    /// What contacts are about, one below another, and of which a contact may have several (requirements S3.36 to S3.38).
    static let topics = Migration(
        44,
        "topics",
        [
            """
            CREATE TABLE topics (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                parent_id {bigint} REFERENCES topics (id) CHECK (parent_id <> id),
                place {bigint} NOT NULL DEFAULT 0
            ) {strict}
            """,
            "CREATE INDEX topics_parent ON topics (parent_id)",
            // Their numbers with blanks between, as fields of several records are kept; nothing where there are none.
            "ALTER TABLE contacts ADD COLUMN topics TEXT CHECK (length(topics) BETWEEN 1 AND 600)",
            "DROP INDEX contacts_listed",
            """
            CREATE INDEX contacts_listed ON contacts (
                at, id, is_hidden, state, is_inquiry, has_appointment, has_arrival, novelty, is_status_inquiry, reason_id,
                channel_id, source_id, branch_id, workshop_id, department_id, registrar_id, responsible_id, client_id,
                client_type, did_key, caller_key, number, phone, handed_at, taken_at, processed_at, processed_by, taken_by,
                deal_id, quality_id, topics
            )
            """,
        ] + marks
    )

    /// Where topics stand below each other is no part of facts: it is looked up when a report is read.
    private static let marks =
        FactTriggers.marks(
            of: "contacts",
            named: "topics",
            columns: ["topics"],
            isAdded: false,
            concerning: "ROW.state = 'registered'",
            "INSERT INTO fact_marks (kind, at) VALUES ('contact', ROW.at);"
        )
        // What its documents take from it.
        + FactTriggers.marks(
            of: "contacts",
            named: "paper_topics",
            columns: ["topics"],
            isAdded: false,
            concerning: "ROW.id IS NOT NULL",
            "INSERT INTO fact_marks (kind, at) SELECT 'document', at FROM documents WHERE contact_id = ROW.id;"
        )
}
