import ContactCenter
import Foundation

/// One narrow row for each inbound call that has ended, with the contact that belongs to it.
enum ReconciledCallTable {
    /// Writes what the journal says of the calls, and takes those out that have become part of others or go on again.
    static func refresh(_ calls: [Int64], in transaction: any Transaction) throws {
        let values = calls.map { [SQLValue.integer($0)] }
        try transaction.execute(freeUnfit, each: values)
        try transaction.execute(deleteUnfit, each: values)
        try transaction.execute(write, each: values)
    }

    /// A call in the report, as matching needs it.
    struct Place {
        var call: CallMatching.MatchedCall
        var number: NumberKey?
    }

    static func places(of calls: [Int64], in transaction: any Transaction) throws -> [Place] {
        try transaction.rows("\(selectPlace) WHERE call_id = $1", each: calls.map { [.integer($0)] })
            .flatMap { $0 }.map(place)
    }

    static func calls(
        of number: NumberKey,
        from: Date,
        to: Date,
        in transaction: any Transaction
    ) throws -> [CallMatching.MatchedCall] {
        try transaction.rows(
            "\(selectPlace) WHERE number_key = $1 AND started_at >= $2 AND started_at <= $3 ORDER BY started_at, call_id",
            [.text(number), .instant(from), .instant(to)]
        ).map { try place($0).call }
    }

    /// Sets the contacts of calls. A contact that loses its call is to be matched once more, and so is a call whose contact goes
    /// to another.
    static func set(
        _ matches: [Int64: (contact: ContactID, kind: MatchKind)],
        of calls: [Int64],
        in transaction: any Transaction
    ) throws {
        let kept = try transaction.rows(
            "SELECT call_id, contact_id, match_kind FROM reconciled_calls WHERE call_id = $1",
            each: calls.map { [.integer($0)] }
        ).flatMap { $0 }
        let changed = try kept.compactMap { row -> Int64? in
            var row = row
            let call = try row.integer()
            let (contact, kind): (Int64?, MatchKind?) = try (row.optionalInteger(), row.optional())
            let isSame = contact == matches[call]?.contact.rawValue && kind == matches[call]?.kind
            return isSame ? nil : call
        }
        let changes = changed.compactMap { call in matches[call].map { (call, $0) } }
        try ToMatch.add(contactsOf: changed, in: transaction)
        try transaction.execute(free, each: changed.map { [.integer($0)] })
        let robbed = try transaction.rows(rob, each: changes.map { [.integer($0.1.contact.rawValue)] })
            .flatMap { $0 }.map { row in
                var row = row
                return try row.integer()
            }
        try ToMatch.add(calls: robbed, in: transaction)
        try transaction.execute(
            "UPDATE reconciled_calls SET contact_id = $2, match_kind = $3 WHERE call_id = $1",
            each: changes.map { call, match in [.integer(call), .integer(match.contact.rawValue), .text(match.kind)] }
        )
    }

    private static let free = "UPDATE reconciled_calls SET contact_id = NULL, match_kind = NULL WHERE call_id = $1"
    private static let rob = """
        UPDATE reconciled_calls SET contact_id = NULL, match_kind = NULL WHERE contact_id = $1 RETURNING call_id
        """

    /// The calls that have these contacts now.
    static func calls(with contacts: [Int64], in transaction: any Transaction) throws -> [Int64] {
        try transaction.rows(
            "SELECT call_id FROM reconciled_calls WHERE contact_id = $1",
            each: contacts.map { [.integer($0)] }
        ).flatMap { $0 }.map { row in
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

    private static let selectPlace = "SELECT call_id, started_at, phone, is_exempt, number_key FROM reconciled_calls"

    private static let isFit = "direction = 'inbound' AND ended_at IS NOT NULL AND merged_into IS NULL"

    private static let isUnfit = """
        WHERE call_id = $1 AND NOT EXISTS (SELECT 1 FROM calls WHERE calls.id = $1 AND \(isFit))
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
        FROM calls WHERE calls.id = $1 AND \(isFit)
        ON CONFLICT (call_id) DO UPDATE SET
            started_at = excluded.started_at, did_key = excluded.did_key, phone = excluded.phone,
            number_key = excluded.number_key, is_answered = excluded.is_answered, is_exempt = excluded.is_exempt
        """
}
