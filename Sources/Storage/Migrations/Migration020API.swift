extension Migration {
    /// Tokens of other programs, answers to their requests, and the order in which changes became visible.
    static let api = Migration(
        20,
        "api",
        [
            """
            CREATE TABLE api_tokens (
                id {identity},
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
                digest TEXT NOT NULL UNIQUE CHECK (length(digest) <= 64),
                user_id {bigint} NOT NULL REFERENCES users (id),
                created_at {bigint} NOT NULL,
                expires_at {bigint},
                revoked_at {bigint},
                last_used_at {bigint}
            ) {strict}
            """,
            "CREATE UNIQUE INDEX api_tokens_name ON api_tokens (name) WHERE revoked_at IS NULL",
            """
            CREATE TABLE api_token_permissions (
                token_id {bigint} NOT NULL REFERENCES api_tokens (id),
                permission TEXT NOT NULL CHECK (length(permission) <= 64),
                PRIMARY KEY (token_id, permission)
            ) {clustered}
            """,
            // Written in the transaction of what was asked for; no status is there only inside of it.
            """
            CREATE TABLE api_answers (
                token_id {bigint} NOT NULL REFERENCES api_tokens (id),
                request_key TEXT NOT NULL CHECK (length(request_key) BETWEEN 1 AND 200),
                digest TEXT NOT NULL CHECK (length(digest) <= 64),
                made_at {bigint} NOT NULL,
                status {bigint},
                location TEXT,
                entity_tag TEXT,
                body TEXT,
                PRIMARY KEY (token_id, request_key)
            ) {clustered}
            """,
            "CREATE INDEX api_answers_age ON api_answers (made_at)",
            // A later change may be committed before an earlier one, where several write at once. In the order of transactions
            // and of changes within them, up to the first one that is still open, nothing comes in between afterwards.
            "ALTER TABLE changes ADD COLUMN made_in {bigint} NOT NULL DEFAULT 0",
            """
            {postgresql}ALTER TABLE changes
            ALTER COLUMN made_in SET DEFAULT CAST(CAST(pg_current_xact_id() AS TEXT) AS BIGINT)
            """,
            "CREATE INDEX changes_order ON changes (record_kind, made_in, id, record_id)",
        ]
    )
}
