extension Migration {
    /// What the numbers of a call are known by, however they are written.
    static let numbers = Migration(
        5,
        "numbers",
        [
            "ALTER TABLE calls ADD COLUMN caller_key TEXT CHECK (length(caller_key) <= 40)",
            "ALTER TABLE calls ADD COLUMN dialled_key TEXT CHECK (length(dialled_key) <= 40)",
            "DROP INDEX calls_caller",
            "DROP INDEX calls_dialled",
            """
            CREATE INDEX calls_caller ON calls (caller_key, started_at, id)
            WHERE caller_key IS NOT NULL AND ended_at IS NOT NULL AND merged_into IS NULL
            """,
            """
            CREATE INDEX calls_dialled ON calls (dialled_key, started_at, id)
            WHERE dialled_key IS NOT NULL AND ended_at IS NOT NULL AND merged_into IS NULL
            """,
            // Whose numbers are read, by which country, and up to which call; NULL when all are.
            """
            CREATE TABLE number_reading (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                country TEXT NOT NULL,
                last_call {bigint}
            ) {strict}
            """,
            "INSERT INTO number_reading (id, country, last_call) VALUES (1, '', 0)",
        ]
    )
}
