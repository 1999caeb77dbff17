import ContactCenter
import Foundation

/// Contacts as matching needs them: with the call that they were opened from or linked to, as it stands now.
struct MatchedContacts {
    /// The calls that the contacts belong to by themselves.
    private(set) var calls: [Int64] = []
    /// When which number was concerned.
    private(set) var moments: [(NumberKey, Date)] = []

    /// What changed contacts say now; hidden ones say nothing.
    init(_ contacts: [Int64], in transaction: any Transaction) throws {
        let rows = try transaction.rows(
            asking: ["asked_id": "{bigint}"],
            contacts.map { [.integer($0)] },
            """
            SELECT \(Self.columns), contacts.caller_key FROM asked JOIN contacts ON contacts.id = asked.asked_id \(Self.joins)
            WHERE contacts.is_hidden = 0
            """
        )
        for var row in rows {
            let contact = try Self.contact(&row)
            if let call = contact.call {
                calls.append(call)
            } else if let number: NumberKey = try row.optional() {
                moments.append((number, contact.at))
            }
        }
    }

    /// Contacts of numbers within spans of time that were opened from no call; by number.
    static func of(
        _ spans: [NumberKey: ClosedRange<Date>],
        in transaction: any Transaction
    ) throws -> [NumberKey: [CallMatching.MatchedContact]] {
        let rows = try transaction.rows(
            asking: CallSpan.columns,
            spans.map(CallSpan.values),
            """
            SELECT asked.number, \(columns)
            FROM asked JOIN contacts ON contacts.caller_key = asked.number AND contacts.at >= asked.low
                AND contacts.at <= asked.high \(joins)
            WHERE contacts.is_hidden = 0
            ORDER BY contacts.at, contacts.id
            """
        )
        return try rows.reduce(into: [:]) { found, row in
            var row = row
            let number = try NumberKey(row.text())
            let contact = try contact(&row)
            if contact.call == nil { found[number, default: []].append(contact) }
        }
    }

    struct Own {
        var matched: CallMatching.MatchedContact
        var isByHand: Bool
    }

    /// The contacts that were opened from or linked to these calls, by call; those linked by hand come last and so win.
    static func ofCalls(_ calls: [Int64], in transaction: any Transaction) throws -> [Int64: [Own]] {
        var own: [Int64: [Own]] = [:]
        for (call, contact) in try opened(from: calls, in: transaction) {
            // Of calls that became one each may have had a contact: the first one is the call's.
            if contact.call == call, own[call] == nil { own[call] = [Own(matched: contact, isByHand: false)] }
        }
        let values = calls.map { [SQLValue.integer($0)] }
        for var row in try transaction.rows(asking: ["call_id": "{bigint}"], values, linkedTo) {
            let call = try row.integer()
            own[call, default: []].append(Own(matched: try contact(&row), isByHand: true))
        }
        return own
    }

    /// The contacts that were opened from calls, or from what became part of them, the first ones first. What became part is looked up
    /// before: asked for together, SQLite reads all contacts there are.
    private static func opened(
        from calls: [Int64],
        in transaction: any Transaction
    ) throws -> [(call: Int64, contact: CallMatching.MatchedContact)] {
        let merged = try transaction.rows(asking: ["call_id": "{bigint}"], calls.map { [.integer($0)] }, mergedInto)
            .map { row -> [SQLValue] in
                var row = row
                return try [.integer(row.integer()), .integer(row.integer())]
            }
        let parts = calls.map { [SQLValue.integer($0), .integer($0)] } + merged
        return try transaction.rows(asking: ["call_id": "{bigint}", "part": "{bigint}"], parts, openedFrom).map { row in
            var row = row
            return try (call: row.integer(), contact: contact(&row))
        }.sorted { $0.contact.id < $1.contact.id }
    }

    private static func contact(_ row: inout SQLRow) throws -> CallMatching.MatchedContact {
        try CallMatching.MatchedContact(
            id: ContactID(row.integer()),
            at: row.instant(),
            phone: row.optional(),
            call: row.optionalInteger()
        )
    }

    // MARK: - Statements

    private static let columns = """
        contacts.id, contacts.at, contacts.phone,
            COALESCE(call_repairs.call_id, named.merged_into, named.id)
        """

    private static let joins = """
        LEFT JOIN call_repairs ON call_repairs.contact_id = contacts.id
        LEFT JOIN calls AS named ON named.pbx = contacts.pbx AND named.linkedid = contacts.linkedid
            AND named.start_second = contacts.start_second
        """

    private static let mergedInto = """
        SELECT asked.call_id, calls.id FROM asked JOIN calls ON calls.merged_into = asked.call_id
        """

    private static let openedFrom = """
        SELECT asked.call_id, \(columns) FROM asked JOIN calls AS mine ON mine.id = asked.part
        JOIN contacts ON contacts.pbx = mine.pbx AND contacts.linkedid = mine.linkedid
            AND contacts.start_second = mine.start_second
        \(joins)
        WHERE contacts.is_hidden = 0
        """

    private static let linkedTo = """
        SELECT asked.call_id, \(columns) FROM asked JOIN call_repairs AS mine ON mine.call_id = asked.call_id
        JOIN contacts ON contacts.id = mine.contact_id
        \(joins)
        WHERE contacts.is_hidden = 0
        """
}

/// A number within a span of time, as statements ask for many of them.
enum CallSpan {
    static let columns: KeyValuePairs = ["number": "TEXT", "low": "{bigint}", "high": "{bigint}"]

    static func values(_ number: NumberKey, _ span: ClosedRange<Date>) -> [SQLValue] {
        [.text(number), .instant(span.lowerBound), .instant(span.upperBound)]
    }
}
