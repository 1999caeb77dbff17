import ContactCenter

/// The keys of the numbers of calls that an older program wrote, or this one when the business's country was another.
///
/// Calls are found in lists by those keys, so they are listed anew along with them.
///
/// A call is written with the keys of its numbers. The rest is made up for here, the oldest calls first, some at a time. How
/// far that has come is kept with it, so that it goes on where it was interrupted, and several programs share the work.
enum NumberKeys {
    /// - Returns: how many calls were looked at; fewer than `limit` when all are done.
    static func write(
        limit: Int,
        numbers: any PhoneNumberReading,
        in transaction: any Transaction
    ) throws -> Int {
        guard let last = try lastCall(country: numbers.country, in: transaction) else { return 0 }
        let rows = try transaction.rows(next, [.integer(last), .integer(limit)])
        var changed: [[SQLValue]] = []
        var lastRow = last
        for var row in rows {
            lastRow = try row.integer()
            let (caller, dialled) = try (row.optionalText(), row.optionalText())
            let kept: [NumberKey?] = try [row.optional(), row.optional()]
            let keys = [caller, dialled].map { $0.flatMap { numbers.read($0).key } }
            if keys != kept { changed.append([.integer(lastRow)] + keys.map { .text($0) }) }
        }
        try transaction.execute(change, each: changed)
        try ListedCalls.write(after: last, through: lastRow, in: transaction)
        try transaction.execute(goOn, [rows.count < limit ? .null : .integer(lastRow)])
        return rows.count
    }

    /// Asked by an update, so that another program waits until this one has done its part.
    private static func lastCall(country: Country, in transaction: any Transaction) throws -> Int64? {
        var row = try transaction.rows(begin, [.text(country)])[0]
        return try row.optionalInteger()
    }

    private static let begin = """
        UPDATE number_reading
        SET last_call = CASE WHEN country = $1 THEN last_call ELSE 0 END, country = $1
        RETURNING last_call
        """

    private static let next = """
        SELECT id, caller_number, dialled, caller_key, dialled_key FROM calls WHERE id > $1 ORDER BY id LIMIT $2
        """

    private static let change = "UPDATE calls SET caller_key = $2, dialled_key = $3 WHERE id = $1"

    private static let goOn = "UPDATE number_reading SET last_call = $1"
}
