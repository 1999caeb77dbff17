extension Migration {
    /// Tables of clients that are brought, what becomes of each row, and how to take it back; who may do that (requirement S3.6).
    static let imports = Migration(
        65,
        "imports",
        [
            """
            CREATE TABLE imports (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                source TEXT CHECK (length(source) <= 300),
                form TEXT NOT NULL CHECK (form IN ('workbook', 'text', 'query')),
                encoding TEXT,
                separator TEXT,
                state TEXT NOT NULL CHECK (
                    state IN ('loading', 'draft', 'checking', 'checked', 'running', 'done', 'undoing', 'undone')
                ),
                mapping TEXT NOT NULL,
                row_count {bigint} NOT NULL DEFAULT 0,
                done_count {bigint} NOT NULL DEFAULT 0,
                added_count {bigint} NOT NULL DEFAULT 0,
                updated_count {bigint} NOT NULL DEFAULT 0,
                same_count {bigint} NOT NULL DEFAULT 0,
                doubtful_count {bigint} NOT NULL DEFAULT 0,
                refused_count {bigint} NOT NULL DEFAULT 0,
                undone_count {bigint} NOT NULL DEFAULT 0,
                left_count {bigint} NOT NULL DEFAULT 0,
                user_id {bigint} REFERENCES users (id),
                created_at {bigint} NOT NULL,
                started_at {bigint},
                finished_at {bigint},
                CHECK ((form = 'text') = (encoding IS NOT NULL)),
                CHECK ((encoding IS NULL) = (separator IS NULL))
            ) {strict}
            """,
            "CREATE INDEX imports_under_way ON imports (id) WHERE state IN ('checking', 'running', 'undoing')",
            // What a row wrote, and how things stood before, is in `trace`.
            """
            CREATE TABLE import_rows (
                import_id {bigint} NOT NULL REFERENCES imports (id),
                place {bigint} NOT NULL,
                number {bigint} NOT NULL,
                cells TEXT NOT NULL,
                outcome TEXT CHECK (outcome IN ('added', 'updated', 'same', 'doubtful', 'refused')),
                remarks TEXT,
                client_id {bigint} REFERENCES clients (id),
                client_version {bigint},
                trace TEXT,
                undo TEXT CHECK (undo IN ('undone', 'left')),
                fingerprint_key {bigint},
                fingerprint {bigint},
                PRIMARY KEY (import_id, place)
            ) {clustered}
            """,
            "CREATE INDEX import_rows_client ON import_rows (client_id, import_id) WHERE client_id IS NOT NULL",
            """
            CREATE TABLE import_mappings (
                id {identity},
                name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100),
                mapping TEXT NOT NULL,
                user_id {bigint} REFERENCES users (id),
                at {bigint} NOT NULL
            ) {strict}
            """,
            // What rows of sources were like when they were last written.
            """
            CREATE TABLE import_fingerprints (
                source TEXT NOT NULL,
                row_key {bigint} NOT NULL,
                fingerprint {bigint} NOT NULL,
                PRIMARY KEY (source, row_key)
            ) {clustered}
            """,
            """
            CREATE TABLE import_runs (
                id {identity},
                source TEXT NOT NULL CHECK (length(source) <= 300),
                at {bigint} NOT NULL,
                row_count {bigint} NOT NULL,
                changed_count {bigint} NOT NULL,
                import_id {bigint},
                problem TEXT
            ) {strict}
            """,
            "CREATE INDEX import_runs_source ON import_runs (source, id)",
            """
            INSERT INTO role_permissions (role, permission, scope)
            VALUES ('supervisor', 'imports', 'all'), ('administrator', 'imports', 'all')
            """,
        ]
    )
}
