extension Migration {
    /// Reports under a name, when and to whom they are sent, and each sending (decision D9).
    static let savedReports = Migration(
        46,
        "saved reports",
        [
            // `due_at` is when it is sent next, and nothing where it is not sent by itself. One address a line.
            """
            CREATE TABLE saved_reports (
                id {identity},
                version {bigint} NOT NULL DEFAULT 1,
                is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
                user_id {bigint} NOT NULL REFERENCES users (id),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
                report TEXT NOT NULL CHECK (length(report) BETWEEN 1 AND 60),
                query TEXT NOT NULL CHECK (length(query) <= 2000),
                language TEXT NOT NULL CHECK (length(language) BETWEEN 1 AND 8),
                is_shared INTEGER NOT NULL CHECK (is_shared IN (0, 1)),
                rhythm TEXT CHECK (rhythm IN ('daily', 'weekly', 'monthly')),
                rhythm_day {bigint} CHECK (rhythm_day BETWEEN 1 AND 31),
                minute {bigint} CHECK (minute BETWEEN 0 AND 1439),
                recipients TEXT NOT NULL CHECK (length(recipients) <= 6000),
                due_at {bigint},
                CHECK ((rhythm IS NULL) = (minute IS NULL)),
                CHECK (rhythm IS NOT NULL OR due_at IS NULL)
            ) {strict}
            """,
            "CREATE UNIQUE INDEX saved_reports_name ON saved_reports (user_id, name) WHERE is_hidden = 0",
            "CREATE INDEX saved_reports_shared ON saved_reports (is_shared) WHERE is_shared = 1",
            "CREATE INDEX saved_reports_due ON saved_reports (due_at) WHERE due_at IS NOT NULL",
            // `next_at` is when it is tried next, and nothing once it was sent or given up.
            """
            CREATE TABLE report_runs (
                id {identity},
                report_id {bigint} NOT NULL REFERENCES saved_reports (id),
                due_at {bigint} NOT NULL,
                is_by_hand INTEGER NOT NULL CHECK (is_by_hand IN (0, 1)),
                began_at {bigint} NOT NULL,
                next_at {bigint},
                attempts {bigint} NOT NULL DEFAULT 0,
                claim TEXT,
                claimed_until {bigint} NOT NULL DEFAULT 0,
                finished_at {bigint},
                problem TEXT,
                answer TEXT CHECK (length(answer) <= 1000),
                UNIQUE (report_id, due_at)
            ) {strict}
            """,
            "CREATE INDEX report_runs_due ON report_runs (next_at) WHERE next_at IS NOT NULL",
            "CREATE INDEX report_runs_finished ON report_runs (finished_at) WHERE finished_at IS NOT NULL",
        ]
    )
}
