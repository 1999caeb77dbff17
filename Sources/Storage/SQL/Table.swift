/// A table of the database as the stores write and read it: one list of columns for both, so that they cannot disagree.
struct Table: Sendable {
    let name: String
    /// The columns that name a row.
    let key: [String]
    /// All columns that are written and read, key included, in the order of their values.
    let columns: [String]
    /// What a column becomes when the row is there already; the written value where nothing is said.
    var kept: [String: String] = [:]

    /// Writes a row, over the one with the same key if there is one.
    var upsert: String {
        let changes = columns.filter { !key.contains($0) }
            .map { "\($0) = \(kept[$0] ?? "excluded.\($0)")" }
        return """
            \(insert)
            ON CONFLICT (\(key.joined(separator: ", ")))
            DO UPDATE SET \(changes.joined(separator: ", "))
            """
    }

    var insert: String {
        let values = columns.indices.map { "$\($0 + 1)" }
        return """
            INSERT INTO \(name) (\(columns.joined(separator: ", ")))
            VALUES (\(values.joined(separator: ", ")))
            """
    }

    /// The columns for a SELECT: `calls.id, calls.pbx, …`.
    var selected: String { columns.map { "\(name).\($0)" }.joined(separator: ", ") }
}
