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
            "SELECT \(Self.columns), contacts.caller_key FROM contacts \(Self.joins) WHERE contacts.id = $1 AND contacts.is_hidden = 0",
            each: contacts.map { [.integer($0)] }
        ).flatMap { $0 }
        for var row in rows {
            let contact = try Self.contact(&row)
            if let call = contact.call {
                calls.append(call)
            } else if let number: NumberKey = try row.optional() {
                moments.append((number, contact.at))
            }
        }
    }

    static func of(
        _ number: NumberKey,
        from: Date,
        to: Date,
        in transaction: any Transaction
    ) throws -> [CallMatching.MatchedContact] {
        try transaction.rows(
            """
            SELECT \(columns) FROM contacts \(joins)
            WHERE contacts.caller_key = $1 AND contacts.at >= $2 AND contacts.at <= $3 AND contacts.is_hidden = 0
            ORDER BY contacts.at, contacts.id
            """,
            [.text(number), .instant(from), .instant(to)]
        ).map { row in
            var row = row
            return try contact(&row)
        }.filter { $0.call == nil }
    }

    struct Own {
        var matched: CallMatching.MatchedContact
        var isByHand: Bool
    }

    /// The contacts that were opened from or linked to these calls; those linked by hand come last and so win.
    static func ofCalls(_ calls: [Int64], in transaction: any Transaction) throws -> [Own] {
        let values = calls.map { [SQLValue.integer($0)] }
        let opened = try transaction.rows(openedFrom, each: values)
        let linked = try transaction.rows(linkedTo, each: values)
        return try zip(calls, zip(opened, linked)).flatMap { call, rows -> [Own] in
            let opened = try rows.0.map { row -> Own in
                var row = row
                return Own(matched: try contact(&row), isByHand: false)
            }
            // Of calls that became one each may have had a contact: the first one is the call's.
            let first = opened.filter { $0.matched.call == call }.prefix(1)
            let linked = try rows.1.map { row -> Own in
                var row = row
                return Own(matched: try contact(&row), isByHand: true)
            }
            return first + linked
        }
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

    private static func opened(_ condition: String) -> String {
        """
        SELECT \(columns) FROM calls AS mine
        JOIN contacts ON contacts.pbx = mine.pbx AND contacts.linkedid = mine.linkedid
            AND contacts.start_second = mine.start_second
        \(joins)
        WHERE \(condition) AND contacts.is_hidden = 0
        """
    }

    private static let openedFrom = """
        \(opened("mine.id = $1")) UNION ALL \(opened("mine.merged_into = $1")) ORDER BY 1
        """

    private static let linkedTo = """
        SELECT \(columns) FROM call_repairs AS mine JOIN contacts ON contacts.id = mine.contact_id
        \(joins)
        WHERE mine.call_id = $1 AND contacts.is_hidden = 0
        """
}
