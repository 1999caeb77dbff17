extension Migration {
    /// Who turns to the business, what they drive, and the papers about them.
    static let clients = Migration(
        13,
        "clients",
        records + ClientSearchSchema.statements
    )

    private static let records = [
        """
        CREATE TABLE clients (
            id {identity},
            version {bigint} NOT NULL DEFAULT 1,
            is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
            kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation')),
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
            client_type TEXT NOT NULL CHECK (client_type IN ('private', 'corporate', 'partner', 'employee')),
            note TEXT CHECK (length(note) <= 4000),
            merged_into {bigint} REFERENCES clients (id),
            last_contact_at {bigint}
        ) {strict}
        """,
        """
        CREATE TABLE client_phones (
            client_id {bigint} NOT NULL REFERENCES clients (id),
            ordinal {bigint} NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('contact', 'mobile', 'home', 'work', 'fax')),
            number TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 64),
            number_key TEXT CHECK (length(number_key) <= 64),
            person TEXT CHECK (length(person) <= 200),
            PRIMARY KEY (client_id, ordinal)
        ) {clustered}
        """,
        "CREATE INDEX client_phones_key ON client_phones (number_key, client_id) WHERE number_key IS NOT NULL",
        """
        CREATE TABLE client_emails (
            client_id {bigint} NOT NULL REFERENCES clients (id),
            ordinal {bigint} NOT NULL,
            email TEXT NOT NULL CHECK (length(email) BETWEEN 1 AND 320),
            PRIMARY KEY (client_id, ordinal)
        ) {clustered}
        """,
        """
        CREATE TABLE client_addresses (
            client_id {bigint} NOT NULL REFERENCES clients (id),
            ordinal {bigint} NOT NULL,
            address TEXT NOT NULL CHECK (length(address) BETWEEN 1 AND 400),
            PRIMARY KEY (client_id, ordinal)
        ) {clustered}
        """,
        """
        CREATE TABLE vehicles (
            id {identity},
            version {bigint} NOT NULL DEFAULT 1,
            is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
            owner_id {bigint} REFERENCES clients (id),
            plate_number TEXT CHECK (length(plate_number) <= 32),
            vin TEXT CHECK (length(vin) <= 32),
            make_id {bigint} REFERENCES vehicle_makes (id),
            model_id {bigint} REFERENCES vehicle_models (id),
            year {bigint} CHECK (year BETWEEN 1885 AND 2200)
        ) {strict}
        """,
        "CREATE INDEX vehicles_owner ON vehicles (owner_id)",
        """
        CREATE TABLE documents (
            id {identity},
            version {bigint} NOT NULL DEFAULT 1,
            is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
            kind TEXT NOT NULL CHECK (kind IN ('appointment', 'repair_request', 'work_order', 'test_drive', 'invoice')),
            number TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 64),
            at {bigint} NOT NULL,
            client_id {bigint} REFERENCES clients (id),
            vehicle_id {bigint} REFERENCES vehicles (id),
            contact_id {bigint},
            responsible_id {bigint} REFERENCES employees (id),
            workshop_id {bigint} REFERENCES workshops (id),
            is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
            amount {bigint},
            starts_at {bigint},
            ends_at {bigint},
            works TEXT CHECK (length(works) <= 4000)
        ) {strict}
        """,
        "CREATE UNIQUE INDEX documents_number ON documents (kind, number)",
        "CREATE INDEX documents_client ON documents (client_id, at) WHERE client_id IS NOT NULL",
        "CREATE INDEX documents_vehicle ON documents (vehicle_id) WHERE vehicle_id IS NOT NULL",
        "CREATE INDEX documents_contact ON documents (contact_id) WHERE contact_id IS NOT NULL",
        "CREATE INDEX documents_workshop ON documents (workshop_id, starts_at) WHERE starts_at IS NOT NULL",
        """
        CREATE TABLE client_mergers (
            id {identity},
            part_id {bigint} NOT NULL REFERENCES clients (id),
            whole_id {bigint} NOT NULL REFERENCES clients (id),
            at {bigint} NOT NULL,
            user_id {bigint} REFERENCES users (id),
            undone_at {bigint},
            CHECK (part_id <> whole_id)
        ) {strict}
        """,
        // A client is part of one other at a time.
        "CREATE UNIQUE INDEX client_mergers_part ON client_mergers (part_id) WHERE undone_at IS NULL",
        "CREATE INDEX client_mergers_whole ON client_mergers (whole_id) WHERE undone_at IS NULL",
        // What went over by a merger: records by their numbers, telephones as they were written.
        """
        CREATE TABLE client_merger_moves (
            merger_id {bigint} NOT NULL REFERENCES client_mergers (id),
            record_kind TEXT NOT NULL CHECK (length(record_kind) <= 32),
            record_id {bigint} NOT NULL,
            PRIMARY KEY (merger_id, record_kind, record_id)
        ) {clustered}
        """,
        """
        CREATE TABLE client_merger_phones (
            merger_id {bigint} NOT NULL REFERENCES client_mergers (id),
            ordinal {bigint} NOT NULL,
            number TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 64),
            PRIMARY KEY (merger_id, ordinal)
        ) {clustered}
        """,
    ]
}
