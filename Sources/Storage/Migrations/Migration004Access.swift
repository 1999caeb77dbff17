extension Migration {
    /// People, what they may do, where they are logged in and sit, and what they did.
    static let access = Migration(
        4,
        "access",
        [
            """
            CREATE TABLE users (
                id {identity},
                name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 64),
                display_name TEXT NOT NULL CHECK (length(display_name) <= 200),
                department TEXT CHECK (length(department) <= 200),
                phone TEXT CHECK (length(phone) <= 32),
                password_hash TEXT NOT NULL,
                is_disabled INTEGER NOT NULL DEFAULT 0 CHECK (is_disabled IN (0, 1)),
                created_at {bigint} NOT NULL
            ) {strict}
            """,
            """
            CREATE TABLE roles (
                name TEXT NOT NULL PRIMARY KEY CHECK (length(name) <= 64)
            ) {clustered}
            """,
            """
            CREATE TABLE role_permissions (
                role TEXT NOT NULL REFERENCES roles (name),
                permission TEXT NOT NULL,
                scope TEXT NOT NULL CHECK (scope IN ('own', 'department', 'all')),
                PRIMARY KEY (role, permission)
            ) {clustered}
            """,
            """
            CREATE TABLE user_roles (
                user_id {bigint} NOT NULL REFERENCES users (id),
                role TEXT NOT NULL REFERENCES roles (name),
                PRIMARY KEY (user_id, role)
            ) {clustered}
            """,
            """
            INSERT INTO roles (name)
            VALUES ('operator'), ('advanced_operator'), ('receptionist'), ('specialist'), ('supervisor'),
                ('administrator')
            """,
            """
            INSERT INTO role_permissions (role, permission, scope)
            VALUES ('operator', 'workspace', 'own'), ('operator', 'calls', 'own'),
                ('advanced_operator', 'workspace', 'own'), ('advanced_operator', 'calls', 'department'),
                ('receptionist', 'workspace', 'own'), ('receptionist', 'calls', 'own'),
                ('specialist', 'workspace', 'own'), ('specialist', 'calls', 'own'),
                ('supervisor', 'workspace', 'own'), ('supervisor', 'online', 'all'), ('supervisor', 'calls', 'all'),
                ('administrator', 'workspace', 'own'), ('administrator', 'online', 'all'),
                ('administrator', 'calls', 'all')
            """,
            """
            CREATE TABLE sessions (
                token TEXT NOT NULL PRIMARY KEY,
                user_id {bigint} NOT NULL REFERENCES users (id),
                is_remembered INTEGER NOT NULL CHECK (is_remembered IN (0, 1)),
                started_at {bigint} NOT NULL,
                last_seen_at {bigint} NOT NULL,
                ends_at {bigint} NOT NULL
            ) {clustered}
            """,
            "CREATE INDEX sessions_user ON sessions (user_id)",
            "CREATE INDEX sessions_end ON sessions (ends_at)",
            """
            CREATE TABLE known_browsers (
                user_id {bigint} NOT NULL REFERENCES users (id),
                token TEXT NOT NULL,
                last_seen_at {bigint} NOT NULL,
                PRIMARY KEY (user_id, token)
            ) {clustered}
            """,
            // Who sat where and when is kept: whose a call was follows from it.
            """
            CREATE TABLE seatings (
                id {identity},
                phone TEXT NOT NULL CHECK (length(phone) <= 32),
                user_id {bigint} NOT NULL REFERENCES users (id),
                since {bigint} NOT NULL,
                until {bigint}
            ) {strict}
            """,
            "CREATE UNIQUE INDEX seatings_phone_now ON seatings (phone) WHERE until IS NULL",
            "CREATE UNIQUE INDEX seatings_user_now ON seatings (user_id) WHERE until IS NULL",
            "CREATE INDEX seatings_phone ON seatings (phone, since)",
            """
            CREATE TABLE audit_log (
                id {identity},
                at {bigint} NOT NULL,
                user_id {bigint} REFERENCES users (id),
                action TEXT NOT NULL,
                subject TEXT,
                fields TEXT NOT NULL,
                address TEXT
            ) {strict}
            """,
            "CREATE INDEX audit_log_at ON audit_log (at, id)",
        ]
    )
}
