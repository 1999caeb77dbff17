import ContactCenter

/// By what the chunks of a kind were made, and from which day on they are there.
struct FactState {
    let madeBy: String
    /// `nil`: all are there.
    let madeFrom: Day?
    /// Grows with everything that is written, so that what was made from an earlier state is known by it.
    let version: Int64

    init(_ kind: FactKind, in transaction: any Transaction) throws {
        let rows = try transaction.rows(
            "SELECT made_by, made_from, version FROM fact_states WHERE kind = $1",
            [.text(kind)]
        )
        guard var row = rows.first else {
            (madeBy, madeFrom, version) = ("", nil, 0)
            return
        }
        madeBy = try row.text()
        madeFrom = try row.optionalInteger().map { Day(number: Int($0)) }
        version = try row.integer()
    }

    /// - Returns: the version now; `nil` when another has written since this one.
    static func advance(_ kind: FactKind, from version: Int64, in transaction: any Transaction) throws -> Int64? {
        try transaction.execute(
            "INSERT INTO fact_states (kind, made_by) VALUES ($1, '') ON CONFLICT (kind) DO NOTHING",
            [.text(kind)]
        )
        let advanced = try transaction.rows(
            "UPDATE fact_states SET version = version + 1 WHERE kind = $1 AND version = $2 RETURNING version",
            [.text(kind), .integer(version)]
        )
        return try advanced.first.map { row in
            var row = row
            return try row.integer()
        }
    }

    static func write(_ kind: FactKind, madeBy: String, from: Day?, in transaction: any Transaction) throws {
        try transaction.execute(
            "UPDATE fact_states SET made_by = $2, made_from = $3 WHERE kind = $1",
            [.text(kind), .text(madeBy), .integer(from.map { Int64($0.number) })]
        )
    }
}
