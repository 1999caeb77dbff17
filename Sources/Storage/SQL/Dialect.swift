/// What differs between the two databases in the text of a statement.
package enum Dialect: Sendable {
    case sqlite
    case postgreSQL

    /// The statement as the engine wants it: words in braces replaced, and values marked its way.
    ///
    /// SQLite takes `$1` for a *name* and numbers values by first appearance; `?1` is the first value, wherever it stands.
    func text(of statement: String) -> String {
        // In one pass over the bytes: a database is made of some hundred statements, and each test makes one.
        var text: [UInt8] = []
        var rest = statement.utf8[...]
        text.reserveCapacity(rest.count)
        while let byte = rest.first {
            if byte == UInt8(ascii: "{"), let end = rest.firstIndex(of: UInt8(ascii: "}")),
                let replacement = words[String(decoding: rest[...end], as: UTF8.self)]
            {
                text += replacement.utf8
                rest = rest[rest.index(after: end)...]
            } else {
                text.append(self == .sqlite && byte == UInt8(ascii: "$") ? UInt8(ascii: "?") : byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// A row if there is a table called `$1`.
    var findTable: String {
        switch self {
        case .sqlite: "SELECT name FROM sqlite_master WHERE type = 'table' AND name = $1"
        case .postgreSQL: "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename = $1"
        }
    }

    var other: Dialect { self == .sqlite ? .postgreSQL : .sqlite }

    /// How a statement of a migration begins that this engine alone has a use for.
    var onlyHere: String { self == .sqlite ? "{sqlite}" : "{postgresql}" }

    private var words: [String: String] { self == .sqlite ? Self.wordsOfSQLite : Self.wordsOfPostgreSQL }

    private static let wordsOfSQLite = [
        "{sqlite}": "",
        // A rowid of its own; numbers are not used twice while their row lives.
        "{identity}": "INTEGER PRIMARY KEY",
        "{bigint}": "INTEGER",
        // Wrong types are refused, as PostgreSQL does by itself.
        "{strict}": "STRICT",
        // The rows stand in the primary key itself.
        "{clustered}": "STRICT, WITHOUT ROWID",
        // Puts the texts of all rows together, with another between them.
        "{joined}": "group_concat",
        // Where a text stands in another, from 1; 0 where it does not.
        "{position}": "instr",
    ]

    private static let wordsOfPostgreSQL = [
        "{postgresql}": "",
        "{identity}": "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
        "{bigint}": "BIGINT",
        "{strict}": "",
        "{clustered}": "",
        "{joined}": "string_agg",
        "{position}": "strpos",
    ]
}
