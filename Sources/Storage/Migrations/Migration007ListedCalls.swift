extension Migration {
    /// What lists of calls are narrowed by: one narrow row for each ended call, in the order in which lists stand.
    static let listedCalls = Migration(
        7,
        "listed calls",
        [
            // Phones, users and departments stand between line ends, so that one of them is found by a search for text.
            """
            CREATE TABLE listed_calls (
                direction TEXT NOT NULL,
                started_at {bigint} NOT NULL,
                call_id {bigint} NOT NULL REFERENCES calls (id),
                result TEXT,
                cause TEXT,
                is_transferred INTEGER NOT NULL CHECK (is_transferred IN (0, 1)),
                queue TEXT,
                did_key TEXT,
                number_key TEXT,
                number_end TEXT,
                phones TEXT NOT NULL,
                users TEXT NOT NULL,
                departments TEXT NOT NULL,
                reached_users TEXT NOT NULL,
                reached_departments TEXT NOT NULL,
                PRIMARY KEY (direction, started_at, call_id)
            ) {clustered}
            """,
            "CREATE UNIQUE INDEX listed_calls_call ON listed_calls (call_id)",
            "CREATE INDEX listed_calls_number ON listed_calls (number_end, direction, started_at)",
            // The pass over all calls that makes the keys of their numbers also lists them; it is to be made once more.
            "UPDATE number_reading SET last_call = 0",
        ]
    )
}
