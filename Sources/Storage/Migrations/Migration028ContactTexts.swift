extension Migration {
    /// What was written down about contacts, so that the registry finds them by any part of it (decision D9).
    static let contactTexts = Migration(
        28,
        "contact texts",
        [
            // Folded, see `SoughtText`; contacts without a word have no row.
            """
            CREATE TABLE contact_texts (
                contact_id {bigint} NOT NULL PRIMARY KEY REFERENCES contacts (id),
                place {bigint} NOT NULL,
                text TEXT NOT NULL
            ) {strict}
            """,
            // In the order of time, see `ContactTextPlace`; the rows of SQLite's index are numbered so.
            "{sqlite}CREATE UNIQUE INDEX contact_texts_place ON contact_texts (place)",
            "{postgresql}CREATE INDEX contact_texts_place ON contact_texts (place)",
            """
            {sqlite}CREATE VIRTUAL TABLE contact_text_index
            USING fts5(text, tokenize = 'trigram case_sensitive 1', content = '', columnsize = 0)
            """,
            """
            {sqlite}CREATE TRIGGER contact_text_added AFTER INSERT ON contact_texts BEGIN
                INSERT INTO contact_text_index (rowid, text) VALUES (new.place, new.text);
            END
            """,
            """
            {sqlite}CREATE TRIGGER contact_text_removed AFTER DELETE ON contact_texts BEGIN
                INSERT INTO contact_text_index (contact_text_index, rowid, text)
                VALUES ('delete', old.place, old.text);
            END
            """,
            """
            {sqlite}CREATE TRIGGER contact_text_changed AFTER UPDATE ON contact_texts WHEN old.text <> new.text BEGIN
                INSERT INTO contact_text_index (contact_text_index, rowid, text)
                VALUES ('delete', old.place, old.text);
                INSERT INTO contact_text_index (rowid, text) VALUES (new.place, new.text);
            END
            """,
            // The extension stands in whatever schema it was made in (migration 13).
            """
            {postgresql}DO $$
            DECLARE
                home TEXT;
            BEGIN
                SELECT nspname INTO home FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace
                WHERE extname = 'pg_trgm';
                EXECUTE format(
                    'CREATE INDEX contact_texts_trigrams ON contact_texts USING gin (text %I.gin_trgm_ops) '
                    'WITH (fastupdate = off)',
                    home
                );
            END
            $$
            """,
            // Contacts whose texts are still to be entered: those from before this migration.
            "CREATE TABLE contact_texts_due (contact_id {bigint} NOT NULL PRIMARY KEY) {clustered}",
            """
            INSERT INTO contact_texts_due (contact_id)
            SELECT id FROM contacts
            WHERE person_name IS NOT NULL OR stated_make IS NOT NULL OR works IS NOT NULL OR comment IS NOT NULL
                OR EXISTS (SELECT 1 FROM conversation_entries WHERE contact_id = contacts.id)
            """,
        ]
    )
}
