import ContactCenter

/// Enters the calls of a database that an older program wrote, or that this one wrote by other rules, into the register.
///
/// Some at a time, the oldest first, twice over the calls: first those that were missed, then those that reached somebody,
/// each of which looks only at callers still waiting. How far that has come is kept with it, so that it goes on where it was
/// interrupted.
enum MissedReading {
    /// - Returns: how many calls were looked at; 0 when all are done.
    static func write(
        limit: Int,
        rules: MissedRules,
        country: Country,
        in transaction: any Transaction
    ) throws -> Int {
        guard let (pass, last) = try place(rules, country, in: transaction) else { return 0 }
        let ids = try transaction.rows(next, [.integer(last), .integer(limit)]).map { row in
            var row = row
            return try row.integer()
        }
        if let end = ids.last {
            let range = [SQLValue.integer(last), .integer(end)]
            if pass == 1 {
                try enterMissed(in: range, by: rules, transaction)
            } else {
                try noteReaching(in: range, by: rules, transaction)
            }
        }
        let isDone = ids.count < limit
        try transaction.execute(
            goOn,
            [
                .integer(isDone && pass == 1 ? 2 : pass),
                isDone ? (pass == 1 ? .integer(0) : .null) : .integer(ids.last ?? last),
            ]
        )
        // The second pass is still to come.
        return max(ids.count, pass == 1 ? 1 : 0)
    }

    /// Asked by an update, so that another program waits until this one has done its part.
    private static func place(
        _ rules: MissedRules,
        _ country: Country,
        in transaction: any Transaction
    ) throws -> (pass: Int, last: Int64)? {
        var row = try transaction.rows(
            begin,
            [.length(rules.shortestWait), .length(rules.shortestConversation), .text(country)]
        )[0]
        let pass = Int(try row.integer())
        return try row.optionalInteger().map { (pass, $0) }
    }

    private static func enterMissed(
        in range: [SQLValue],
        by rules: MissedRules,
        _ transaction: any Transaction
    ) throws {
        try transaction.execute(forgetReaches, range)
        let missed = try transaction.rows(findMissed, range).map { row in
            var row = row
            let id = try row.integer()
            return (row: id, call: try CallTable.call(&row))
        }
        try MissedTable.enter(missed, by: rules, in: transaction)
    }

    private static func noteReaching(
        in range: [SQLValue],
        by rules: MissedRules,
        _ transaction: any Transaction
    ) throws {
        let values = range + [.length(rules.shortestConversation)]
        let calls = try transaction.rows(findReaching, values).map { row in
            var row = row
            return try [SQLValue.integer(row.integer()), .integer(row.integer()), .integer(row.integer())]
        }
        try transaction.execute(MissedTable.note, each: calls)
        try transaction.execute(MissedTable.noteEarlier, each: calls)
    }

    private static let begin = """
        UPDATE missed_reading SET
            pass = CASE
                WHEN shortest_wait_ms = $1 AND shortest_conversation_ms = $2 AND country = $3 THEN pass ELSE 1
            END,
            last_call = CASE
                WHEN shortest_wait_ms = $1 AND shortest_conversation_ms = $2 AND country = $3 THEN last_call ELSE 0
            END,
            shortest_wait_ms = $1, shortest_conversation_ms = $2, country = $3
        RETURNING pass, last_call
        """

    private static let goOn = "UPDATE missed_reading SET pass = $1, last_call = $2"

    private static let next = "SELECT id FROM calls WHERE id > $1 ORDER BY id LIMIT $2"

    private static let forgetReaches = """
        UPDATE missed_calls SET reached_call_id = NULL, reached_started_at = NULL, reached_at = NULL
        WHERE call_id > $1 AND call_id <= $2 AND reached_call_id IS NOT NULL
        """

    private static let findMissed = """
        SELECT calls.id, \(CallTable.selected) FROM calls
        WHERE id > $1 AND id <= $2 AND direction = 'inbound' AND result IN ('missed', 'busy', 'failed')
            AND ended_at IS NOT NULL AND merged_into IS NULL
        ORDER BY id
        """

    private static let findReaching = """
        SELECT id, started_at, answered_at FROM calls
        WHERE id > $1 AND id <= $2 AND ended_at IS NOT NULL AND merged_into IS NULL
            AND ((\(MissedTable.reaches(.inbound, 3))) OR (\(MissedTable.reaches(.outbound, 3))))
            AND EXISTS (
                SELECT 1 FROM missed_calls
                WHERE number_key = CASE calls.direction WHEN 'inbound' THEN calls.caller_key ELSE calls.dialled_key END
                    AND is_missed = 1 AND missed_calls.started_at < calls.started_at
            )
        ORDER BY id
        """
}
