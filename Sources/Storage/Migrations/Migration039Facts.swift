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

    private static let contactMarks = marks(
        of: "contacts",
        columns: [
            "is_hidden", "state", "at", "branch_id", "department_id", "workshop_id", "responsible_id", "registrar_id",
            "channel_id", "source_id", "did_key", "reason_id", "client_type", "novelty", "is_status_inquiry",
            "base_contact_id",
            "is_inquiry",
        ],
        concerning: "ROW.state = 'registered'",
        [
            "INSERT INTO fact_marks (kind, at) VALUES ('contact', ROW.at);",
            "INSERT INTO fact_marks (kind, at) SELECT 'document', at FROM documents WHERE contact_id = ROW.id;",
        ]
    )

    private static let missedMarks = marks(
        of: "missed_calls",
        columns: [
            "is_missed", "is_counted", "is_spam", "started_at", "did_key", "cause", "reached_at", "excluded_at",
            "hidden_at",
        ],
        concerning: "ROW.is_missed = 1",
        ["INSERT INTO fact_marks (kind, at) VALUES ('missed', ROW.started_at);"]
    )

    private static let documentMarks = marks(
        of: "documents",
        columns: ["is_hidden", "kind", "at", "contact_id", "responsible_id", "workshop_id"],
        concerning: "ROW.kind <> 'invoice'",
        ["INSERT INTO fact_marks (kind, at) VALUES ('document', ROW.at);"]
    )

    private static let directoryMarks =
        marks(
            of: "dids",
            columns: ["number_key", "source_id", "branch_id", "is_hidden"],
            concerning: "ROW.number_key IS NOT NULL",
            ["INSERT INTO fact_marks (kind, at) VALUES ('missed', NULL);"]
        )
        + marks(
            of: "branches",
            columns: ["time_zone"],
            concerning: "ROW.time_zone IS NOT NULL",
            ["INSERT INTO fact_marks (kind, at) VALUES ('contact', NULL), ('missed', NULL), ('document', NULL);"]
        )

    /// Triggers that run the statements for a row that has come, and for one that has changed, as it was and as it is.
    ///
    /// - Parameter condition: which rows are facts; `ROW` stands for the row, as in the statements.
    private static func marks(
        of table: String,
        columns: [String],
        concerning condition: String,
        _ statements: [String]
    ) -> [String] {
        func text(_ row: String) -> String {
            statements.joined(separator: " ").replacing("ROW.", with: "\(row).")
        }
        func concerns(_ row: String) -> String { condition.replacing("ROW.", with: "\(row).") }
        func all(_ row: String) -> String { "(" + columns.map { "\(row).\($0)" }.joined(separator: ", ") + ")" }
        func sqlite(_ name: String, _ event: String, _ row: String, _ when: String) -> String {
            """
            {sqlite}CREATE TRIGGER \(table)_\(name) AFTER \(event) ON \(table) WHEN \(when) BEGIN \(text(row)) END
            """
        }
        func postgreSQL(_ name: String, _ event: String, _ row: String, _ when: String) -> [String] {
            [
                """
                {postgresql}CREATE FUNCTION \(table)_\(name)() RETURNS TRIGGER LANGUAGE plpgsql AS $$
                BEGIN \(text(row)) RETURN NULL; END
                $$
                """,
                """
                {postgresql}CREATE TRIGGER \(table)_\(name) AFTER \(event) ON \(table)
                FOR EACH ROW WHEN (\(when)) EXECUTE FUNCTION \(table)_\(name)()
                """,
            ]
        }
        let (was, changed) = (
            "\(concerns("old")) AND \(all("old")) IS NOT \(all("new"))",
            "\(concerns("new")) AND \(all("old")) IS NOT \(all("new"))"
        )
        func distinct(_ condition: String) -> String { condition.replacing(" IS NOT (", with: " IS DISTINCT FROM (") }
        return [
            sqlite("fact_added", "INSERT", "new", concerns("new")),
            sqlite("fact_changed", "UPDATE", "new", changed),
            sqlite("fact_was", "UPDATE", "old", was),
        ] + postgreSQL("fact_added", "INSERT", "new", concerns("new"))
            + postgreSQL("fact_changed", "UPDATE", "new", distinct(changed))
            + postgreSQL("fact_was", "UPDATE", "old", distinct(was))
    }
}
