import Storage

extension DataStore {
    /// Fills an empty journal with ended calls of the PBX `office`, one a minute since 2020, faster than by writing them.
    ///
    /// Every hundredth caller is 9535237271, every second call has a second Linkedid, each has one leg.
    package func fill(withCalls count: Int) async throws {
        try await database.write { transaction in
            for statement in [Self.calls(count), Self.legs, Self.linkedIDs] { try transaction.execute(statement) }
            try ListedCalls.write(after: 0, through: Int64(count), in: transaction)
            for table in ["calls", "call_linkedids", "listed_calls"] { try transaction.execute("ANALYZE \(table)") }
        }
    }

    private static func calls(_ count: Int) -> String {
        """
        INSERT INTO calls (
            pbx, linkedid, start_second, direction, caller_number, dialled, queue, started_at, queued_at, rang_at,
            answered_at, ended_at, answered_by_kind, answered_by, result, has_cdr, caller_key, dialled_key
        )
        WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < \(count) - 1),
            minutes (n, second, caller) AS (
                SELECT n, CAST(1577836800 AS {bigint}) + n * 60,
                    CASE WHEN n % 100 = 0 THEN '9535237271' ELSE CAST(9000000000 + n AS TEXT) END
                FROM numbers
            )
        SELECT 'office', CAST(second AS TEXT) || '.' || CAST(n AS TEXT), second, 'inbound', caller, '6467171', 'service',
            second * 1000, second * 1000 + 4000, second * 1000 + 4250, second * 1000 + 9000, second * 1000 + 50000,
            'phone', '0111', 'answered', 1, '+7' || caller, '6467171'
        FROM minutes
        """
    }

    private static let legs = """
        INSERT INTO call_legs (
            call_id, ordinal, party_kind, party, queue, state, state_since, called_at, rang_at, answered_at, left_at,
            talk_ms, hold_ms, consult_ms, result, is_exact
        )
        SELECT id, 0, 'phone', '0111', queue, 'released', ended_at, queued_at, rang_at, answered_at, ended_at,
            41000, 0, 0, 'answered', 1
        FROM calls
        """

    private static let linkedIDs = """
        INSERT INTO call_linkedids (call_id, ordinal, linkedid)
        SELECT id, 0, CAST(start_second + 5 AS TEXT) || '.7' FROM calls WHERE start_second % 120 = 0
        """
}
