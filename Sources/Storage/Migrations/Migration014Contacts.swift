extension Migration {
    /// Registered contacts and those that somebody began, what was said in them, and reminders to call back.
    static let contacts = Migration(
        14,
        "contacts",
        [
            """
            CREATE TABLE contacts (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                state TEXT NOT NULL CHECK (state IN ('unfinished', 'registered')),
                number TEXT UNIQUE CHECK (length(number) <= 32),
                at {bigint} NOT NULL,
                registered_at {bigint},
                channel_id {bigint} REFERENCES contact_channels (id),
                reason_id {bigint} REFERENCES reasons (id),
                pbx TEXT,
                linkedid TEXT,
                start_second {bigint},
                caller_number TEXT,
                caller_key TEXT CHECK (length(caller_key) <= 64),
                did TEXT,
                did_key TEXT CHECK (length(did_key) <= 64),
                phone TEXT CHECK (length(phone) <= 32),
                source_id {bigint} REFERENCES sources (id),
                branch_id {bigint} REFERENCES branches (id),
                registrar_id {bigint} REFERENCES users (id),
                responsible_id {bigint} REFERENCES employees (id),
                workshop_id {bigint} REFERENCES workshops (id),
                department_id {bigint} REFERENCES departments (id),
                client_id {bigint} REFERENCES clients (id),
                client_type TEXT CHECK (client_type IN ('private', 'corporate', 'partner', 'employee')),
                vehicle_id {bigint} REFERENCES vehicles (id),
                stated_make_id {bigint} REFERENCES vehicle_makes (id),
                stated_make TEXT CHECK (length(stated_make) <= 100),
                stated_model TEXT CHECK (length(stated_model) <= 100),
                stated_year {bigint},
                person_name TEXT CHECK (length(person_name) <= 200),
                contact_phone TEXT CHECK (length(contact_phone) <= 64),
                works TEXT CHECK (length(works) <= 4000),
                comment TEXT CHECK (length(comment) <= 4000),
                is_inquiry INTEGER NOT NULL DEFAULT 0 CHECK (is_inquiry IN (0, 1)),
                novelty TEXT CHECK (novelty IN ('first_time', 'repeat', 'neither')),
                is_novelty_set INTEGER NOT NULL DEFAULT 0 CHECK (is_novelty_set IN (0, 1)),
                is_status_inquiry INTEGER NOT NULL DEFAULT 0 CHECK (is_status_inquiry IN (0, 1)),
                base_contact_id {bigint} REFERENCES contacts (id),
                outcome TEXT CHECK (outcome IN ('transferred', 'reminder', 'informed', 'dropped')),
                has_appointment INTEGER NOT NULL DEFAULT 0 CHECK (has_appointment IN (0, 1)),
                has_arrival INTEGER NOT NULL DEFAULT 0 CHECK (has_arrival IN (0, 1)),
                CHECK (state = 'unfinished' OR (number IS NOT NULL AND registered_at IS NOT NULL)),
                CHECK ((pbx IS NULL) = (linkedid IS NULL) AND (pbx IS NULL) = (start_second IS NULL))
            ) {strict}
            """,
            // A call is one contact, however many people it goes through.
            """
            CREATE UNIQUE INDEX contacts_call ON contacts (pbx, linkedid, start_second)
            WHERE pbx IS NOT NULL AND is_hidden = 0
            """,
            // The registry is counted and narrowed in this index alone: everything it can be asked for, in its order.
            """
            CREATE INDEX contacts_listed ON contacts (
                at, id, is_hidden, state, is_inquiry, has_appointment, has_arrival, novelty, is_status_inquiry, reason_id,
                channel_id, source_id, branch_id, workshop_id, department_id, registrar_id, responsible_id, client_id,
                client_type, did_key, caller_key
            )
            """,
            "CREATE INDEX contacts_client ON contacts (client_id, at) WHERE client_id IS NOT NULL",
            "CREATE INDEX contacts_caller ON contacts (caller_key, at) WHERE caller_key IS NOT NULL",
            "CREATE INDEX contacts_unfinished ON contacts (registrar_id, at) WHERE state = 'unfinished' AND is_hidden = 0",
            """
            CREATE TABLE conversation_entries (
                contact_id {bigint} NOT NULL REFERENCES contacts (id),
                ordinal {bigint} NOT NULL,
                user_id {bigint} REFERENCES users (id),
                at {bigint} NOT NULL,
                text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
                PRIMARY KEY (contact_id, ordinal)
            ) {clustered}
            """,
            """
            CREATE TABLE reminders (
                id {identity},
                contact_id {bigint} NOT NULL REFERENCES contacts (id),
                employee_id {bigint} NOT NULL REFERENCES employees (id),
                text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
                phone TEXT CHECK (length(phone) <= 64),
                due_at {bigint} NOT NULL,
                made_by {bigint} REFERENCES users (id),
                made_at {bigint} NOT NULL,
                done_by {bigint} REFERENCES users (id),
                done_at {bigint}
            ) {strict}
            """,
            "CREATE INDEX reminders_contact ON reminders (contact_id)",
            "CREATE INDEX reminders_employee ON reminders (employee_id, due_at) WHERE done_at IS NULL",
            // One row a series; locked until the commit that takes the number, so that none is left out.
            """
            CREATE TABLE number_series (
                prefix TEXT NOT NULL PRIMARY KEY CHECK (length(prefix) <= 16),
                last {bigint} NOT NULL
            ) {clustered}
            """,
            // Which columns of the registry a person wants to see, in which order, separated by commas.
            """
            CREATE TABLE registry_columns (
                user_id {bigint} NOT NULL PRIMARY KEY REFERENCES users (id),
                columns TEXT NOT NULL CHECK (length(columns) <= 1000)
            ) {clustered}
            """,
        ]
    )
}
