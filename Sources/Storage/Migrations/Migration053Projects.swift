extension Migration {
    /// What the business answers calls for: of which project numbers and contacts are, which script a project's contacts begin with, and
    /// of which instants facts have changed by that (requirements S3.1, S3.21, S3.35).
    static let projects = Migration(
        53,
        "projects",
        [
            """
            CREATE TABLE projects (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                number TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 32),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                client_id {bigint} REFERENCES clients (id),
                greeting TEXT CHECK (length(greeting) <= 4000),
                topics TEXT CHECK (length(topics) BETWEEN 1 AND 4000),
                employees TEXT CHECK (length(employees) BETWEEN 1 AND 4000),
                work_schedule TEXT CHECK (length(work_schedule) <= 400),
                mail_box TEXT CHECK (length(mail_box) <= 254)
            ) {strict}
            """,
            "CREATE UNIQUE INDEX projects_number ON projects (number) WHERE is_hidden = 0",
            "CREATE INDEX projects_client ON projects (client_id) WHERE client_id IS NOT NULL",
            """
            CREATE TABLE script_projects (
                project_id {bigint} NOT NULL PRIMARY KEY REFERENCES projects (id),
                script_id {bigint} NOT NULL REFERENCES scripts (id)
            ) {clustered}
            """,
            "CREATE INDEX script_projects_script ON script_projects (script_id)",
            "ALTER TABLE dids ADD COLUMN project_id {bigint} REFERENCES projects (id)",
            "ALTER TABLE contacts ADD COLUMN project_id {bigint} REFERENCES projects (id)",
            "DROP INDEX contacts_listed",
            """
            CREATE INDEX contacts_listed ON contacts (
                at, id, is_hidden, state, is_inquiry, has_appointment, has_arrival, novelty, is_status_inquiry, reason_id,
                channel_id, source_id, branch_id, workshop_id, department_id, registrar_id, responsible_id, client_id,
                client_type, did_key, caller_key, number, phone, handed_at, taken_at, processed_at, processed_by, taken_by,
                deal_id, quality_id, topics, project_id
            )
            """,
        ] + contactMarks + numberMarks
    )

    private static let contactMarks =
        marks(
            named: "project",
            concerning: "ROW.state = 'registered'",
            "INSERT INTO fact_marks (kind, at) VALUES ('contact', ROW.at);"
        )
        // What its documents, its way through people's hands and its reminders take from it.
        + marks(
            named: "paper_project",
            concerning: "ROW.id IS NOT NULL",
            "INSERT INTO fact_marks (kind, at) SELECT 'document', at FROM documents WHERE contact_id = ROW.id;"
        )
        + marks(
            named: "work_project",
            concerning: "ROW.handed_at IS NOT NULL",
            "INSERT INTO fact_marks (kind, at) VALUES ('assignment', ROW.handed_at);"
        )
        + marks(
            named: "reminder_project",
            concerning: "ROW.id IS NOT NULL",
            "INSERT INTO fact_marks (kind, at) SELECT 'reminder', due_at FROM reminders WHERE contact_id = ROW.id;"
        )

    /// A contact that has come is marked as it is.
    private static func marks(named name: String, concerning condition: String, _ statement: String) -> [String] {
        FactTriggers.marks(
            of: "contacts",
            named: name,
            columns: ["project_id"],
            isAdded: false,
            concerning: condition,
            statement
        )
    }

    private static let numberMarks = FactTriggers.marks(
        of: "dids",
        named: "project",
        columns: ["project_id"],
        // So is a number that has come.
        isAdded: false,
        concerning: "ROW.number_key IS NOT NULL",
        "INSERT INTO fact_marks (kind, at) VALUES ('missed', NULL), ('call', NULL), ('participation', NULL);"
    )
}
