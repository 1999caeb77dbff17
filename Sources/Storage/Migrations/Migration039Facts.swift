extension Migration {
    /// What reports read: facts by the day and by the month, a column each, and of which instants they are to be made anew.
    static let facts = Migration(
        39,
        "facts",
        [
            // See `FactChunk`; the counts stand under the name of no dimension.
            """
            CREATE TABLE fact_chunks (
                kind TEXT NOT NULL,
                stretch TEXT NOT NULL CHECK (stretch IN ('day', 'month')),
                dimension TEXT NOT NULL,
                first_day {bigint} NOT NULL,
                data TEXT NOT NULL,
                PRIMARY KEY (kind, stretch, dimension, first_day)
            ) {clustered}
            """,
            // Of which instant facts have changed; of all where there is none. Rows are only added, so that writers never wait for
            // each other, and are gone when the day has been made anew.
            """
            CREATE TABLE fact_marks (
                id {identity},
                kind TEXT NOT NULL,
                at {bigint}
            ) {strict}
            """,
            "CREATE INDEX fact_marks_kind ON fact_marks (kind, id)",
            "CREATE INDEX fact_marks_at ON fact_marks (kind, at)",
            // By which clock and rules the chunks were made, and from which day on they are there: all of them when nothing is said.
            """
            CREATE TABLE fact_states (
                kind TEXT NOT NULL PRIMARY KEY,
                made_by TEXT NOT NULL,
                made_from {bigint}
            ) {clustered}
            """,
            // Months that are to be put together from their days.
            """
            CREATE TABLE fact_months_due (
                kind TEXT NOT NULL,
                first_day {bigint} NOT NULL,
                PRIMARY KEY (kind, first_day)
            ) {clustered}
            """,
            "CREATE INDEX documents_at ON documents (at)",
            """
            INSERT INTO role_permissions (role, permission, scope)
            VALUES ('supervisor', 'reports', 'all'), ('administrator', 'reports', 'all')
            """,
        ] + contactMarks + missedMarks + documentMarks + directoryMarks
    )

    // Marks are made by the database itself: whoever writes, none is forgotten.

    private static let contactMarks =
        FactTriggers.marks(
            of: "contacts",
            named: "fact",
            columns: [
                "is_hidden", "state", "at", "branch_id", "department_id", "workshop_id", "responsible_id",
                "registrar_id",
                "channel_id", "source_id", "did_key", "reason_id", "client_type", "novelty", "is_status_inquiry",
                "base_contact_id", "is_inquiry",
            ],
            concerning: "ROW.state = 'registered'",
            "INSERT INTO fact_marks (kind, at) VALUES ('contact', ROW.at);"
        )
        // What its documents take from it, also while it is not registered yet.
        + FactTriggers.marks(
            of: "contacts",
            named: "paper",
            columns: [
                "branch_id", "department_id", "workshop_id", "responsible_id", "registrar_id", "channel_id",
                "source_id",
                "did_key", "reason_id", "client_type", "novelty",
            ],
            isAdded: false,
            concerning: "ROW.id IS NOT NULL",
            "INSERT INTO fact_marks (kind, at) SELECT 'document', at FROM documents WHERE contact_id = ROW.id;"
        )

    private static let missedMarks = FactTriggers.marks(
        of: "missed_calls",
        named: "fact",
        columns: [
            "is_missed", "is_counted", "is_spam", "started_at", "did_key", "cause", "reached_at", "excluded_at",
            "hidden_at",
        ],
        concerning: "ROW.is_missed = 1",
        "INSERT INTO fact_marks (kind, at) VALUES ('missed', ROW.started_at);"
    )

    private static let documentMarks = FactTriggers.marks(
        of: "documents",
        named: "fact",
        columns: ["is_hidden", "kind", "at", "contact_id", "responsible_id", "workshop_id"],
        concerning: "ROW.kind <> 'invoice'",
        "INSERT INTO fact_marks (kind, at) VALUES ('document', ROW.at);"
    )

    private static let directoryMarks =
        FactTriggers.marks(
            of: "dids",
            named: "fact",
            columns: ["number_key", "source_id", "branch_id", "is_hidden"],
            concerning: "ROW.number_key IS NOT NULL",
            "INSERT INTO fact_marks (kind, at) VALUES ('missed', NULL);"
        )
        + FactTriggers.marks(
            of: "branches",
            named: "fact",
            columns: ["time_zone"],
            // Nothing has happened at a new one.
            isAdded: false,
            concerning: "ROW.time_zone IS NOT NULL",
            "INSERT INTO fact_marks (kind, at) VALUES ('contact', NULL), ('missed', NULL), ('document', NULL);"
        )
}
