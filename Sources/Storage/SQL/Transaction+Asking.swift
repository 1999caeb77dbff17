import Synchronization

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
        guard !valueLists.isEmpty else { return [] }
        return switch dialect {
        case .sqlite: try rowsOfSQLite(asking: columns, valueLists, statement)
        case .postgreSQL:
            try rows(
                "WITH \(askedOfArrays(columns)) \(statement)",
                (0..<columns.count).map { column in SQLValue.array(valueLists.map { $0[column] }) }
            )
        }
    }

    /// The same for a statement that answers nothing.
    func execute(
        asking columns: KeyValuePairs<String, String>,
        _ valueLists: [[SQLValue]],
        _ statement: String
    ) throws {
        _ = try rows(asking: columns, valueLists, statement)
    }

    /// An array a column: one statement for any number of rows, so that PostgreSQL plans it once.
    private func askedOfArrays(_ columns: KeyValuePairs<String, String>) -> String {
        let arrays = columns.enumerated().map { "CAST($\($0 + 1) AS \($1.value)[])" }.joined(separator: ", ")
        return "asked (\(columns.map(\.key).joined(separator: ", "))) AS (SELECT * FROM unnest(\(arrays)))"
    }

    private func rowsOfSQLite(
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
            rows += try self.rows("WITH \(AskedRows.text(columns, length)) \(statement)", Array(values.joined()))
        }
        return rows
    }
}

/// Rows of `asked` in SQLite's words. Putting some into words takes longer than most statements.
private enum AskedRows {
    private struct Shape: Hashable {
        var columns: [String]
        var length: Int
    }

    private static let known = Mutex<[Shape: String]>([:])

    static func text(_ columns: KeyValuePairs<String, String>, _ length: Int) -> String {
        let shape = Shape(columns: columns.flatMap { [$0.key, $0.value] }, length: length)
        return known.withLock { known in
            if let text = known[shape] { return text }
            let text = text(of: columns, length)
            known[shape] = text
            return text
        }
    }

    private static func text(of columns: KeyValuePairs<String, String>, _ length: Int) -> String {
        let lists = (0..<length).map { row in
            let values = columns.enumerated().map { column, name in
                "CAST($\(row * columns.count + column + 1) AS \(name.value))"
            }
            return "(\(values.joined(separator: ", ")))"
        }
        return "asked (\(columns.map(\.key).joined(separator: ", "))) AS (VALUES \(lists.joined(separator: ", ")))"
    }
}

extension SQLValue {
    /// PostgreSQL's text of an array.
    fileprivate static func array(_ values: [SQLValue]) -> SQLValue {
        let elements = values.map { value in
            switch value.content {
            case .null: "NULL"
            case .integer(let integer): "\(integer)"
            case .text(let text): quoted(text)
            }
        }
        return .text("{\(elements.joined(separator: ","))}")
    }

    /// Most texts have nothing to be marked, and looking for that is quick.
    private static func quoted(_ text: String) -> String {
        let isPlain = !text.utf8.contains { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\"") }
        return isPlain
            ? "\"\(text)\"" : "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
}
