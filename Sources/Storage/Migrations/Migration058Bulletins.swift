extension Migration {
    /// Bulletins, who has read them, and whom they are told (requirement S3.13).
    static let bulletins = Migration(
        58,
        "bulletins",
        [
            """
            CREATE TABLE bulletins (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
                text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
                valid_from {bigint} NOT NULL,
                valid_until {bigint} NOT NULL,
                is_must_read INTEGER NOT NULL CHECK (is_must_read IN (0, 1)),
                departments TEXT CHECK (length(departments) BETWEEN 1 AND 4000),
                projects TEXT CHECK (length(projects) BETWEEN 1 AND 4000),
                created_at {bigint} NOT NULL,
                created_by {bigint} REFERENCES users (id),
                announced_at {bigint},
                CHECK (valid_from < valid_until)
            ) {strict}
            """,
            "CREATE INDEX bulletins_valid ON bulletins (valid_until, valid_from)",
            """
            CREATE INDEX bulletins_to_announce ON bulletins (valid_from)
            WHERE announced_at IS NULL AND is_must_read = 1 AND is_hidden = 0
            """,
            """
            CREATE TABLE bulletin_readings (
                bulletin_id {bigint} NOT NULL REFERENCES bulletins (id),
                user_id {bigint} NOT NULL REFERENCES users (id),
                at {bigint} NOT NULL,
                PRIMARY KEY (bulletin_id, user_id)
            ) {clustered}
            """,
            "ALTER TABLE notifications ADD COLUMN bulletin_id {bigint} REFERENCES bulletins (id)",
            """
            CREATE INDEX notifications_bulletin ON notifications (bulletin_id)
            WHERE bulletin_id IS NOT NULL AND read_at IS NULL AND withdrawn_at IS NULL
            """,
            """
            INSERT INTO role_permissions (role, permission, scope)
            VALUES ('supervisor', 'bulletins', 'all'), ('administrator', 'bulletins', 'all')
            """,
        ]
    )
}
