import ContactCenter
import Foundation

/// Reading the register.
enum MissedPages {
    static func page(_ query: MissedQuery, in transaction: any Transaction) throws -> MissedPage {
        // One caller stands on the first page.
        guard query.after == nil || !query.isOfOneCaller else { return MissedPage(callers: [], next: nil) }
        let statement = Self.statement(for: query)
        var heads = try transaction.rows(statement.text, statement.values).map { row in
            var row = row
            return try read(&row)
        }
        let hasMore = heads.count > query.limit
        heads = Array(heads.prefix(query.limit))
        let next = hasMore ? heads.last.map { MissedQuery.Place(startedAt: $0.startedAt, id: $0.id) } : nil
        guard query.arrangement == .byCaller else {
            return MissedPage(callers: heads.map { MissedCaller(attempts: [$0], count: 1) }, next: next)
        }
        return MissedPage(callers: try callers(of: heads, query, in: transaction), next: next)
    }

    /// The rows of a page: of each caller the latest call.
    static func statement(for query: MissedQuery) -> (text: String, values: [SQLValue]) {
        var conditions = MissedConditions(query)
        var text = "\(select) WHERE \(conditions.text(of: "missed"))"
        if query.arrangement == .byCaller, !query.isOfOneCaller {
            text += """
                 AND (missed.number_key IS NULL OR NOT EXISTS (
                    SELECT 1 FROM missed_calls AS later
                    WHERE later.number_key = missed.number_key AND later.is_missed = 1
                        AND (later.started_at, later.call_id) > (missed.started_at, missed.call_id)
                        AND \(conditions.text(ofOne: "later"))
                ))
                """
        }
        if let place = query.after {
            let (startedAt, id) = (
                conditions.bind(.instant(place.startedAt)), conditions.bind(.integer(place.id.rawValue))
            )
            text += " AND (missed.started_at, missed.call_id) < (\(startedAt), \(id))"
        }
        let limit = query.isOfOneCaller ? 1 : query.limit + 1
        text += " ORDER BY missed.started_at DESC, missed.call_id DESC LIMIT \(limit)"
        return (text, conditions.values)
    }

    /// All calls of those callers that the query asks for, also those before the page's place.
    private static func callers(
        of heads: [MissedCall],
        _ query: MissedQuery,
        in transaction: any Transaction
    ) throws -> [MissedCaller] {
        var conditions = MissedConditions(query)
        let key = conditions.bind(.null)
        let ofCaller = """
            missed.number_key = \(key) AND missed.is_missed = 1 AND \(conditions.text(ofOne: "missed"))
            """
        let asked = Array(conditions.values.dropLast())
        let values = heads.compactMap(\.numberKey).map { asked + [SQLValue.text($0)] }
        let counts = try transaction.rows("SELECT count(*) FROM missed_calls AS missed WHERE \(ofCaller)", each: values)
        let attempts = try transaction.rows(
            """
            \(select) WHERE \(ofCaller)
            ORDER BY missed.started_at DESC, missed.call_id DESC LIMIT \(MissedQuery.mostAttempts)
            """,
            each: values
        )
        var found = zip(counts, attempts).makeIterator()
        return try heads.map { head in
            guard head.numberKey != nil, let (counts, rows) = found.next(), var count = counts.first else {
                return MissedCaller(attempts: [head], count: 1)
            }
            let attempts = try rows.map { row in
                var row = row
                return try read(&row)
            }
            return MissedCaller(attempts: attempts, count: Int(try count.integer()))
        }
    }

    static func counts(
        _ query: MissedQuery,
        overdueBefore: Date,
        in transaction: any Transaction
    ) throws -> MissedCounts {
        let statement = countStatement(for: query, overdueBefore: overdueBefore)
        var row = try transaction.rows(statement.text, statement.values)[0]
        var counts = MissedCounts()
        counts.waiting = Int(try row.integer())
        counts.nobodys = Int(try row.integer())
        counts.mine = Int(try row.integer())
        counts.overdue = Int(try row.integer())
        return counts
    }

    /// A caller counts once, whatever the number of calls.
    static func countStatement(for query: MissedQuery, overdueBefore: Date) -> (text: String, values: [SQLValue]) {
        var conditions = MissedConditions(query, anyView: true)
        let reader = conditions.bind(.integer(query.reader.rawValue))
        let deadline = conditions.bind(.instant(overdueBefore))
        let text = """
            SELECT count(*), count(nobodys), count(mine), count(overdue) FROM (
                SELECT max(CASE WHEN \(MissedConditions.isNobodys) THEN 1 END) AS nobodys,
                    max(CASE WHEN \(MissedConditions.isMine(reader)) THEN 1 END) AS mine,
                    max(CASE WHEN {m}.started_at < \(deadline) THEN 1 END) AS overdue
                FROM missed_calls AS missed WHERE \(conditions.text(of: "missed"))
                GROUP BY \(caller)
            ) AS callers
            """
        return (text.replacing("{m}", with: "missed"), conditions.values)
    }

