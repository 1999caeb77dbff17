extension Migration {
    /// The reception: who waits, what people are told of contacts, why people went away unserved, and who has taken a contact.
    static let reception = Migration(
        32,
        "reception",
        [
            """
            CREATE TABLE lost_reasons (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                place {bigint} NOT NULL DEFAULT 0
            ) {strict}
            """,
            """
            INSERT INTO lost_reasons (name, place)
            VALUES ('Не дождался', 1), ('Ушёл к конкуренту', 2), ('Ошибся адресом', 3), ('Другое', 4)
            """,
            // SQLite has no other way to a new condition on a column; it is dropped with the column.
            """
            {sqlite}ALTER TABLE contacts ADD COLUMN outcome_with_lost TEXT
                CHECK (outcome_with_lost IN ('transferred', 'reminder', 'informed', 'dropped', 'lost', 'assigned'))
            """,
            "{sqlite}UPDATE contacts SET outcome_with_lost = outcome WHERE outcome IS NOT NULL",
            "{sqlite}ALTER TABLE contacts DROP COLUMN outcome",
            "{sqlite}ALTER TABLE contacts RENAME COLUMN outcome_with_lost TO outcome",
            "{postgresql}ALTER TABLE contacts DROP CONSTRAINT contacts_outcome_check",
            """
            {postgresql}ALTER TABLE contacts ADD CONSTRAINT contacts_outcome_check
                CHECK (outcome IN ('transferred', 'reminder', 'informed', 'dropped', 'lost', 'assigned'))
            """,
            // Who goes on with it since when; of several who want to, one.
            "ALTER TABLE contacts ADD COLUMN taken_by {bigint} REFERENCES users (id)",
            "ALTER TABLE contacts ADD COLUMN taken_at {bigint}",
            """
            CREATE TABLE waiting_contacts (
                id {identity},
                contact_id {bigint} NOT NULL REFERENCES contacts (id),
                priority {bigint} NOT NULL DEFAULT 0,
                since {bigint} NOT NULL,
                put_by {bigint} REFERENCES users (id),
                reminded_at {bigint} NOT NULL,
                reminders {bigint} NOT NULL DEFAULT 0,
                ended_as TEXT CHECK (ended_as IN ('taken', 'assigned', 'lost', 'withdrawn')),
                ended_at {bigint},
                ended_by {bigint} REFERENCES users (id),
                lost_reason_id {bigint} REFERENCES lost_reasons (id),
                CHECK ((ended_as IS NULL) = (ended_at IS NULL)),
                CHECK (COALESCE(ended_as = 'lost', FALSE) = (lost_reason_id IS NOT NULL))
            ) {strict}
            """,
            "CREATE UNIQUE INDEX waiting_contacts_now ON waiting_contacts (contact_id) WHERE ended_as IS NULL",
            "CREATE INDEX waiting_contacts_due ON waiting_contacts (reminded_at) WHERE ended_as IS NULL",
            "CREATE INDEX waiting_contacts_contact ON waiting_contacts (contact_id)",
            "CREATE INDEX waiting_contacts_ended ON waiting_contacts (ended_at) WHERE ended_as IS NOT NULL",
            """
            CREATE TABLE notifications (
                id {identity},
                user_id {bigint} NOT NULL REFERENCES users (id),
                contact_id {bigint} NOT NULL REFERENCES contacts (id),
                kind TEXT NOT NULL
                    CHECK (kind IN ('assigned', 'to_take', 'no_employees', 'waiting', 'reminder_due', 'overdue')),
                reminder_id {bigint} REFERENCES reminders (id),
                at {bigint} NOT NULL,
                read_at {bigint},
                withdrawn_at {bigint}
            ) {strict}
            """,
            """
            CREATE INDEX notifications_unread ON notifications (user_id, id)
            WHERE read_at IS NULL AND withdrawn_at IS NULL
            """,
            "CREATE INDEX notifications_contact ON notifications (contact_id, user_id)",
            "CREATE INDEX notifications_reminder ON notifications (reminder_id) WHERE reminder_id IS NOT NULL",
            "ALTER TABLE reminders ADD COLUMN told_at {bigint}",
            "ALTER TABLE reminders ADD COLUMN escalated_at {bigint}",
            // What was overdue before anybody was told of it is told to who is to do it, and to nobody else.
            "UPDATE reminders SET escalated_at = due_at",
            "CREATE INDEX reminders_to_tell ON reminders (due_at) WHERE done_at IS NULL AND told_at IS NULL",
            "CREATE INDEX reminders_to_escalate ON reminders (due_at) WHERE done_at IS NULL AND escalated_at IS NULL",
            """
            INSERT INTO role_permissions (role, permission, scope)
            SELECT name, 'reception', 'all' FROM roles
            WHERE name IN ('operator', 'advanced_operator', 'receptionist', 'supervisor', 'administrator')
            """,
        ]
    )
}
