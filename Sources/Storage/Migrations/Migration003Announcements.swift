extension Migration {
    /// What changed, in the order in which the changes became visible.
    static let announcements = Migration(
        3,
        "announcements",
        [
            """
            CREATE TABLE announcements (
                position {bigint} PRIMARY KEY,
                pbx TEXT NOT NULL,
                linkedid TEXT NOT NULL,
                start_second {bigint} NOT NULL
            ) {strict}
            """,
            """
            CREATE TABLE announcement_counter (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                position {bigint} NOT NULL
            ) {strict}
            """,
            "INSERT INTO announcement_counter (id, position) VALUES (1, 0)",
        ]
    )
}
