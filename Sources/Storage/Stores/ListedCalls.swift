import ContactCenter

/// The rows by which ended calls are counted and found in lists, see `CallLogStore`.
///
/// They say nothing that does not stand elsewhere, but narrowly and in the order of lists: a month of any business is read
/// through in some milliseconds, so that every filter costs the same and none needs an index. Written in the transaction in
/// which the call ends or changes afterwards.
package enum ListedCalls {
    /// Lists calls as they now stand, and takes those off the list that have no end.
    static func write(_ written: [WrittenCall], in transaction: any Transaction) throws {
        let ended = written.filter(\.call.isEnded).map { [SQLValue.integer($0.row)] }
        let reopened = written.filter { !$0.call.isEnded && $0.wasListed }
        try transaction.execute(delete, each: reopened.map { [.integer($0.row)] })
        try transaction.execute(listOne, each: ended)
        let inbound = written.filter { $0.call.direction == .inbound && ($0.call.isEnded || $0.wasListed) }
        try ToMatch.add(calls: inbound.map(\.row), in: transaction)
    }

    /// Lists all ended calls between two rows of `calls`, the first excluded.
    package static func write(after first: Int64, through last: Int64, in transaction: any Transaction) throws {
        try transaction.execute(listMany, [.integer(first), .integer(last)])
    }

    /// Takes a call off the list that became part of another; one that did not, because there is no other, stays.
    static func deleteMerged(_ call: CallID, in transaction: any Transaction) throws {
        try transaction.execute(deleteNamed(" AND merged_into IS NOT NULL"), CallTable.values(of: call))
    }

    /// Takes a call off the list that is withdrawn.
    static func delete(_ call: CallID, in transaction: any Transaction) throws {
        try transaction.execute(deleteNamed(), CallTable.values(of: call))
    }

    // MARK: - Statements

    private static let delete = "DELETE FROM listed_calls WHERE call_id = $1"

    private static func deleteNamed(_ condition: String = "") -> String {
        """
        DELETE FROM listed_calls
        WHERE call_id = (SELECT id FROM calls WHERE pbx = $1 AND linkedid = $2 AND start_second = $3\(condition))
        """
    }

    private static let listOne = "\(list) AND calls.id = $1 \(again)"
    private static let listMany = "\(list) AND calls.id > $1 AND calls.id <= $2 \(again)"

    private static let columns = [
        "direction", "started_at", "call_id", "result", "cause", "is_transferred", "queue", "did_key", "number_key",
        "number_end", "phones", "users", "departments", "reached_users", "reached_departments",
    ]

    private static let again = """
        ON CONFLICT (call_id) DO UPDATE SET
        \(columns.filter { $0 != "call_id" }.map { "\($0) = excluded.\($0)" }.joined(separator: ", "))
        """

    private static let list = """
        INSERT INTO listed_calls (\(columns.joined(separator: ", ")))
        SELECT direction, started_at, id, result, cause,
            CASE WHEN EXISTS (SELECT 1 FROM call_transfers WHERE call_id = calls.id) THEN 1 ELSE 0 END,
            queue,
            CASE WHEN direction = 'inbound' THEN dialled_key END,
            CASE WHEN direction = 'inbound' THEN caller_key ELSE dialled_key END,
            CASE WHEN direction = 'inbound' THEN \(end(of: "caller_key")) ELSE \(end(of: "dialled_key")) END,
            \(joined("phone", of: phones)),
            \(joined("CAST(id AS TEXT)", of: users(takingPart))),
            \(joined("department", of: departments(takingPart))),
            \(joined("CAST(id AS TEXT)", of: users(""))),
            \(joined("department", of: departments("")))
        FROM calls
        WHERE calls.ended_at IS NOT NULL AND calls.merged_into IS NULL
        """

    /// The last four characters: what a search for the end of a number begins with.
    private static func end(of key: String) -> String {
        "CASE WHEN length(\(key)) > 4 THEN substr(\(key), length(\(key)) - 3) ELSE \(key) END"
    }

    /// The values between line ends, or nothing where there are none.
    private static func joined(_ value: String, of rows: String) -> String {
        "COALESCE('\n' || (SELECT {joined}(\(value), '\n') FROM (\(rows)) AS found) || '\n', '')"
    }

    /// In the answered calls the phones that answered; in others all that were called.
    private static let legTakesPart = """
        call_legs.answered_at IS NOT NULL OR call_legs.result = 'answered' OR COALESCE(calls.result, '') <> 'answered'
        """

    private static let phones = """
        SELECT party AS phone FROM call_legs WHERE call_id = calls.id AND party_kind = 'phone' AND (\(legTakesPart))
        UNION
        SELECT to_party FROM call_transfers WHERE call_id = calls.id AND to_kind = 'phone'
        UNION
        SELECT calls.caller_phone WHERE calls.caller_phone IS NOT NULL
        """

    private static let moments = """
        SELECT party AS phone, called_at AS moment,
            CASE WHEN \(legTakesPart) OR EXISTS (
                SELECT 1 FROM call_transfers
                WHERE call_transfers.call_id = calls.id AND to_kind = 'phone' AND to_party = call_legs.party
            ) THEN 1 ELSE 0 END AS takes_part
        FROM call_legs WHERE call_id = calls.id AND party_kind = 'phone'
        UNION ALL
        SELECT calls.caller_phone, calls.started_at, 1 WHERE calls.caller_phone IS NOT NULL
        """

    /// Who sat down last before the moment sat there then, or nobody did.
    private static let sitters = """
        SELECT takes_part, (
            SELECT CASE WHEN until IS NULL OR until > moment THEN user_id END FROM seatings
            WHERE seatings.phone = moments.phone AND since <= moment ORDER BY since DESC, id DESC LIMIT 1
        ) AS user_id
        FROM (\(moments)) AS moments
        """

    private static let takingPart = "WHERE takes_part = 1"

    private static func users(_ condition: String) -> String {
        "SELECT DISTINCT users.id FROM (\(sitters)) AS sitters JOIN users ON users.id = sitters.user_id \(condition)"
    }

    private static func departments(_ condition: String) -> String {
        """
        SELECT DISTINCT users.department
        FROM (\(sitters)) AS sitters JOIN users ON users.id = sitters.user_id \(condition)
        """
    }
}
