import ContactCenter

/// By what the chunks of a kind were made, and from which day on they are there.
struct FactState {
    let madeBy: String
    /// `nil`: all are there.
    let madeFrom: Day?

    init(_ kind: FactKind, in transaction: any Transaction) throws {
        let rows = try transaction.rows("SELECT made_by, made_from FROM fact_states WHERE kind = $1", [.text(kind)])
        guard var row = rows.first else {
            (madeBy, madeFrom) = ("", nil)
            return
        }
        madeBy = try row.text()
        madeFrom = try row.optionalInteger().map { Day(number: Int($0)) }
    }

    static func write(_ kind: FactKind, madeBy: String, from: Day?, in transaction: any Transaction) throws {
        try transaction.execute(
            "UPDATE fact_states SET made_by = $2, made_from = $3 WHERE kind = $1",
            [.text(kind), .text(madeBy), .integer(from.map { Int64($0.number) })]
        )
    }
}
