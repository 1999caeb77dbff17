extension Migration {
    /// Questionnaires as they are filled in on contacts, their answers as typed, which of them count, and for how much (requirements
    /// S3.20, S3.25).
    static let questionnaires = Migration(
        59,
        "questionnaires",
        [
            "ALTER TABLE scripts ADD COLUMN is_offered INTEGER NOT NULL DEFAULT 0 CHECK (is_offered IN (0, 1))",
            """
            CREATE TABLE script_topics (
                script_id {bigint} NOT NULL REFERENCES scripts (id),
                topic_id {bigint} NOT NULL REFERENCES topics (id),
                PRIMARY KEY (script_id, topic_id)
            ) {clustered}
            """,
            // `at` is the contact's, which never changes: reports and lists go by it.
            """
            CREATE TABLE questionnaires (
                id {identity},
                contact_id {bigint} NOT NULL REFERENCES contacts (id),
                script_id {bigint} NOT NULL REFERENCES scripts (id),
                script_version_id {bigint} NOT NULL REFERENCES script_versions (id),
                at {bigint} NOT NULL,
                step TEXT NOT NULL CHECK (length(step) <= 40),
                revision {bigint} NOT NULL DEFAULT 1,
                begun_at {bigint} NOT NULL,
                begun_by {bigint} REFERENCES users (id),
                finished_at {bigint},
                finished_by {bigint} REFERENCES users (id),
                total {bigint},
                UNIQUE (contact_id, script_id)
            ) {strict}
            """,
            "CREATE INDEX questionnaires_listed ON questionnaires (script_id, at, id) WHERE finished_at IS NOT NULL",
            """
            CREATE TABLE questionnaire_answers (
                questionnaire_id {bigint} NOT NULL REFERENCES questionnaires (id),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
                answer TEXT NOT NULL CHECK (length(answer) <= 4000),
                is_counted INTEGER NOT NULL CHECK (is_counted IN (0, 1)),
                score {bigint},
                PRIMARY KEY (questionnaire_id, name)
            ) {clustered}
            """,
        ]
    )
}
