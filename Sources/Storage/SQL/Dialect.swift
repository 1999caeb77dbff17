/// What differs between the two databases in the text of a statement.
package enum Dialect: Sendable {
    case sqlite
    case postgreSQL

    /// The statement as the engine wants it: words in braces replaced, and values marked its way.
    ///
    /// SQLite takes `$1` for a *name* and numbers values by first appearance; `?1` is the first value, wherever it stands.
    func text(of statement: String) -> String {
        var text = statement
        for (word, replacement) in words {
            text.replace(word, with: replacement)
        }
        if self == .sqlite {
            text.replace("$", with: "?")
        }
        return text
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

    private var words: [(String, String)] {
        switch self {
        case .sqlite:
            [
                ("{sqlite}", ""),
                // A rowid of its own; numbers are not used twice while their row lives.
                ("{identity}", "INTEGER PRIMARY KEY"),
                ("{bigint}", "INTEGER"),
                // Wrong types are refused, as PostgreSQL does by itself.
                ("{strict}", "STRICT"),
                // The rows stand in the primary key itself.
                ("{clustered}", "STRICT, WITHOUT ROWID"),
                // Puts the texts of all rows together, with another between them.
                ("{joined}", "group_concat"),
                // Where a text stands in another, from 1; 0 where it does not.
                ("{position}", "instr"),
            ]
        case .postgreSQL:
            [
                ("{postgresql}", ""),
                ("{identity}", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"),
                ("{bigint}", "BIGINT"),
                ("{strict}", ""),
                ("{clustered}", ""),
                ("{joined}", "string_agg"),
                ("{position}", "strpos"),
            ]
        }
    }
}
