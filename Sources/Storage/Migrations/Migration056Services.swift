extension Migration {
    /// Services, who renders them at which price, what pays for them how far, and what was rendered (requirements S3.28 to S3.31).
    static let services = Migration(
        56,
        "services",
        serviceDirectories + serviceAccounts + [
            """
            INSERT INTO role_permissions (role, permission, scope)
            VALUES ('supervisor', 'policies', 'all'), ('administrator', 'policies', 'all')
            """
        ]
    )

    private static let serviceDirectories = [
        """
        CREATE TABLE services (
            id {identity},
            version {bigint} NOT NULL DEFAULT 1,
            is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
            note TEXT CHECK (length(note) <= 4000)
        ) {strict}
        """,
        "CREATE UNIQUE INDEX services_name ON services (name) WHERE is_hidden = 0",
        """
        CREATE TABLE providers (
            id {identity},
            version {bigint} NOT NULL DEFAULT 1,
            is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
            company TEXT CHECK (length(company) <= 200),
            status TEXT CHECK (length(status) <= 100),
            category TEXT CHECK (length(category) <= 100),
            region TEXT CHECK (length(region) <= 100),
            group_name TEXT CHECK (length(group_name) <= 100),
            specialisation TEXT CHECK (length(specialisation) <= 200),
            full_name TEXT CHECK (length(full_name) <= 400),
            city TEXT CHECK (length(city) <= 100),
            registry_code TEXT CHECK (length(registry_code) <= 20),
            okpo TEXT CHECK (length(okpo) <= 20),
            fax TEXT CHECK (length(fax) <= 64),
            email TEXT CHECK (length(email) <= 254),
            legal_address TEXT CHECK (length(legal_address) <= 1000),
            phones TEXT CHECK (length(phones) <= 4000)
        ) {strict}
        """,
        "CREATE UNIQUE INDEX providers_name ON providers (name) WHERE is_hidden = 0",
        """
        CREATE TABLE service_prices (
            id {identity},
            version {bigint} NOT NULL DEFAULT 1,
            is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
            provider_id {bigint} NOT NULL REFERENCES providers (id),
            service_id {bigint} NOT NULL REFERENCES services (id),
            price {bigint} NOT NULL CHECK (price >= 0)
        ) {strict}
        """,
        "CREATE UNIQUE INDEX service_prices_offer ON service_prices (provider_id, service_id) WHERE is_hidden = 0",
        "CREATE INDEX service_prices_service ON service_prices (service_id)",
    ]

    private static let serviceAccounts = [
        """
        CREATE TABLE policies (
            id {identity},
            version {bigint} NOT NULL DEFAULT 1,
            is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
            client_id {bigint} NOT NULL REFERENCES clients (id),
            company TEXT NOT NULL CHECK (length(company) BETWEEN 1 AND 200),
            number TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 64),
            first_day TEXT CHECK (length(first_day) = 10),
            last_day TEXT CHECK (length(last_day) = 10),
            note TEXT CHECK (length(note) <= 4000)
        ) {strict}
        """,
        "CREATE INDEX policies_client ON policies (client_id)",
        """
        CREATE TABLE policy_limits (
            id {identity},
            version {bigint} NOT NULL DEFAULT 1,
            is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
            policy_id {bigint} NOT NULL REFERENCES policies (id),
            service_id {bigint} REFERENCES services (id),
            amount {bigint} CHECK (amount >= 0),
            pieces {bigint} CHECK (pieces BETWEEN 0 AND 1000000),
            CHECK (amount IS NOT NULL OR pieces IS NOT NULL)
        ) {strict}
        """,
        // 0 for the one of all services together.
        """
        CREATE UNIQUE INDEX policy_limits_subject ON policy_limits (policy_id, COALESCE(service_id, 0))
        WHERE is_hidden = 0
        """,
        """
        CREATE TABLE rendered_services (
            id {identity},
            is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
            contact_id {bigint} NOT NULL REFERENCES contacts (id),
            service_id {bigint} NOT NULL REFERENCES services (id),
            provider_id {bigint} NOT NULL REFERENCES providers (id),
            policy_id {bigint} REFERENCES policies (id),
            pieces {bigint} NOT NULL CHECK (pieces BETWEEN 1 AND 9999),
            price {bigint} NOT NULL CHECK (price >= 0),
            at {bigint} NOT NULL,
            added_by {bigint} REFERENCES users (id),
            reason TEXT CHECK (length(reason) <= 400)
        ) {strict}
        """,
        "CREATE INDEX rendered_services_contact ON rendered_services (contact_id)",
        // What was spent of a policy is read in this index alone.
        """
        CREATE INDEX rendered_services_policy ON rendered_services (policy_id, is_hidden, service_id, pieces, price)
        WHERE policy_id IS NOT NULL
        """,
    ]
}
