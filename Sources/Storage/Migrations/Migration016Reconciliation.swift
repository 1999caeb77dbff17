extension Migration {
    /// Inbound calls held against contacts, what people say of them, and what is still to be matched.
    static let reconciliation = Migration(
        16,
        "reconciliation",
        [
            """
            CREATE TABLE reconciled_calls (
                started_at {bigint} NOT NULL,
                call_id {bigint} NOT NULL REFERENCES calls (id),
                did_key TEXT,
                phone TEXT,
                number_key TEXT,
                is_answered INTEGER NOT NULL CHECK (is_answered IN (0, 1)),
                is_exempt INTEGER NOT NULL CHECK (is_exempt IN (0, 1)),
                contact_id {bigint} REFERENCES contacts (id),
                match_kind TEXT CHECK (match_kind IN ('call', 'number', 'hand')),
                PRIMARY KEY (started_at, call_id),
                CHECK ((contact_id IS NULL) = (match_kind IS NULL))
            ) {clustered}
            """,
            "CREATE UNIQUE INDEX reconciled_calls_call ON reconciled_calls (call_id)",
            "CREATE UNIQUE INDEX reconciled_calls_contact ON reconciled_calls (contact_id) WHERE contact_id IS NOT NULL",
            """
            CREATE INDEX reconciled_calls_number ON reconciled_calls (number_key, started_at)
            WHERE number_key IS NOT NULL
            """,
            // What somebody said of a call: this is its contact, or it needs none.
            """
            CREATE TABLE call_repairs (
                call_id {bigint} NOT NULL PRIMARY KEY REFERENCES calls (id),
                contact_id {bigint} UNIQUE REFERENCES contacts (id),
                exemption TEXT CHECK (length(exemption) BETWEEN 1 AND 200),
                user_id {bigint} NOT NULL REFERENCES users (id),
                at {bigint} NOT NULL,
                CHECK ((contact_id IS NULL) <> (exemption IS NULL))
            ) {clustered}
            """,
            "CREATE TABLE calls_to_match (call_id {bigint} NOT NULL PRIMARY KEY) {clustered}",
            "CREATE TABLE contacts_to_match (contact_id {bigint} NOT NULL PRIMARY KEY) {clustered}",
            // One row, changed by whoever matches, so that two do so one after the other.
            "CREATE TABLE matching_turns (turn {bigint} NOT NULL) {strict}",
            "INSERT INTO matching_turns (turn) VALUES (0)",
            """
            INSERT INTO role_permissions (role, permission, scope)
            VALUES ('supervisor', 'reconciliation', 'all'), ('administrator', 'reconciliation', 'all')
            """,
            """
            INSERT INTO calls_to_match (call_id)
            SELECT id FROM calls WHERE direction = 'inbound' AND ended_at IS NOT NULL AND merged_into IS NULL
            """,
        ]
    )
}
