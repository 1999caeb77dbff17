/// What clients are searched by: part of migration 13.
enum ClientSearchSchema {
    static let statements = [
        // One row for each client that may be found. `place` orders them by their last contact, see `SearchPlace`.
        """
        CREATE TABLE client_search (
            client_id {bigint} NOT NULL PRIMARY KEY REFERENCES clients (id),
            place {bigint} NOT NULL,
            text TEXT NOT NULL
        ) {strict}
        """,
        "{sqlite}CREATE UNIQUE INDEX client_search_place ON client_search (place)",
        // Rows of the index are in the order of `place`, so the last contacted are found first and the rest is not read.
        """
        {sqlite}CREATE VIRTUAL TABLE client_search_index
        USING fts5(text, tokenize = 'trigram case_sensitive 1', content = '', columnsize = 0)
        """,
        """
        {sqlite}CREATE TRIGGER client_search_added AFTER INSERT ON client_search BEGIN
            INSERT INTO client_search_index (rowid, text) VALUES (new.place, new.text);
        END
        """,
        """
        {sqlite}CREATE TRIGGER client_search_removed AFTER DELETE ON client_search BEGIN
            INSERT INTO client_search_index (client_search_index, rowid, text) VALUES ('delete', old.place, old.text);
        END
        """,
        """
        {sqlite}CREATE TRIGGER client_search_changed AFTER UPDATE ON client_search
        WHEN old.place <> new.place OR old.text <> new.text BEGIN
            INSERT INTO client_search_index (client_search_index, rowid, text) VALUES ('delete', old.place, old.text);
            INSERT INTO client_search_index (rowid, text) VALUES (new.place, new.text);
        END
        """,
        "{postgresql}CREATE INDEX client_search_place ON client_search (place, client_id)",
        // Several programs, or schemas of one database, may come here together; the extension belongs to all of them.
        """
        {postgresql}DO $$
        DECLARE
            home TEXT;
        BEGIN
            IF NOT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm') THEN
                PERFORM pg_advisory_xact_lock(1886546290);
                IF EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = 'public') THEN
                    CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public;
                ELSE
                    CREATE EXTENSION IF NOT EXISTS pg_trgm;
                END IF;
            END IF;
            SELECT nspname INTO home FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace
            WHERE extname = 'pg_trgm';
            EXECUTE format(
                'CREATE INDEX client_search_trigrams ON client_search USING gin (text %I.gin_trgm_ops) '
                'WITH (fastupdate = off)',
                home
            );
        END
        $$
        """,
        // How often a piece of a word occurs decides by which way it is looked for.
        "{postgresql}ALTER TABLE client_search ALTER COLUMN text SET STATISTICS 1000",
    ]
}