    static func isOutsideHours(_ call: CallID, in transaction: any Transaction) throws -> Bool {
        !(try transaction.rows(
            """
            SELECT 1 FROM missed_calls JOIN calls ON calls.id = missed_calls.call_id
            WHERE calls.pbx = $1 AND calls.linkedid = $2 AND calls.start_second = $3
                AND missed_calls.is_missed = 1 AND missed_calls.is_outside_hours = 1
            """,
            CallTable.values(of: call)
        ).isEmpty)
    }

    static let waitingCallers = """
        SELECT count(*) FROM (
            SELECT DISTINCT \(caller) FROM missed_calls AS missed
            WHERE missed.is_waiting = 1 AND missed.started_at >= $1 LIMIT 1000
        ) AS callers
        """

    /// Calls without a number are never one caller's.
    private static let caller = "COALESCE(missed.number_key, '#' || CAST(missed.call_id AS TEXT))"

    // MARK: - Rows

    private static let select = """
        SELECT missed.call_id, missed.version, calls.pbx, calls.linkedid, calls.start_second, calls.caller_number,
            calls.caller_name, missed.number_key, calls.dialled, calls.queue, missed.phone, missed.started_at,
            missed.ended_at, calls.wait_ms, calls.result, calls.cause, missed.is_counted, missed.is_spam,
            missed.is_outside_hours,
            CASE WHEN EXISTS (
                SELECT 1 FROM call_recordings WHERE call_recordings.call_id = calls.id AND call_recordings.length_ms > 0
            ) THEN 1 ELSE 0 END,
            reach.pbx, reach.linkedid, reach.start_second, reach.direction, missed.reached_at, reach.caller_phone,
            reach.answered_by_kind, reach.answered_by,
            (
                SELECT users.display_name FROM seatings JOIN users ON users.id = seatings.user_id
                WHERE seatings.phone = CASE reach.direction WHEN 'outbound' THEN reach.caller_phone ELSE reach.answered_by END
                    AND seatings.since <= missed.reached_at
                    AND (seatings.until IS NULL OR seatings.until > missed.reached_at)
                ORDER BY seatings.since DESC LIMIT 1
            ),
            missed.excluded_reason, missed.excluded_note, excluder.display_name, missed.excluded_at,
            assignee.display_name, hider.display_name, missed.hidden_at
        FROM missed_calls AS missed
            JOIN calls ON calls.id = missed.call_id
            LEFT JOIN calls AS reach ON reach.id = missed.reached_call_id
            LEFT JOIN users AS excluder ON excluder.id = missed.excluded_by
            LEFT JOIN users AS assignee ON assignee.id = missed.assigned_to
            LEFT JOIN users AS hider ON hider.id = missed.hidden_by
        """

    private static func read(_ row: inout SQLRow) throws -> MissedCall {
        let (id, version) = try (MissedCall.ID(row.integer()), row.integer())
        let callID = try row.callID()
        let caller = try CallerID(number: row.optionalText(), name: row.optionalText())
        let key: NumberKey? = try row.optional()
        let (did, queue, phone): (String?, QueueName?, Extension?) = try (
            row.optionalText(), row.optional(), row.optional()
        )
        var call = try MissedCall(
            id: id,
            version: version,
            call: callID,
            startedAt: row.instant(),
            endedAt: row.instant()
        )
        (call.caller, call.numberKey, call.did, call.queue, call.phone) = (caller, key, did, queue, phone)
        call.waitTime = try row.optionalInteger().map { .milliseconds($0) }
        call.result = try row.optional()
        call.cause = try row.optional()
        call.isCounted = try row.flag()
        call.isSpam = try row.flag()
        call.isOutsideHours = try row.flag()
        call.isRecorded = try row.flag()
        call.reach = try readReach(&row)
        call.exclusion = try readExclusion(&row)
        call.assignee = try row.optionalText()
        call.hiddenBy = try row.optionalText()
        call.hiddenAt = try row.optionalInstant()
        return call
    }

    private static func readReach(_ row: inout SQLRow) throws -> MissedCall.Reach? {
        let pbx: PBXName? = try row.optional()
        let linkedID: LinkedID? = try row.optional()
        let second = try row.optionalInteger()
        let direction: CallDirection? = try row.optional()
        let at = try row.optionalInstant()
        let callerPhone: Extension? = try row.optional()
        let answeredBy = try row.optionalParty()
        let person = try row.optionalText()
        guard let pbx, let linkedID, let second, let direction, let at else { return nil }
        return MissedCall.Reach(
            call: CallID(pbx: pbx, linkedID: linkedID, startSecond: second),
            direction: direction,
            at: at,
            party: direction == .outbound ? callerPhone.map(Party.phone) : answeredBy,
            person: person
        )
    }

    /// A reason that a newer program knows and this one does not is some other.
    private static func readExclusion(_ row: inout SQLRow) throws -> MissedCall.Exclusion? {
        let (reason, note) = try (row.optionalText(), row.optionalText())
        let (by, at) = try (row.optionalText(), row.optionalInstant())
        guard let reason, let at else { return nil }
        return MissedCall.Exclusion(
            reason: ExclusionReason(rawValue: reason) ?? .other,
            note: note,
            by: by ?? "",
            at: at
        )
    }
}
