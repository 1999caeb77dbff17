extension Migration {
    /// Forms on other sites by which visitors turn to the business (requirement S2.11), and clients by their e-mail address.
    static let webForms = Migration(
        62,
        "web forms",
        [
            """
            CREATE TABLE web_forms (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
                project_id {bigint} REFERENCES projects (id),
                source_id {bigint} REFERENCES sources (id),
                reason_id {bigint} NOT NULL REFERENCES reasons (id),
                origins TEXT CHECK (length(origins) <= 2000),
                inputs TEXT CHECK (length(inputs) <= 2000),
                key_digest TEXT UNIQUE CHECK (length(key_digest) <= 128),
                key_made_at {bigint},
                received {bigint} NOT NULL DEFAULT 0,
                received_at {bigint}
            ) {strict}
            """,
            "CREATE UNIQUE INDEX web_forms_name ON web_forms (name) WHERE is_hidden = 0",
        ]
    )
}
