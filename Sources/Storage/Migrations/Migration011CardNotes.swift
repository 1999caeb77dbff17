extension Migration {
    /// What people note on the cards of calls, and which cards they have closed.
    static let cardNotes = Migration(
        11,
        "card notes",
        [
            // By the call's identity: what somebody entered stays when the journal takes a call back.
            """
            CREATE TABLE call_notes (
                pbx TEXT NOT NULL,
                linkedid TEXT NOT NULL,
                start_second {bigint} NOT NULL,
                user_id {bigint} NOT NULL REFERENCES users (id),
                text TEXT NOT NULL CHECK (length(text) <= 4000),
                revision {bigint} NOT NULL,
                updated_at {bigint} NOT NULL,
                PRIMARY KEY (pbx, linkedid, start_second, user_id)
            ) {clustered}
            """,
            "CREATE INDEX call_notes_user ON call_notes (user_id, updated_at)",
            """
            CREATE TABLE closed_cards (
                user_id {bigint} NOT NULL REFERENCES users (id),
                pbx TEXT NOT NULL,
                linkedid TEXT NOT NULL,
                start_second {bigint} NOT NULL,
                closed_at {bigint} NOT NULL,
                PRIMARY KEY (user_id, pbx, linkedid, start_second)
            ) {clustered}
            """,
            "CREATE INDEX closed_cards_at ON closed_cards (user_id, closed_at)",
            """
            CREATE INDEX call_legs_answered ON call_legs (party, answered_at)
            WHERE party_kind = 'phone' AND answered_at IS NOT NULL
            """,
        ]
    )
}
