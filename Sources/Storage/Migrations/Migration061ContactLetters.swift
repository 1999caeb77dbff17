extension Migration {
    /// Letters about contacts, and where employees are written to (requirement S3.19).
    static let contactLetters = Migration(
        61,
        "contact letters",
        [
            "ALTER TABLE employees ADD COLUMN email TEXT CHECK (length(email) <= 254)",
            """
            CREATE TABLE contact_letters (
                id {identity},
                letter_key TEXT NOT NULL UNIQUE CHECK (length(letter_key) = 32),
                contact_id {bigint} NOT NULL REFERENCES contacts (id),
                user_id {bigint} NOT NULL REFERENCES users (id),
                at {bigint} NOT NULL,
                extent TEXT NOT NULL CHECK (extent IN ('brief', 'full')),
                recipients TEXT NOT NULL CHECK (length(recipients) BETWEEN 3 AND 2600),
                subject TEXT NOT NULL CHECK (length(subject) <= 200),
                text TEXT NOT NULL CHECK (length(text) <= 20000),
                began_at {bigint} NOT NULL,
                next_at {bigint},
                attempts {bigint} NOT NULL DEFAULT 0,
                claim TEXT,
                claimed_until {bigint} NOT NULL DEFAULT 0,
                finished_at {bigint},
                problem TEXT,
                answer TEXT CHECK (length(answer) <= 1000),
                CHECK ((next_at IS NULL) <> (finished_at IS NULL))
            ) {strict}
            """,
            "CREATE INDEX contact_letters_contact ON contact_letters (contact_id, id)",
            "CREATE INDEX contact_letters_due ON contact_letters (next_at) WHERE next_at IS NOT NULL",
        ]
    )
}
