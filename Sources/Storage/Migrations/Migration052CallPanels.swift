extension Migration {
    /// What stands of the client on the card of a call before the answer (requirement S4.10). Off until an administrator turns them on:
    /// the card shows the client's documents without sums anyway.
    static let callPanels = Migration(
        52,
        "call panels",
        [
            """
            CREATE TABLE call_panels (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                kind TEXT NOT NULL CHECK (
                    kind IN ('open_documents', 'document_sums', 'document_history', 'erp_json', 'erp_html')
                ),
                is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
                address TEXT CHECK (length(address) BETWEEN 1 AND 1000),
                place {bigint} NOT NULL DEFAULT 0,
                CHECK (kind NOT IN ('erp_json', 'erp_html') OR address IS NOT NULL)
            ) {strict}
            """,
            """
            INSERT INTO call_panels (name, kind, is_on, place)
            VALUES ('Открытые документы', 'open_documents', 0, 1), ('Документы и суммы', 'document_sums', 0, 2),
                ('Последние документы', 'document_history', 0, 3)
            """,
        ]
    )
}
