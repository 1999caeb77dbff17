extension Migration {
    /// What a business knows of its clients besides, and what went over to another client with a merger (requirement S3.23).
    static let clientAttributes = Migration(
        60,
        "client attributes",
        [
            """
            CREATE TABLE client_attributes (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                kind TEXT NOT NULL CHECK (kind IN ('text', 'number', 'money', 'date', 'choice')),
                choices TEXT CHECK (length(choices) <= 4000),
                shown_on TEXT NOT NULL CHECK (shown_on IN ('card', 'panel')),
                place {bigint} NOT NULL DEFAULT 0
            ) {strict}
            """,
            "CREATE UNIQUE INDEX client_attributes_name ON client_attributes (name) WHERE is_hidden = 0",
            // `folded` is by what a part of a text is found.
            """
            CREATE TABLE client_attribute_values (
                client_id {bigint} NOT NULL REFERENCES clients (id),
                attribute_id {bigint} NOT NULL REFERENCES client_attributes (id),
                value TEXT NOT NULL CHECK (length(value) BETWEEN 1 AND 400),
                folded TEXT NOT NULL,
                PRIMARY KEY (client_id, attribute_id)
            ) {clustered}
            """,
            "CREATE INDEX client_attribute_values_found ON client_attribute_values (attribute_id, value)",
            """
            CREATE TABLE client_merger_attributes (
                merger_id {bigint} NOT NULL REFERENCES client_mergers (id),
                attribute_id {bigint} NOT NULL REFERENCES client_attributes (id),
                value TEXT NOT NULL,
                PRIMARY KEY (merger_id, attribute_id)
            ) {clustered}
            """,
        ]
    )
}
