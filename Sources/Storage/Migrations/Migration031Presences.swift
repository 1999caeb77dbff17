extension Migration {
    /// What people say of themselves, who is on-line, and every change of a person's state with from and to (decision D26).
    static let presences = Migration(
        31,
        "presences",
        [
            """
            CREATE TABLE presences (
                user_id {bigint} NOT NULL PRIMARY KEY REFERENCES users (id),
                status TEXT NOT NULL CHECK (status IN ('available', 'busy', 'away', 'own')),
                own_name TEXT CHECK (length(own_name) BETWEEN 1 AND 40),
                note TEXT CHECK (length(note) BETWEEN 1 AND 200),
                is_online INTEGER NOT NULL CHECK (is_online IN (0, 1)),
                is_idle INTEGER NOT NULL CHECK (is_idle IN (0, 1)),
                activity TEXT NOT NULL CHECK (length(activity) <= 16),
                status_since {bigint} NOT NULL,
                since {bigint} NOT NULL,
                active_at {bigint} NOT NULL,
                version {bigint} NOT NULL,
                CHECK ((status = 'own') = (own_name IS NOT NULL))
            ) {strict}
            """,
            """
            CREATE TABLE own_statuses (
                user_id {bigint} NOT NULL REFERENCES users (id),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
                PRIMARY KEY (user_id, name)
            ) {clustered}
            """,
            """
            CREATE TABLE presence_streams (
                process TEXT NOT NULL CHECK (length(process) <= 64),
                user_id {bigint} NOT NULL REFERENCES users (id),
                is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
                beat_at {bigint} NOT NULL,
                PRIMARY KEY (process, user_id)
            ) {clustered}
            """,
            "CREATE INDEX presence_streams_user ON presence_streams (user_id, beat_at)",
            """
            CREATE TABLE person_states (
                id {identity},
                user_id {bigint} NOT NULL REFERENCES users (id),
                status TEXT NOT NULL CHECK (status IN ('available', 'busy', 'away', 'own', 'offline')),
                own_name TEXT CHECK (length(own_name) BETWEEN 1 AND 40),
                activity TEXT NOT NULL CHECK (length(activity) <= 16),
                since {bigint} NOT NULL,
                until {bigint},
                CHECK (until > since),
                CHECK ((status = 'own') = (own_name IS NOT NULL))
            ) {strict}
            """,
            "CREATE UNIQUE INDEX person_states_open ON person_states (user_id) WHERE until IS NULL",
            "CREATE INDEX person_states_time ON person_states (user_id, since)",
        ]
    )
}
