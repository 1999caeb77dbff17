extension Migration {
    /// Scripts with their versions, and how far each contact is in its own.
    static let scripts = Migration(
        18,
        "scripts",
        [
            """
            CREATE TABLE scripts (
                id {identity},
                code TEXT UNIQUE CHECK (length(code) <= 32)
            ) {strict}
            """,
            // Never changed: a contact keeps the version that it ran.
            """
            CREATE TABLE script_versions (
                id {identity},
                script_id {bigint} NOT NULL REFERENCES scripts (id),
                ordinal {bigint} NOT NULL,
                body TEXT NOT NULL,
                made_by {bigint} REFERENCES users (id),
                made_at {bigint} NOT NULL,
                UNIQUE (script_id, ordinal)
            ) {strict}
            """,
            """
            CREATE TABLE contact_runs (
                contact_id {bigint} NOT NULL PRIMARY KEY REFERENCES contacts (id),
                script_version_id {bigint} NOT NULL REFERENCES script_versions (id),
                step TEXT NOT NULL CHECK (length(step) <= 40),
                is_caller_identified INTEGER NOT NULL CHECK (is_caller_identified IN (0, 1)),
                revision {bigint} NOT NULL
            ) {clustered}
            """,
            """
            CREATE TABLE contact_answers (
                contact_id {bigint} NOT NULL REFERENCES contacts (id),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
                answer TEXT NOT NULL CHECK (length(answer) <= 4000),
                PRIMARY KEY (contact_id, name)
            ) {clustered}
            """,
        ]
    )
}
