extension Migration {
    /// What vehicles without an owner are searched by, and which version of a reminder somebody has read.
    static let ownerlessVehicles = Migration(
        36,
        "ownerless vehicles",
        [
            // One row for each vehicle that may be found and has no owner; the others are found with theirs.
            """
            CREATE TABLE vehicle_search (
                vehicle_id {bigint} NOT NULL PRIMARY KEY REFERENCES vehicles (id),
                text TEXT NOT NULL
            ) {strict}
            """,
            """
            {sqlite}CREATE VIRTUAL TABLE vehicle_search_index
            USING fts5(text, tokenize = 'trigram case_sensitive 1', content = '', columnsize = 0)
            """,
            """
            {sqlite}CREATE TRIGGER vehicle_search_added AFTER INSERT ON vehicle_search BEGIN
                INSERT INTO vehicle_search_index (rowid, text) VALUES (new.vehicle_id, new.text);
            END
            """,
            """
            {sqlite}CREATE TRIGGER vehicle_search_removed AFTER DELETE ON vehicle_search BEGIN
                INSERT INTO vehicle_search_index (vehicle_search_index, rowid, text)
                VALUES ('delete', old.vehicle_id, old.text);
            END
            """,
            """
            {sqlite}CREATE TRIGGER vehicle_search_changed AFTER UPDATE ON vehicle_search WHEN old.text <> new.text BEGIN
                INSERT INTO vehicle_search_index (vehicle_search_index, rowid, text)
                VALUES ('delete', old.vehicle_id, old.text);
                INSERT INTO vehicle_search_index (rowid, text) VALUES (new.vehicle_id, new.text);
            END
            """,
            """
            {postgresql}DO $$
            DECLARE
                home TEXT;
            BEGIN
                SELECT nspname INTO home FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace
                WHERE extname = 'pg_trgm';
                EXECUTE format(
                    'CREATE INDEX vehicle_search_trigrams ON vehicle_search USING gin (text %I.gin_trgm_ops) '
                    'WITH (fastupdate = off)',
                    home
                );
            END
            $$
            """,
            // Those that are there already follow some at a time.
            "INSERT INTO search_renewals (record_kind, record_id, after_owner) VALUES ('vehicles', 0, 0)",
            "ALTER TABLE reminders ADD COLUMN version {bigint} NOT NULL DEFAULT 1",
        ]
    )
}
