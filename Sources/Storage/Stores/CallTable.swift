import ContactCenter

/// A call's own columns in the table `calls`.
enum CallTable {
    private static let table = Table(
        name: "calls",
        key: ["pbx", "linkedid", "start_second"],
        columns: [
            "pbx", "linkedid", "start_second", "direction", "caller_number", "caller_name", "caller_phone", "dialled",
            "queue", "started_at", "queued_at", "rang_at", "answered_at", "ended_at", "answered_before", "is_end_known",
            "ivr_started_at", "ivr_ended_at", "answered_by_kind", "answered_by", "transferred_by_kind",
            "transferred_by", "last_person_kind", "last_person", "result", "cause", "hung_up_by_kind", "hung_up_by",
            "is_hung_up_by_caller", "is_click_to_call", "originate_action_id", "has_cdr", "trunk", "wait_ms", "ivr_ms",
            "connected_ms", "talk_ms", "caller_key", "dialled_key",
        ],
        // A CDR row may have come before the call knows of it, and none is ever taken away.
        kept: ["has_cdr": "calls.has_cdr | excluded.has_cdr"]
    )

    static let upsert = table.upsert
    /// Answers with the row's id, and whether the call was on the list: there it is when it had ended, and is no other's part.
    static let upsertReturning = """
        \(table.upsert)
        RETURNING id, CASE WHEN EXISTS (SELECT 1 FROM listed_calls WHERE call_id = calls.id) THEN 1 ELSE 0 END
        """
    static let selected = table.selected

    static func values(of id: CallID) -> [SQLValue] {
        [.text(id.pbx), .text(id.linkedID), .integer(id.startSecond)]
    }

    static func values(of call: Call, numbers: any PhoneNumberReading) -> [SQLValue] {
        values(of: call.id)
            + [
                .text(call.direction), .text(call.caller.number), .text(call.caller.name), .text(call.callerPhone),
                .text(call.dialled), .text(call.queue), .instant(call.startedAt), .instant(call.queuedAt),
                .instant(call.rangAt), .instant(call.answeredAt), .instant(call.endedAt),
                .instant(call.answeredBefore), .flag(call.isEndKnown), .instant(call.ivrStartedAt),
                .instant(call.ivrEndedAt),
            ]
            + [call.answeredBy, call.transferredBy, call.lastPerson].flatMap(SQLValue.party)
            + [.text(call.result), .text(call.cause)]
            + SQLValue.party(call.hungUpBy)
            + [
                .flag(call.isHungUpByCaller), .flag(call.isClickToCall), .text(call.originateActionID),
                .flag(call.hasCDR), .text(call.trunk),
            ]
            + lengths(of: call)
            + [call.caller.number, call.dialled].map { .text($0.flatMap { numbers.read($0).key }) }
    }

    /// What reports sum up; unknown until the call has ended.
    private static func lengths(of call: Call) -> [SQLValue] {
        guard let end = call.endedAt else { return [.null, .null, .null, .null] }
        return [
            .length(call.waitTime(asOf: end)), .length(call.ivrTime(asOf: end)),
            .length(call.connectedTime(asOf: end)), .length(call.talkTime(asOf: end)),
        ]
    }

    /// The call without its parts, from the columns of `table`.
    static func call(_ row: inout SQLRow) throws -> Call {
        let id = try row.callID()
        let direction: CallDirection = try row.named()
        let caller = try CallerID(number: row.optionalText(), name: row.optionalText())
        let (callerPhone, dialled, queue): (Extension?, String?, QueueName?) = try (
            row.optional(), row.optionalText(), row.optional()
        )
        var call = try Call(id: id, direction: direction, startedAt: row.instant())
        call.caller = caller
        call.callerPhone = callerPhone
        call.dialled = dialled
        call.queue = queue
        call.queuedAt = try row.optionalInstant()
        call.rangAt = try row.optionalInstant()
        call.answeredAt = try row.optionalInstant()
        call.endedAt = try row.optionalInstant()
        call.answeredBefore = try row.optionalInstant()
        call.isEndKnown = try row.flag()
        call.ivrStartedAt = try row.optionalInstant()
        call.ivrEndedAt = try row.optionalInstant()
        call.answeredBy = try row.optionalParty()
        call.transferredBy = try row.optionalParty()
        call.lastPerson = try row.optionalParty()
        call.result = try row.optional()
        call.cause = try row.optional()
        call.hungUpBy = try row.optionalParty()
        call.isHungUpByCaller = try row.flag()
        call.isClickToCall = try row.flag()
        call.originateActionID = try row.optionalText()
        call.hasCDR = try row.flag()
        call.trunk = try row.optional()
        return call
    }
}

extension SQLRow {
    /// A call's key, from its three columns in the order of `CallTable.values(of:)`.
    mutating func callID() throws -> CallID {
        try CallID(pbx: named(), linkedID: named(), startSecond: integer())
    }
}
