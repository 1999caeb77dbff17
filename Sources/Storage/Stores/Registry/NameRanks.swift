import ContactCenter

/// The order of a small directory's names, as an expression: sorting many contacts by what stands in a directory compares the
/// numbers of places instead of looking each name up.
struct NameRanks {
    /// Where a name stands: 1 for the first, the same for equal names, 0 for none.
    private let ranks: [(id: Int64, rank: Int)]
    /// By their ranks, from 1.
    private let names: [String]

    /// In the database's own order of texts.
    init(of column: String, in table: String, _ transaction: any Transaction) throws {
        var names: [String] = []
        var ranks: [(id: Int64, rank: Int)] = []
        for var row in try transaction.rows("SELECT id, \(column) FROM \(table) ORDER BY \(column)") {
            let (id, name) = try (row.integer(), row.text())
            if names.last != name { names.append(name) }
            ranks.append((id, names.count))
        }
        self.names = names
        self.ranks = ranks.sorted { $0.id < $1.id }
    }

    /// The name at a place.
    func name(at rank: Int) -> String? { rank == 0 ? "" : names.indices.contains(rank - 1) ? names[rank - 1] : nil }

    /// The place of a name; of one that is not there any more, the place before it.
    func rank(of name: String) -> Int {
        names.firstIndex(of: name).map { $0 + 1 }
            ?? names.count { $0.unicodeScalars.lexicographicallyPrecedes(name.unicodeScalars) }
    }

    /// The place of the record that a column refers to.
    ///
    /// Halved over and over, so that a directory of hundreds costs as few comparisons as there are halves.
    func expression(of column: String) -> String { Self.expression(ranks[...], of: column) }

    private static func expression(_ ranks: ArraySlice<(id: Int64, rank: Int)>, of column: String) -> String {
        // A bare number would be that of a column to sort by.
        guard let first = ranks.first else { return "0 * COALESCE(\(column), 0)" }
        guard ranks.count > 1 else { return "CASE WHEN \(column) = \(first.id) THEN \(first.rank) ELSE 0 END" }
        let middle = ranks.startIndex + ranks.count / 2
        let (low, high) = (expression(ranks[..<middle], of: column), expression(ranks[middle...], of: column))
        return "CASE WHEN \(column) < \(ranks[middle].id) THEN \(low) ELSE \(high) END"
    }
}
