import ContactCenter
import Foundation

/// One narrow row for each inbound call that has ended, with the contact that belongs to it.
enum ReconciledCallTable {
    /// Takes those out that have become part of others or go on again.
    static func removeUnfit(_ calls: [Int64], in transaction: any Transaction) throws {
        for statement in [freeUnfit, deleteUnfit] {
            try transaction.execute(asking: key, calls.map { [.integer($0)] }, statement)
        }
    }

    /// A call in the report, as matching needs it.
    struct Place {
        var call: CallMatching.MatchedCall
        var number: NumberKey?
    }

    /// What the journal says now of those that belong in the report, whether they are in it yet or not.
    static func journalled(_ calls: [Int64], in transaction: any Transaction) throws -> [Place] {
        try transaction.rows(
            asking: key,
            calls.map { [.integer($0)] },
            """
            SELECT id, started_at, \(firstPhone), \(isExempt), caller_key FROM asked JOIN calls ON calls.id = asked.call
            WHERE \(isFit)
            """
        ).map(place)
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

    typealias Match = (contact: ContactID, kind: MatchKind)

    /// Sets the contacts of calls. A contact that loses its call is to be matched once more, and so is a call whose contact goes
    /// to another.
    ///
    /// - Parameter fresh: of these the journal says something new: they are written with it, once.
    static func set(
        _ matches: [Int64: Match],
        of calls: [Int64],
        fresh: Set<Int64>,
        in transaction: any Transaction
    ) throws {
        let kept = try contacts(of: calls, in: transaction)
        let changed = calls.filter { call in
            kept[call]?.contact != matches[call]?.contact.rawValue || kept[call]?.kind != matches[call]?.kind
        }
        try ToMatch.add(contactsOf: changed, in: transaction)
        try transaction.execute(asking: key, changed.map { [.integer($0)] }, free)
        let robbed = try transaction.rows(
            asking: ["contact": "{bigint}"],
            changed.compactMap { matches[$0].map { [SQLValue.integer($0.contact.rawValue)] } },
            rob
        ).map { row in
            var row = row
            return try row.integer()
        }
        try ToMatch.add(calls: robbed, in: transaction)
        func values(_ call: Int64) -> [SQLValue] {
            [.integer(call), .integer(matches[call]?.contact.rawValue), .text(matches[call]?.kind)]
        }
        let columns: KeyValuePairs = ["call": "{bigint}", "contact": "{bigint}", "kind": "TEXT"]
        try transaction.execute(asking: columns, calls.filter(fresh.contains).map(values), write)
        try transaction.execute(
            asking: columns,
            changed.filter { !fresh.contains($0) && matches[$0] != nil }.map(values),
            """
            UPDATE reconciled_calls SET contact_id = asked.contact, match_kind = asked.kind FROM asked
            WHERE call_id = asked.call
            """
        )
    }

    /// Of those that have one.
    private static func contacts(
        of calls: [Int64],
        in transaction: any Transaction
    ) throws -> [Int64: (contact: Int64, kind: MatchKind?)] {
        let rows = try transaction.rows(
            asking: key,
            calls.map { [.integer($0)] },
            """
            SELECT call_id, contact_id, match_kind FROM reconciled_calls JOIN asked ON asked.call = call_id
            WHERE contact_id IS NOT NULL
            """
        ).map { row in
            var row = row
            return try (row.integer(), (contact: row.integer(), kind: row.optional() as MatchKind?))
        }
        return Dictionary(rows) { $1 }
    }

    /// Those that have none are not written for nothing.
    private static let free = """
        UPDATE reconciled_calls SET contact_id = NULL, match_kind = NULL
        WHERE call_id IN (SELECT call FROM asked) AND contact_id IS NOT NULL
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

    private static let firstPhone = """
        (SELECT party FROM call_legs
            WHERE call_legs.call_id = calls.id AND party_kind = 'phone' AND call_legs.answered_at IS NOT NULL
            ORDER BY call_legs.answered_at, ordinal LIMIT 1)
        """

    private static let isExempt = """
        CASE WHEN EXISTS (SELECT 1 FROM call_repairs WHERE call_repairs.call_id = calls.id AND exemption IS NOT NULL)
            THEN 1 ELSE 0 END
        """

    private static let write = """
        INSERT INTO reconciled_calls (
            started_at, call_id, did_key, phone, number_key, is_answered, is_exempt, contact_id, match_kind
        )
        SELECT started_at, id, dialled_key, \(firstPhone), caller_key,
            CASE WHEN result = 'answered' THEN 1 ELSE 0 END, \(isExempt), asked.contact, asked.kind
        FROM asked JOIN calls ON calls.id = asked.call WHERE \(isFit)
        ON CONFLICT (call_id) DO UPDATE SET
            started_at = excluded.started_at, did_key = excluded.did_key, phone = excluded.phone,
            number_key = excluded.number_key, is_answered = excluded.is_answered, is_exempt = excluded.is_exempt,
            contact_id = excluded.contact_id, match_kind = excluded.match_kind
        """
}
