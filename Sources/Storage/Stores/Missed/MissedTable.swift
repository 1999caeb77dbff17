import ContactCenter

/// The register of missed calls, kept true in the transaction that writes the calls.
///
/// What stands in it follows from the calls alone, whatever the order in which they are written: a missed call names the
/// earliest later call that reached its number. Marks that people made are left as they are.
enum MissedTable {
    /// - Parameters:
    ///   - written: calls as they stand now.
    ///   - withdrawn: the rows that calls had before they were deleted.
    static func follow(
        _ written: [WrittenCall],
        merges: [JournalBatch.Merge],
        withdrawn: [Int64],
        by rules: MissedRules,
        in transaction: any Transaction
    ) throws {
        let (missed, others) = written.divided { MissedRules.isMissed($0.call) }
        let mayBeInRegister = others.filter(\.wasListed).map { [SQLValue.integer($0.row)] }
        let reaching = written.filter { rules.reaches($0.call) }
        let mayHaveMissed = reaching.filter(\.hasNumberKey).map(values)
        let mergedCalls = merges.map { CallTable.values(of: $0.call) }

        try transaction.execute(takeOut, each: mayBeInRegister)
        try transaction.execute(takeOutMerged, each: mergedCalls)
        try enter(missed.map { ($0.row, $0.call) }, by: rules, in: transaction)
        try transaction.execute(note, each: mayHaveMissed)
        try transaction.execute(noteEarlier, each: mayHaveMissed)

        // What named a call that is another one now looks for a call to name from the beginning. Where the call still reaches
        // the same number from the same moment on it would find the same one: a caller's hundred calls stay untouched.
        let shortest = SQLValue.length(rules.shortestConversation)
        let changed = written.filter { $0.wasListed && !rules.reaches($0.call) }.map(\.row) + withdrawn
        let stillReaching = reaching.filter(\.wasListed).map(values)
        try transaction.execute(lookForOwn, each: missed.map { [.integer($0.row), shortest] })
        try transaction.execute(lookForNamed, each: changed.map { [.integer($0), shortest] })
        try transaction.execute(lookForMoved, each: stillReaching.map { [$0[0], $0[1], shortest] })
        try transaction.execute(noteAnswer, each: stillReaching.map { [$0[0], $0[2]] })
        try transaction.execute(lookForMerged, each: mergedCalls.map { [shortest] + $0 })
    }

    /// Puts calls into the register, or writes them anew.
    static func enter(
        _ missed: [(row: Int64, call: Call)],
        by rules: MissedRules,
        in transaction: any Transaction
    ) throws {
        guard !missed.isEmpty else { return }
        let calendar = try WorkCalendarReading.calendar(in: rules.timeZone, ofPeople: false, transaction)
        let mayClose = try !calendar.neverCloses || WorkCalendarReading.projectsClose(in: transaction)
        let values = try missed.map { row, call in
            let isOutside =
                try mayClose
                && !WorkCalendarReading.isOpen(forCall: row, by: calendar, at: call.startedAt, in: transaction)
            return [SQLValue.integer(row), .flag(rules.counts(call)), .flag(isOutside)]
        }
        try transaction.execute(put, each: values)
        let rows = missed.map { [SQLValue.integer($0.row)] }
        try transaction.execute(forgetPhones, each: rows)
        try transaction.execute(putPhones, each: rows)
    }

    /// The rows of calls that are about to be deleted, which leave the register.
    static func withdraw(_ calls: [CallID], in transaction: any Transaction) throws -> [Int64] {
        guard !calls.isEmpty else { return [] }
        let rows = try transaction.rows(id(from: 1), each: calls.map(CallTable.values)).compactMap { rows in
            guard var row = rows.first else { return Int64?.none }
            return try row.integer()
        }
        // Takes the rows first: who is marking one is waited for, and who comes later finds no missed call to mark.
        try transaction.execute(takeOut, each: rows.map { [.integer($0)] })
        for table in ["missed_change_calls", "missed_phones", "missed_calls"] {
            try transaction.execute("DELETE FROM \(table) WHERE call_id = $1", each: rows.map { [.integer($0)] })
        }
        return rows
    }

    // MARK: - Statements

    private static func id(from first: Int) -> String {
        """
        SELECT id FROM calls WHERE pbx = $\(first) AND linkedid = $\(first + 1) AND start_second = $\(first + 2)
        """
    }

