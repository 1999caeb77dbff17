import ContactCenter
import Foundation

/// One narrow row for each inbound call that has ended, with the contact that belongs to it.
enum ReconciledCallTable {
    /// Writes what the journal says of the calls, and takes those out that have become part of others or go on again.
    static func refresh(_ calls: [Int64], in transaction: any Transaction) throws {
        for statement in [freeUnfit, deleteUnfit, write] {
            try transaction.execute(asking: key, calls.map { [.integer($0)] }, statement)
        }
    }

    /// A call in the report, as matching needs it.
    struct Place {
        var call: CallMatching.MatchedCall
        var number: NumberKey?
    }

    static func places(of calls: [Int64], in transaction: any Transaction) throws -> [Place] {
        try transaction.rows(
            asking: key,
            calls.map { [.integer($0)] },
            "\(selectPlace) JOIN asked ON asked.call = call_id"
        ).map(place)
    }

    /// Calls of numbers within spans of time, by number.
    static func calls(
        of spans: [NumberKey: ClosedRange<Date>],
        in transaction: any Transaction
    ) throws -> [NumberKey: [CallMatching.MatchedCall]] {
        let rows = try transaction.rows(
            asking: CallSpan.columns,
            spans.map(CallSpan.values),
            """
            \(selectPlace) JOIN asked ON number_key = asked.number AND started_at >= asked.low AND started_at <= asked.high
            ORDER BY started_at, call_id
            """
        )
        return try rows.reduce(into: [:]) { found, row in
            let place = try place(row)
            if let number = place.number { found[number, default: []].append(place.call) }
        }
    }

    /// Sets the contacts of calls. A contact that loses its call is to be matched once more, and so is a call whose contact goes
    /// to another.
    static func set(
        _ matches: [Int64: (contact: ContactID, kind: MatchKind)],
        of calls: [Int64],
        in transaction: any Transaction
    ) throws {
        let kept = try transaction.rows(
            asking: key,
            calls.map { [.integer($0)] },
            "SELECT call_id, contact_id, match_kind FROM reconciled_calls JOIN asked ON asked.call = call_id"
        )
        let changed = try kept.compactMap { row -> Int64? in
            var row = row
            let call = try row.integer()
            let (contact, kind): (Int64?, MatchKind?) = try (row.optionalInteger(), row.optional())
            let isSame = contact == matches[call]?.contact.rawValue && kind == matches[call]?.kind
            return isSame ? nil : call
        }
        let changes = changed.compactMap { call in matches[call].map { (call, $0) } }
        try ToMatch.add(contactsOf: changed, in: transaction)
        try transaction.execute(asking: key, changed.map { [.integer($0)] }, free)
        let robbed = try transaction.rows(
            asking: ["contact": "{bigint}"],
            changes.map { [.integer($0.1.contact.rawValue)] },
            rob
        ).map { row in
            var row = row
            return try row.integer()
        }
        try ToMatch.add(calls: robbed, in: transaction)
        try transaction.execute(
            asking: ["call": "{bigint}", "contact": "{bigint}", "kind": "TEXT"],
            changes.map { call, match in [.integer(call), .integer(match.contact.rawValue), .text(match.kind)] },
            """
            UPDATE reconciled_calls SET contact_id = asked.contact, match_kind = asked.kind FROM asked
            WHERE call_id = asked.call
            """
        )
    }

    private static let free = """
        UPDATE reconciled_calls SET contact_id = NULL, match_kind = NULL WHERE call_id IN (SELECT call FROM asked)
        """
    private static let rob = """
        UPDATE reconciled_calls SET contact_id = NULL, match_kind = NULL WHERE contact_id IN (SELECT contact FROM asked)
        RETURNING call_id
        """

    /// The calls that have these contacts now.
    static func calls(with contacts: [Int64], in transaction: any Transaction) throws -> [Int64] {
        try transaction.rows(
            asking: ["contact": "{bigint}"],
            contacts.map { [.integer($0)] },
            "SELECT call_id FROM reconciled_calls JOIN asked ON asked.contact = contact_id"
        ).map { row in
            var row = row
            return try row.integer()
        }
    }

    private static func place(_ row: SQLRow) throws -> Place {
        var row = row
        let call = try CallMatching.MatchedCall(
            row: row.integer(),
            startedAt: row.instant(),
            phone: row.optional(),
            isExempt: row.flag()
        )
        return try Place(call: call, number: row.optional())
    }

    // MARK: - Statements

    private static let key: KeyValuePairs = ["call": "{bigint}"]

    private static let selectPlace = "SELECT call_id, started_at, phone, is_exempt, number_key FROM reconciled_calls"

    private static let isFit = "direction = 'inbound' AND ended_at IS NOT NULL AND merged_into IS NULL"

    private static let isUnfit = """
        WHERE call_id IN (SELECT call FROM asked)
            AND NOT EXISTS (SELECT 1 FROM calls WHERE calls.id = reconciled_calls.call_id AND \(isFit))
        """

    private static let freeUnfit = """
        INSERT INTO contacts_to_match (contact_id)
        SELECT contact_id FROM reconciled_calls \(isUnfit) AND contact_id IS NOT NULL
        ON CONFLICT (contact_id) DO NOTHING
        """

    private static let deleteUnfit = "DELETE FROM reconciled_calls \(isUnfit)"

    private static let write = """
        INSERT INTO reconciled_calls (started_at, call_id, did_key, phone, number_key, is_answered, is_exempt)
        SELECT started_at, id, dialled_key,
            (SELECT party FROM call_legs
                WHERE call_legs.call_id = calls.id AND party_kind = 'phone' AND call_legs.answered_at IS NOT NULL
                ORDER BY call_legs.answered_at, ordinal LIMIT 1),
            caller_key,
            CASE WHEN result = 'answered' THEN 1 ELSE 0 END,
            CASE WHEN EXISTS (SELECT 1 FROM call_repairs WHERE call_repairs.call_id = calls.id AND exemption IS NOT NULL)
                THEN 1 ELSE 0 END
        FROM calls WHERE calls.id IN (SELECT call FROM asked) AND \(isFit)
        ON CONFLICT (call_id) DO UPDATE SET
            started_at = excluded.started_at, did_key = excluded.did_key, phone = excluded.phone,
            number_key = excluded.number_key, is_answered = excluded.is_answered, is_exempt = excluded.is_exempt
        """
}
