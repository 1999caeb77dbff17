import ContactCenter
import Foundation

/// Says that facts of an instant have changed.
struct FactMark {
    let id: Int64
    /// `nil`: of all.
    let at: Date?

    static func read(_ kind: FactKind, limit: Int, in transaction: any Transaction) throws -> [FactMark] {
        try transaction.rows(
            "SELECT id, at FROM fact_marks WHERE kind = $1 ORDER BY id LIMIT $2",
            [.text(kind), .integer(limit)]
        ).map { row in
            var row = row
            return try FactMark(id: row.integer(), at: row.optionalInstant())
        }
    }

    /// These and no others: one with a smaller number may be committed later.
    static func remove(_ marks: [FactMark], in transaction: any Transaction) throws {
        try transaction.execute("DELETE FROM fact_marks WHERE id = $1", each: marks.map { [.integer($0.id)] })
    }

    /// All facts of all kinds have changed.
    static func all(in transaction: any Transaction) throws {
        try transaction.execute(
            "INSERT INTO fact_marks (kind, at) VALUES ($1, NULL)",
            each: FactKind.allCases.map { [.text($0)] }
        )
    }

    /// The days on which facts have changed, by the clock of any branch; `nil` where all have.
    ///
    /// - Parameter reach: how long after it a change is felt by other facts, see `FactReading`.
    static func days(
        of kind: FactKind,
        _ clocks: BranchClocks,
        reach: TimeInterval,
        in transaction: any Transaction
    ) throws -> Set<Day>? {
        let all = try transaction.rows("SELECT 1 FROM fact_marks WHERE kind = $1 AND at IS NULL LIMIT 1", [.text(kind)])
        guard all.isEmpty else { return nil }
        // A quarter of an hour is on one day wherever clocks differ by such; an older one may be on two.
        let quarters = try transaction.rows(
            "SELECT DISTINCT at - at % 900000 FROM fact_marks WHERE kind = $1",
            [.text(kind)]
        )
        return try quarters.reduce(into: []) { days, row in
            var row = row
            let at = try row.instant()
            for end in [-900, 0, 899.999] { days.formUnion(clocks.days(of: at + end, lasting: reach)) }
        }
    }
}
