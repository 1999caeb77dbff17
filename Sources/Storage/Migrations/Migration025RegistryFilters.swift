extension Migration {
    /// Filters of the registry under a name, how channels look, and what likely doubles of clients are found by.
    static let registryFilters = Migration(
        25,
        "registry filters",
        [
            """
            CREATE TABLE registry_filters (
                user_id {bigint} NOT NULL REFERENCES users (id),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
                query TEXT NOT NULL CHECK (length(query) BETWEEN 1 AND 2000),
                PRIMARY KEY (user_id, name)
            ) {clustered}
            """,
            "ALTER TABLE contact_channels ADD COLUMN icon TEXT NOT NULL DEFAULT 'list' CHECK (length(icon) <= 32)",
            "ALTER TABLE contact_channels ADD COLUMN colour TEXT NOT NULL DEFAULT 'grey' CHECK (length(colour) <= 32)",
            """
            UPDATE contact_channels
            SET icon = CASE code WHEN 'phone' THEN 'phone' WHEN 'mobile' THEN 'mobile' WHEN 'visit' THEN 'person'
                    WHEN 'web' THEN 'globe' WHEN 'email' THEN 'mail' WHEN 'messenger' THEN 'chat'
                    WHEN 'invitation' THEN 'bell' WHEN 'off_site' THEN 'road' ELSE 'list' END,
                colour = CASE code WHEN 'phone' THEN 'blue' WHEN 'mobile' THEN 'blue' WHEN 'visit' THEN 'green'
                    WHEN 'web' THEN 'violet' WHEN 'email' THEN 'violet' WHEN 'messenger' THEN 'violet'
                    WHEN 'invitation' THEN 'orange' WHEN 'off_site' THEN 'orange' ELSE 'grey' END
            """,
            "CREATE INDEX client_emails_email ON client_emails (lower(email), client_id)",
            "CREATE INDEX vehicles_plate ON vehicles ((\(code(of: "plate_number"))), owner_id) WHERE plate_number IS NOT NULL",
            "CREATE INDEX vehicles_vin ON vehicles ((\(code(of: "vin"))), owner_id) WHERE vin IS NOT NULL",
        ]
    )

    /// A plate or a VIN without what people write differently: as `Folding.code` for what plates are made of. SQLite knows no
    /// capitals of Cyrillic letters and takes no longer chain of replacements: there small ones are left as they are.
    static func code(of column: String) -> String {
        let letters = zip("АВЕКМНОРСТУХІ", "ABEKMHOPCTYXI")
        return letters.reduce("upper(replace(replace(\(column), ' ', ''), '-', ''))") { code, letters in
            "replace(\(code), '\(letters.0)', '\(letters.1)')"
        }
    }
}
