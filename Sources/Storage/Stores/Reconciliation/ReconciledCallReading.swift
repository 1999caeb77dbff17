import ContactCenter
import Foundation

/// Calls of the report with what pages show of them.
enum ReconciledCallReading {
    /// - Parameter rest: conditions, order and limit, on `reconciled_calls`.
    static func calls(
        _ rest: String,
        _ values: [SQLValue],
        in transaction: any Transaction
    ) throws -> [ReconciledCall] {
        try transaction.rows("\(select) \(rest)", values).map(call)
    }

    static func call(_ call: CallID, in transaction: any Transaction) throws -> ReconciledCall? {
        try calls(
            """
            WHERE reconciled_calls.call_id = (
                SELECT COALESCE(merged_into, id) FROM calls WHERE pbx = $1 AND linkedid = $2 AND start_second = $3
            )
            """,
            CallTable.values(of: call),
            in: transaction
        ).first
    }

    static func contacts(
        of calls: [CallID],
        in transaction: any Transaction
    ) throws -> [CallID: MatchedContactName] {
        let found = try transaction.rows(findContact, each: calls.map(CallTable.values))
        return Dictionary(
            try zip(calls, found).compactMap { call, rows in
                try rows.first.map { row in
                    var row = row
                    return (call, try contact(&row))
                }
            },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Contacts without a call, near the call's beginning: of the same number, or within the window of any.
    static func candidates(
        for call: ReconciledCall,
        window: TimeInterval,
        limit: Int,
        in transaction: any Transaction
    ) throws -> [ReconciliationCandidate] {
        let at = call.place.startedAt
        return try transaction.rows(
            findCandidates,
            [
                .integer(call.place.row), .instant(at - 86_400), .instant(at + 86_400), .instant(at - window),
                .instant(at + window), .instant(at), .integer(limit),
            ]
        ).map { row in
            var row = row
            return try ReconciliationCandidate(
                contact: contact(&row),
                callerNumber: row.optionalText(),
                phone: row.optional(),
                isSameNumber: row.flag()
            )
        }
    }

    private static func call(_ row: SQLRow) throws -> ReconciledCall {
        var row = row
        var call = try ReconciledCall(
            place: ListPlace(startedAt: row.instant(), row: row.integer()),
            call: row.callID(),
            callerNumber: row.optionalText(),
            did: row.optionalText(),
            phone: row.optional(),
            isAnswered: row.flag()
        )
        call.exemption = try row.optionalText()
        call.match = try row.optional()
        if call.match != nil { call.contact = try contact(&row) }
        return call
    }

    private static func contact(_ row: inout SQLRow) throws -> MatchedContactName {
        try MatchedContactName(id: ContactID(row.integer()), number: row.optionalText(), at: row.instant())
    }

    // MARK: - Statements

    private static let select = """
        SELECT reconciled_calls.started_at, reconciled_calls.call_id, calls.pbx, calls.linkedid, calls.start_second,
            calls.caller_number, calls.dialled, reconciled_calls.phone, is_answered, call_repairs.exemption, match_kind,
            contacts.id, contacts.number, contacts.at
        FROM reconciled_calls JOIN calls ON calls.id = reconciled_calls.call_id
        LEFT JOIN contacts ON contacts.id = reconciled_calls.contact_id
        LEFT JOIN call_repairs ON call_repairs.call_id = reconciled_calls.call_id
        """

    private static let findContact = """
        SELECT contacts.id, contacts.number, contacts.at
        FROM calls JOIN reconciled_calls ON reconciled_calls.call_id = COALESCE(calls.merged_into, calls.id)
        JOIN contacts ON contacts.id = reconciled_calls.contact_id
        WHERE calls.pbx = $1 AND calls.linkedid = $2 AND calls.start_second = $3
        """

    private static let findCandidates = """
        SELECT contacts.id, contacts.number, contacts.at, contacts.caller_number, contacts.phone,
            CASE WHEN contacts.caller_key = mine.number_key THEN 1 ELSE 0 END AS is_same
        FROM contacts CROSS JOIN reconciled_calls AS mine
        WHERE mine.call_id = $1 AND contacts.at >= $2 AND contacts.at <= $3 AND contacts.is_hidden = 0
            AND (contacts.caller_key = mine.number_key OR (contacts.at >= $4 AND contacts.at <= $5))
            AND NOT EXISTS (SELECT 1 FROM reconciled_calls AS other WHERE other.contact_id = contacts.id)
        ORDER BY is_same DESC, ABS(contacts.at - $6), contacts.id LIMIT $7
        """
}
