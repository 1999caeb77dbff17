extension Transaction {
    /// Runs one statement for many lists of values, which stand in it as the rows of a table `asked`: a statement about a hundred
    /// things costs little more than one about one.
    ///
    /// - Parameters:
    ///   - columns: of `asked`, with their types, such as `{bigint}`.
    ///   - statement: what follows the definition of `asked`: `SELECT … FROM asked JOIN …`, `INSERT …`, `UPDATE … FROM asked …`.
    /// - Returns: the rows for all lists together, in no order across them.
    func rows(
        asking columns: KeyValuePairs<String, String>,
        _ valueLists: [[SQLValue]],
        _ statement: String
    ) throws -> [SQLRow] {
        var rows: [SQLRow] = []
        var rest = valueLists[...]
        // Few different lengths, so that each statement is prepared once.
        var length = 128
        while !rest.isEmpty {
            while length > rest.count { length /= 2 }
            let values = rest.prefix(length)
            rest = rest.dropFirst(length)
            let text = "WITH \(asked(columns, length)) \(statement)"
            rows += try self.rows(text, Array(values.joined()))
        }
        return rows
    }

    /// The same for a statement that answers nothing.
    func execute(
        asking columns: KeyValuePairs<String, String>,
        _ valueLists: [[SQLValue]],
        _ statement: String
    ) throws {
        _ = try rows(asking: columns, valueLists, statement)
    }

    private func asked(_ columns: KeyValuePairs<String, String>, _ length: Int) -> String {
        let lists = (0..<length).map { row in
            let values = columns.enumerated().map { column, name in
                "CAST($\(row * columns.count + column + 1) AS \(name.value))"
            }
            return "(\(values.joined(separator: ", ")))"
        }
        return "asked (\(columns.map(\.key).joined(separator: ", "))) AS (VALUES \(lists.joined(separator: ", ")))"
    }
}
