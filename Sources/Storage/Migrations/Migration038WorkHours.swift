extension Migration {
    /// When branches are open, holidays, what is otherwise for one person on some days, and calls that came while nobody worked.
    static let workHours = Migration(
        38,
        "work hours",
        [
            "ALTER TABLE branches ADD COLUMN work_schedule TEXT CHECK (length(work_schedule) <= 400)",
            """
            CREATE TABLE holidays (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                first_day TEXT NOT NULL CHECK (length(first_day) = 10),
                last_day TEXT CHECK (length(last_day) = 10),
                hours TEXT CHECK (length(hours) BETWEEN 1 AND 100),
                branch_id {bigint} REFERENCES branches (id),
                CHECK (last_day >= first_day)
            ) {strict}
            """,
            """
            CREATE TABLE schedule_exceptions (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                employee_id {bigint} NOT NULL REFERENCES employees (id),
                kind TEXT NOT NULL CHECK (kind IN ('vacation', 'day_off', 'sick', 'other_hours')),
                first_day TEXT NOT NULL CHECK (length(first_day) = 10),
                last_day TEXT CHECK (length(last_day) = 10),
                hours TEXT CHECK (length(hours) BETWEEN 1 AND 100),
                note TEXT CHECK (length(note) <= 400),
                CHECK (last_day >= first_day),
                CHECK ((kind = 'other_hours') = (hours IS NOT NULL))
            ) {strict}
            """,
            "CREATE INDEX schedule_exceptions_employee ON schedule_exceptions (employee_id, first_day)",
            """
            ALTER TABLE missed_calls ADD COLUMN is_outside_hours INTEGER NOT NULL DEFAULT 0
                CHECK (is_outside_hours IN (0, 1))
            """,
        ]
    )
}
