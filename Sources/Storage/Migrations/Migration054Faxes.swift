extension Migration {
    /// The journal of faxes, and who may send them: everybody who works with clients sees their own, supervisors and administrators all
    /// (requirement S4.11).
    static let faxes = Migration(
        54,
        "faxes",
        [
            """
            CREATE TABLE faxes (
                id {identity},
                fax_key TEXT NOT NULL UNIQUE CHECK (length(fax_key) = 32),
                user_id {bigint} NOT NULL REFERENCES users (id),
                number TEXT CHECK (length(number) BETWEEN 1 AND 64),
                pbx TEXT,
                linkedid TEXT,
                start_second {bigint},
                client_id {bigint} REFERENCES clients (id),
                document_id {bigint} REFERENCES documents (id),
                title TEXT NOT NULL CHECK (length(title) <= 120),
                pages {bigint} NOT NULL CHECK (pages > 0),
                state TEXT NOT NULL DEFAULT 'sending' CHECK (state IN ('sending', 'sent', 'failed', 'unknown')),
                pages_sent {bigint} NOT NULL DEFAULT 0,
                failure TEXT,
                words TEXT CHECK (length(words) <= 120),
                at {bigint} NOT NULL,
                ended_at {bigint},
                taken_at {bigint},
                CHECK ((pbx IS NULL) = (linkedid IS NULL) AND (pbx IS NULL) = (start_second IS NULL)),
                CHECK (number IS NOT NULL OR linkedid IS NOT NULL),
                CHECK ((state = 'sending') = (ended_at IS NULL)),
                CHECK ((state = 'failed') = (failure IS NOT NULL))
            ) {strict}
            """,
            "CREATE INDEX faxes_user ON faxes (user_id, id)",
            "CREATE INDEX faxes_client ON faxes (client_id, id) WHERE client_id IS NOT NULL",
            "CREATE INDEX faxes_under_way ON faxes (id) WHERE state = 'sending'",
            """
            INSERT INTO role_permissions (role, permission, scope)
            VALUES ('operator', 'faxing', 'own'), ('advanced_operator', 'faxing', 'own'),
                ('receptionist', 'faxing', 'own'), ('specialist', 'faxing', 'own'),
                ('supervisor', 'faxing', 'all'), ('administrator', 'faxing', 'all')
            """,
        ]
    )
}
