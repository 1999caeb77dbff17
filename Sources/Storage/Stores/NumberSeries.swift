/// Numbers that follow each other, a row for each series.
///
/// The row is locked until the commit: who asks for the next number waits for it, so that none is given twice and none is left
/// out, unless what took it is rolled back (decision D19).
enum NumberSeries {
    static func next(of prefix: String, in transaction: any Transaction) throws -> Int64 {
        var row = try transaction.rows(take, [.text(prefix)])[0]
        return try row.integer()
    }

    /// The number that this transaction has taken last was not needed.
    static func giveBack(_ prefix: String, in transaction: any Transaction) throws {
        try transaction.execute("UPDATE number_series SET last = last - 1 WHERE prefix = $1", [.text(prefix)])
    }

    private static let take = """
        INSERT INTO number_series (prefix, last) VALUES ($1, 1)
        ON CONFLICT (prefix) DO UPDATE SET last = number_series.last + 1
        RETURNING last
        """
}
