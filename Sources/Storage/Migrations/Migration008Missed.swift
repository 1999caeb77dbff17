extension Migration {
    /// The register of missed calls, what people mark in it, and numbers whose calls are not wanted.
    static let missed = Migration(
        8,
        "missed",
        [
            // A row stays when its call turns out not to be missed, so that what people marked is there if it does again.
            """
            CREATE TABLE missed_calls (
                call_id {bigint} NOT NULL PRIMARY KEY REFERENCES calls (id),
                started_at {bigint} NOT NULL,
                ended_at {bigint} NOT NULL,
                number_key TEXT,
                did_key TEXT,
                cause TEXT,
                phone TEXT,
                is_missed INTEGER NOT NULL CHECK (is_missed IN (0, 1)),
                is_counted INTEGER NOT NULL CHECK (is_counted IN (0, 1)),
                is_spam INTEGER NOT NULL CHECK (is_spam IN (0, 1)),
                reached_call_id {bigint} REFERENCES calls (id) DEFERRABLE INITIALLY DEFERRED,
                reached_started_at {bigint},
                reached_at {bigint},
                excluded_reason TEXT,
                excluded_note TEXT CHECK (length(excluded_note) <= 200),
                excluded_by {bigint} REFERENCES users (id),
                excluded_at {bigint},
                assigned_to {bigint} REFERENCES users (id),
                assigned_by {bigint} REFERENCES users (id),
                assigned_at {bigint},
                hidden_by {bigint} REFERENCES users (id),
                hidden_at {bigint},
                version {bigint} NOT NULL DEFAULT 0,
                is_waiting INTEGER NOT NULL GENERATED ALWAYS AS (
                    CASE
                        WHEN is_missed = 1 AND is_counted = 1 AND is_spam = 0 AND reached_call_id IS NULL
                            AND excluded_at IS NULL AND hidden_at IS NULL THEN 1
                        ELSE 0
                    END
                ) STORED
            ) {strict}
            """,
            // With all that lists and counts ask of a row, so that they need not look at rows that they pass over.
            """
            CREATE INDEX missed_calls_started ON missed_calls (
                started_at, call_id, number_key, phone, cause, did_key, hidden_at, assigned_to
            ) WHERE is_missed = 1
            """,
            """
            CREATE INDEX missed_calls_waiting ON missed_calls (
                started_at, call_id, number_key, phone, cause, did_key, ended_at, assigned_to
            ) WHERE is_waiting = 1
            """,
            "CREATE INDEX missed_calls_hidden ON missed_calls (started_at, call_id) WHERE hidden_at IS NOT NULL",
            """
            CREATE INDEX missed_calls_number ON missed_calls (number_key, started_at, call_id)
            WHERE is_missed = 1 AND number_key IS NOT NULL
            """,
            """
            CREATE INDEX missed_calls_unreached ON missed_calls (number_key, started_at)
            WHERE is_missed = 1 AND reached_call_id IS NULL
            """,
            """
            CREATE INDEX missed_calls_reached ON missed_calls (number_key, reached_started_at)
            WHERE reached_started_at IS NOT NULL
            """,
            "CREATE INDEX missed_calls_reach ON missed_calls (reached_call_id) WHERE reached_call_id IS NOT NULL",
            // Which phones rang, to find calls by.
            """
            CREATE TABLE missed_phones (
                phone TEXT NOT NULL,
                called_at {bigint} NOT NULL,
                call_id {bigint} NOT NULL REFERENCES missed_calls (call_id),
                PRIMARY KEY (phone, called_at, call_id)
            ) {clustered}
            """,
            "CREATE INDEX missed_phones_call ON missed_phones (call_id)",
            """
            CREATE TABLE missed_changes (
                id {identity},
                kind TEXT NOT NULL,
                user_id {bigint} NOT NULL REFERENCES users (id),
                at {bigint} NOT NULL,
                undone_by {bigint} REFERENCES users (id),
                undone_at {bigint}
            ) {strict}
            """,
            // The marks of a call before the change, and the version that it had after it.
            """
            CREATE TABLE missed_change_calls (
                change_id {bigint} NOT NULL REFERENCES missed_changes (id),
                call_id {bigint} NOT NULL REFERENCES missed_calls (call_id),
                version {bigint} NOT NULL,
                excluded_reason TEXT,
                excluded_note TEXT,
                excluded_by {bigint},
                excluded_at {bigint},
                assigned_to {bigint},
                assigned_by {bigint},
                assigned_at {bigint},
                hidden_by {bigint},
                hidden_at {bigint},
                PRIMARY KEY (change_id, call_id)
            ) {clustered}
            """,
            "CREATE INDEX missed_change_calls_call ON missed_change_calls (call_id)",
            """
            CREATE TABLE spam_numbers (
                id {identity},
                number_key TEXT NOT NULL CHECK (length(number_key) <= 40),
                number TEXT NOT NULL,
                change_id {bigint} NOT NULL REFERENCES missed_changes (id),
                marked_by {bigint} NOT NULL REFERENCES users (id),
                marked_at {bigint} NOT NULL,
                restored_by {bigint} REFERENCES users (id),
                restored_at {bigint}
            ) {strict}
            """,
            "CREATE UNIQUE INDEX spam_numbers_now ON spam_numbers (number_key) WHERE restored_at IS NULL",
            "CREATE INDEX spam_numbers_change ON spam_numbers (change_id)",
            // By which rules the register was made, and up to which call; NULL when all are in it.
            """
            CREATE TABLE missed_reading (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                shortest_wait_ms {bigint} NOT NULL,
                shortest_conversation_ms {bigint} NOT NULL,
                country TEXT NOT NULL,
                pass INTEGER NOT NULL CHECK (pass IN (1, 2)),
                last_call {bigint}
            ) {strict}
            """,
            """
            INSERT INTO missed_reading (id, shortest_wait_ms, shortest_conversation_ms, country, pass, last_call)
            VALUES (1, -1, -1, '', 1, 0)
            """,
        ]
    )
}