    /// The phone is the one that was called last without a queue: for the person there the call was meant. Whether it came outside
    /// working hours stays as it was when the call was entered, whatever the hours are later.
    private static let put = """
        INSERT INTO missed_calls (
            call_id, started_at, ended_at, number_key, did_key, cause, phone, is_missed, is_counted, is_spam,
            is_outside_hours
        )
        SELECT id, started_at, ended_at, caller_key, dialled_key, cause,
            (
                SELECT party FROM call_legs
                WHERE call_id = calls.id AND party_kind = 'phone' AND role IS NULL AND queue IS NULL
                ORDER BY ordinal DESC LIMIT 1
            ),
            1, CAST($2 AS INTEGER),
            CASE
                WHEN EXISTS (
                    SELECT 1 FROM spam_numbers WHERE number_key = calls.caller_key AND restored_at IS NULL
                ) THEN 1
                ELSE 0
            END,
            CAST($3 AS INTEGER)
        FROM calls WHERE id = $1 AND merged_into IS NULL
        ON CONFLICT (call_id) DO UPDATE SET
            started_at = excluded.started_at, ended_at = excluded.ended_at, number_key = excluded.number_key,
            did_key = excluded.did_key, cause = excluded.cause, phone = excluded.phone, is_missed = 1,
            is_counted = excluded.is_counted, is_spam = excluded.is_spam
        """

    private static let forgetPhones = "DELETE FROM missed_phones WHERE call_id = $1"

    private static let putPhones = """
        INSERT INTO missed_phones (phone, called_at, call_id)
        SELECT DISTINCT call_legs.party, call_legs.called_at, call_legs.call_id
        FROM call_legs JOIN missed_calls ON missed_calls.call_id = call_legs.call_id
        WHERE call_legs.call_id = $1 AND call_legs.party_kind = 'phone' AND missed_calls.is_missed = 1
        """

    private static func takeOut(where condition: String) -> String {
        """
        UPDATE missed_calls SET is_missed = 0, reached_call_id = NULL, reached_started_at = NULL, reached_at = NULL
        WHERE is_missed = 1 AND call_id = \(condition)
        """
    }

    private static let takeOut = takeOut(where: "$1")
    private static let takeOutMerged = takeOut(where: "(\(id(from: 1)) AND merged_into IS NOT NULL)")

    /// `$1` the row of a call that reached somebody, `$2` when it began, `$3` when they began to speak.
    private static func values(_ written: WrittenCall) -> [SQLValue] {
        [.integer(written.row), .instant(written.call.startedAt), .instant(written.call.answeredAt)]
    }

    private static let reachedKey = """
        SELECT CASE direction WHEN 'inbound' THEN caller_key ELSE dialled_key END
        FROM calls WHERE id = $1 AND merged_into IS NULL
        """

    private static let setReach = """
        UPDATE missed_calls SET reached_call_id = $1, reached_started_at = $2, reached_at = $3
        WHERE number_key = (\(reachedKey)) AND started_at < $2 AND is_missed = 1
        """

    static let note = "\(setReach) AND reached_call_id IS NULL"
    static let noteEarlier = """
        \(setReach)
            AND reached_started_at >= $2 AND (reached_started_at > $2 OR reached_call_id > $1)
        """

    private static let noteAnswer = """
        UPDATE missed_calls SET reached_at = $2 WHERE reached_call_id = $1 AND reached_at <> $2
        """

    private static let lookForOwn = look(of: "call_id = $1")
    private static let lookForNamed = look(of: "reached_call_id = $1")
    private static let lookForMoved = look(
        of: """
            reached_call_id = $1
                AND (reached_started_at <> $2 OR COALESCE(number_key, '') <> COALESCE((\(reachedKey)), ''))
            """,
        shortest: 3
    )
    private static let lookForMerged = look(of: "reached_call_id = (\(id(from: 2)))", shortest: 1)

    /// Finds the call that reached the caller anew. `MissedRules.reaches` in the database's words.
    private static func look(of rows: String, shortest: Int = 2) -> String {
        """
        UPDATE missed_calls SET (reached_call_id, reached_started_at, reached_at) = (
            SELECT id, started_at, answered_at FROM (
                SELECT id, started_at, answered_at FROM (\(later("caller_key", .inbound, shortest))) AS by_caller
                UNION ALL
                SELECT id, started_at, answered_at FROM (\(later("dialled_key", .outbound, shortest))) AS by_dialled
            ) AS later
            ORDER BY started_at, id LIMIT 1
        )
        WHERE is_missed = 1 AND \(rows)
        """
    }

    private static func later(_ key: String, _ direction: CallDirection, _ shortest: Int) -> String {
        """
        SELECT id, started_at, answered_at FROM calls
        WHERE \(key) = missed_calls.number_key AND started_at > missed_calls.started_at
            AND ended_at IS NOT NULL AND merged_into IS NULL AND \(reaches(direction, shortest))
        ORDER BY started_at, id LIMIT 1
        """
    }

    static func reaches(_ direction: CallDirection, _ shortest: Int) -> String {
        let person = direction == .outbound ? " AND caller_phone IS NOT NULL" : ""
        return """
            direction = '\(direction.rawValue)' AND result = 'answered' AND answered_at IS NOT NULL\(person) \
            AND connected_ms >= $\(shortest)
            """
    }
}

extension Array {
    fileprivate func divided(by isFirst: (Element) -> Bool) -> (first: [Element], second: [Element]) {
        (filter(isFirst), filter { !isFirst($0) })
    }
}
