extension Migration {
    /// Cases with their entries, what is to be done about those by configurable actions, whom that is told, and the secret addresses of
    /// people's calendars (requirements S3.11, S3.12, S3.14, S3.32, S3.33).
    static let cases = Migration(
        57,
        "cases",
        [
            """
            CREATE TABLE task_actions (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                doer TEXT NOT NULL CHECK (doer IN ('responsible', 'employee', 'department')),
                employee_id {bigint} REFERENCES employees (id),
                department_id {bigint} REFERENCES departments (id),
                term {bigint} NOT NULL CHECK (term BETWEEN 0 AND 99999),
                term_unit TEXT NOT NULL CHECK (term_unit IN ('minutes', 'days')),
                next_id {bigint} REFERENCES task_actions (id),
                place {bigint} NOT NULL DEFAULT 0
            ) {strict}
            """,
            """
            CREATE TABLE entry_categories (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                place {bigint} NOT NULL DEFAULT 0
            ) {strict}
            """,
            // Folded texts, see `SoughtText`, stand beside what they were made of.
            """
            CREATE TABLE cases (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                number TEXT NOT NULL UNIQUE CHECK (length(number) BETWEEN 1 AND 20),
                title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
                client_id {bigint} REFERENCES clients (id),
                company TEXT CHECK (length(company) <= 200),
                policy_code TEXT CHECK (length(policy_code) <= 64),
                state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
                opened_at {bigint} NOT NULL,
                opened_by {bigint} REFERENCES users (id),
                sought TEXT NOT NULL DEFAULT ''
            ) {strict}
            """,
            "CREATE INDEX cases_client ON cases (client_id) WHERE client_id IS NOT NULL",
            """
            CREATE TABLE case_entries (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                case_id {bigint} NOT NULL REFERENCES cases (id),
                contact_id {bigint} REFERENCES contacts (id),
                text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
                topic_id {bigint} REFERENCES topics (id),
                category_id {bigint} REFERENCES entry_categories (id),
                at {bigint} NOT NULL,
                author_id {bigint} REFERENCES users (id),
                sought TEXT NOT NULL DEFAULT ''
            ) {strict}
            """,
            "CREATE INDEX case_entries_case ON case_entries (case_id, at)",
            "CREATE INDEX case_entries_contact ON case_entries (contact_id) WHERE contact_id IS NOT NULL",
            """
            CREATE TABLE case_tasks (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                entry_id {bigint} NOT NULL REFERENCES case_entries (id),
                action_id {bigint} NOT NULL REFERENCES task_actions (id),
                employee_id {bigint} REFERENCES employees (id),
                department_id {bigint} REFERENCES departments (id),
                due_at {bigint},
                made_at {bigint} NOT NULL,
                made_by {bigint} REFERENCES users (id),
                done_at {bigint},
                done_by {bigint} REFERENCES users (id),
                previous_id {bigint} REFERENCES case_tasks (id)
            ) {strict}
            """,
            "CREATE INDEX case_tasks_entry ON case_tasks (entry_id)",
            "CREATE INDEX case_tasks_open ON case_tasks (due_at, employee_id, department_id) WHERE done_at IS NULL",
            "CREATE INDEX case_tasks_done ON case_tasks (done_at) WHERE done_at IS NOT NULL",
            "CREATE INDEX case_tasks_previous ON case_tasks (previous_id) WHERE previous_id IS NOT NULL",
            """
            CREATE TABLE task_feeds (
                user_id {bigint} NOT NULL PRIMARY KEY REFERENCES users (id),
                digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
                made_at {bigint} NOT NULL
            ) {strict}
            """,
        ] + ofNotifications + shipped
    )

    /// Of tasks and bulletins there are notifications, too, which are of no contact.
    private static let ofNotifications = [
        // SQLite has no other way to take a condition off a column.
        """
        {sqlite}CREATE TABLE notifications_of_all (
            id {identity},
            user_id {bigint} NOT NULL REFERENCES users (id),
            contact_id {bigint} REFERENCES contacts (id),
            kind TEXT NOT NULL CHECK (kind IN (
                'assigned', 'to_take', 'no_employees', 'waiting', 'reminder_due', 'overdue', 'task', 'bulletin'
            )),
            reminder_id {bigint} REFERENCES reminders (id),
            at {bigint} NOT NULL,
            read_at {bigint},
            withdrawn_at {bigint}
        ) {strict}
        """,
        """
        {sqlite}INSERT INTO notifications_of_all (id, user_id, contact_id, kind, reminder_id, at, read_at, withdrawn_at)
        SELECT id, user_id, contact_id, kind, reminder_id, at, read_at, withdrawn_at FROM notifications
        """,
        "{sqlite}DROP TABLE notifications",
        "{sqlite}ALTER TABLE notifications_of_all RENAME TO notifications",
        """
        {sqlite}CREATE INDEX notifications_unread ON notifications (user_id, id)
        WHERE read_at IS NULL AND withdrawn_at IS NULL
        """,
        "{sqlite}CREATE INDEX notifications_contact ON notifications (contact_id, user_id)",
        "{sqlite}CREATE INDEX notifications_reminder ON notifications (reminder_id) WHERE reminder_id IS NOT NULL",
        "{postgresql}ALTER TABLE notifications ALTER COLUMN contact_id DROP NOT NULL",
        "{postgresql}ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check",
        """
        {postgresql}ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN (
            'assigned', 'to_take', 'no_employees', 'waiting', 'reminder_due', 'overdue', 'task', 'bulletin'
        ))
        """,
        "ALTER TABLE notifications ADD COLUMN task_id {bigint} REFERENCES case_tasks (id)",
        "CREATE INDEX notifications_task ON notifications (task_id) WHERE task_id IS NOT NULL",
    ]

    private static let shipped = [
        """
        INSERT INTO task_actions (name, doer, term, term_unit, place)
        VALUES ('Сделать', 'responsible', 1, 'days', 1), ('Позвонить', 'responsible', 60, 'minutes', 2),
            ('Проверить выполнение', 'responsible', 1, 'days', 3)
        """,
        """
        INSERT INTO entry_categories (name, place)
        VALUES ('Обращение', 1), ('Жалоба', 2), ('Поликлиника', 3), ('Госпитализация', 4)
        """,
    ]
}
