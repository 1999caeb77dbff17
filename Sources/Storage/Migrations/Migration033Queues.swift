extension Migration {
    /// The PBX's queues as the business runs them: who works them, and how long they have after a call (decision D26).
    static let queues = Migration(
        33,
        "queues",
        [
            """
            CREATE TABLE queues (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
                title TEXT CHECK (length(title) <= 200),
                wrap_up_seconds {bigint} NOT NULL DEFAULT 0,
                joins_at_log_in INTEGER NOT NULL DEFAULT 0 CHECK (joins_at_log_in IN (0, 1)),
                employees TEXT CHECK (length(employees) <= 4000)
            ) {strict}
            """,
            "CREATE UNIQUE INDEX queues_name ON queues (name) WHERE is_hidden = 0",
        ]
    )
}
