import Storage

/// A business of 40 people in 3 departments with a year of ended calls, evenly spread over the last 366 days, for lists.
///
/// 7 of 10 calls are inbound, to 7 numbers and 5 queues; each rings at two phones, every fifth is missed, every ninth of the
/// others is transferred. Every hundredth caller is 9535237271. Each person sits at the same phone 12 hours a day.
package struct LargeBusiness: Sendable {
    package static let people = 40
    package static let days: Int64 = 366
    /// In the names of departments `Отдел 0` to `Отдел 2`.
    package static let departments = 3

    /// The first midnight (UTC) of the year, in seconds since 1970.
    package let start: Int64
    package let calls: Int

    /// - Parameter end: the midnight after the last day.
    package init(calls: Int, end: Int64) {
        self.calls = calls
        start = end - Self.days * 86_400
    }

    /// The phone of a person, counted from 0.
    package static func phone(of person: Int) -> String { "\(1_100 + person)" }

    /// Fills an empty journal, faster than by writing the calls. People get ids from whatever is free on.
    package func fill(_ store: DataStore) async throws {
        try await store.database.write { transaction in
            for statement in [users, roles, seatings, journal, legs(0), legs(1), transfers, transferLegs] {
                try transaction.execute(statement)
            }
        }
        let step = 50_000
        for first in stride(from: 0, to: calls, by: step) {
            try await store.database.write {
                try ListedCalls.write(after: Int64(first), through: Int64(first + step), in: $0)
            }
        }
        try await store.database.write { transaction in
            // As for a database that had calls before it had the register.
            try transaction.execute("UPDATE missed_reading SET pass = 1, last_call = 0")
        }
        try await store.migrate()
        try await store.database.write { transaction in
            for table in ["calls", "call_legs", "listed_calls", "missed_calls", "missed_phones", "seatings"] {
                try transaction.execute("ANALYZE \(table)")
            }
        }
    }

    private func numbers(_ count: Int) -> String {
        "RECURSIVE numbers (n) AS (SELECT CAST(0 AS {bigint}) UNION ALL SELECT n + 1 FROM numbers WHERE n < \(count) - 1)"
    }

    private var users: String {
        """
        INSERT INTO users (name, display_name, department, phone, password_hash, created_at)
        WITH \(numbers(Self.people))
        SELECT 'person' || CAST(n AS TEXT), 'Сотрудник ' || CAST(n AS TEXT), 'Отдел ' || CAST(n % 3 AS TEXT),
            CAST(1100 + n AS TEXT), '', 0
        FROM numbers
        """
    }

    private var roles: String {
        """
        INSERT INTO user_roles (user_id, role)
        SELECT id, CASE WHEN name = 'person1' THEN 'advanced_operator' ELSE 'operator' END
        FROM users WHERE name LIKE 'person%'
        """
    }

    private var seatings: String {
        """
        INSERT INTO seatings (phone, user_id, since, until)
        WITH \(numbers(Int(Self.days)))
        SELECT phone, id, (\(start) + n * 86400 + 21600) * 1000, (\(start) + n * 86400 + 64800) * 1000
        FROM numbers CROSS JOIN users WHERE name LIKE 'person%'
        """
    }

    private var journal: String {
        let step = Self.days * 86_400_000 / Int64(calls)
        return """
            INSERT INTO calls (
                pbx, linkedid, start_second, direction, caller_number, caller_name, caller_phone, dialled, queue,
                started_at, queued_at, rang_at, answered_at, ended_at, answered_by_kind, answered_by, result, cause,
                has_cdr, caller_key, dialled_key
            )
            WITH \(numbers(calls)),
                facts (n, started, direction, stranger, phone, is_answered) AS (
                    SELECT n, CAST(\(start) AS {bigint}) * 1000 + n * \(step),
                        CASE WHEN n % 10 < 7 THEN 'inbound' WHEN n % 10 < 9 THEN 'outbound' ELSE 'internal' END,
                        CASE WHEN n % 100 = 0 THEN '9535237271'
                            ELSE CAST(9000000000 + (n * 7919) % 999999999 AS TEXT) END,
                        CAST(1100 + (n * 31) % 40 AS TEXT), CASE WHEN n % 5 = 0 THEN 0 ELSE 1 END
                    FROM numbers
                )
            SELECT 'office', CAST(n AS TEXT) || '.1', started / 1000, direction,
                CASE WHEN direction = 'inbound' THEN stranger ELSE phone END,
                CASE WHEN n % 3 = 0 THEN 'Анна' END,
                CASE WHEN direction <> 'inbound' THEN phone END,
                CASE WHEN direction = 'inbound' THEN '646717' || CAST(n % 7 AS TEXT)
                    WHEN direction = 'outbound' THEN stranger ELSE CAST(1100 + (n * 17) % 40 AS TEXT) END,
                CASE WHEN direction = 'inbound' THEN 'queue' || CAST(n % 5 AS TEXT) END,
                started, started + 4000, started + 4250,
                CASE WHEN is_answered = 1 THEN started + 9000 END, started + 50000,
                CASE WHEN is_answered = 1 THEN 'phone' END, CASE WHEN is_answered = 1 THEN phone END,
                CASE WHEN is_answered = 1 THEN 'answered' WHEN direction = 'inbound' THEN 'missed' ELSE 'unanswered' END,
                CASE WHEN is_answered = 0 THEN CASE WHEN n % 2 = 0 THEN 'in_queue' ELSE 'ringing' END END,
                1,
                CASE WHEN direction = 'inbound' THEN '+7' || stranger ELSE phone END,
                CASE WHEN direction = 'inbound' THEN '646717' || CAST(n % 7 AS TEXT)
                    WHEN direction = 'outbound' THEN '+7' || stranger ELSE CAST(1100 + (n * 17) % 40 AS TEXT) END
            FROM facts
            """
    }

    /// The first phone answers.
    private func legs(_ ordinal: Int) -> String {
        """
        INSERT INTO call_legs (
            call_id, ordinal, party_kind, party, queue, state, state_since, called_at, rang_at, answered_at, left_at,
            talk_ms, hold_ms, consult_ms, result, is_exact
        )
        SELECT id, \(ordinal), 'phone', CAST(1100 + (id * 31 + \(ordinal) * 7) % 40 AS TEXT), queue, 'released', ended_at,
            queued_at, rang_at, CASE WHEN \(ordinal) = 0 THEN answered_at END, ended_at, 41000, 0, 0,
            CASE WHEN \(ordinal) = 0 AND result = 'answered' THEN 'answered' ELSE 'cancelled' END, 1
        FROM calls WHERE direction = 'inbound'
        """
    }

    private var transfers: String {
        """
        INSERT INTO call_transfers (call_id, ordinal, kind, from_kind, from_party, to_kind, to_party, asked_at, completed_at, is_returned)
        SELECT id, 0, 'blind', answered_by_kind, answered_by, 'phone', CAST(1100 + id % 40 AS TEXT), started_at + 20000,
            started_at + 25000, 0
        FROM calls WHERE result = 'answered' AND id % 9 = 0
        """
    }

    private var transferLegs: String {
        """
        INSERT INTO call_legs (
            call_id, ordinal, party_kind, party, state, state_since, called_at, rang_at, answered_at, left_at, talk_ms,
            hold_ms, consult_ms, result, is_exact
        )
        SELECT call_id, 2, 'phone', to_party, 'released', completed_at, asked_at, asked_at, completed_at,
            completed_at + 20000, 20000, 0, 0, 'answered', 1
        FROM call_transfers
        """
    }
}
