import GRDB
import GRDBSQLite
import Synchronization

/// Statements on an SQLite connection, each prepared once and kept by the connection.
struct SQLiteTransaction: Transaction {
    let dialect = Dialect.sqlite
    private let database: GRDB.Database
    private let texts: SQLiteTexts

    init(_ database: GRDB.Database, texts: SQLiteTexts) {
        self.database = database
        self.texts = texts
    }

    func execute(_ statement: String, each valueLists: [[SQLValue]]) throws {
        guard !valueLists.isEmpty else { return }
        let prepared = try prepare(statement)
        for values in valueLists {
            try bind(values, to: prepared)
            try prepared.execute()
        }
    }

    func rows(_ statement: String, each valueLists: [[SQLValue]]) throws -> [[SQLRow]] {
        guard !valueLists.isEmpty else { return [] }
        let prepared = try prepare(statement)
        let columns = prepared.columnCount
        return try valueLists.map { values in
            try bind(values, to: prepared)
            var rows: [SQLRow] = []
            // GRDB steps; its rows, which find columns by their names, cost more than what is in them.
            let found = try DatabaseValue.fetchCursor(prepared)
            while try found.next() != nil {
                rows.append(SQLRow((0..<columns).map { SQLValue(at: CInt($0), of: prepared.sqliteStatement) }))
            }
            return rows
        }
    }

    func pendingRows(_ statement: String, _ values: [SQLValue]) throws -> PendingRows {
        try PendingRows(rows(statement, values))
    }

    private func prepare(_ statement: String) throws -> Statement {
        try database.cachedStatement(sql: texts[statement])
    }

    /// Binds by SQLite's own functions: GRDB's way costs more than running the statement.
    private func bind(_ values: [SQLValue], to statement: Statement) throws {
        // Resets the statement and forgets what was bound.
        statement.setUncheckedArguments(StatementArguments())
        guard sqlite3_bind_parameter_count(statement.sqliteStatement) == values.count else {
            throw StorageError(.failed, "\(values.count) values do not fit a statement.", cause: statement.sql)
        }
        for (index, value) in zip(CInt(1)..., values) {
            let code = value.bind(to: statement.sqliteStatement, at: index)
            guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
        }
    }
}

/// Statements in SQLite's words. Putting one into words takes longer than running it.
final class SQLiteTexts: Sendable {
    private let known = Mutex<[String: String]>([:])

    subscript(statement: String) -> String {
        known.withLock { known in
            if let text = known[statement] { return text }
            let text = Dialect.sqlite.text(of: statement)
            known[statement] = text
            return text
        }
    }
}

extension SQLValue {
    fileprivate func bind(to statement: OpaquePointer, at index: CInt) -> CInt {
        switch content {
        case .null:
            return sqlite3_bind_null(statement, index)
        case .integer(let integer):
            return sqlite3_bind_int64(statement, index, integer)
        case .text(var text):
            return text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { characters in
                    sqlite3_bind_text(
                        statement,
                        index,
                        characters.baseAddress,
                        CInt(clamping: characters.count),
                        Self.copied
                    )
                }
            }
        }
    }

    /// SQLITE_TRANSIENT, which is a macro: SQLite makes a copy of the text.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    /// What the row that a statement stands on has in one column.
    fileprivate init(at column: CInt, of statement: OpaquePointer) {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: self.init(stored: .integer(sqlite3_column_int64(statement, column)))
        case SQLITE_NULL: self.init(stored: .null)
        case SQLITE_BLOB:
            // The schema has neither this kind nor fractions; `SQLRow` refuses the text where it wants something else.
            self.init(stored: .text("\(sqlite3_column_bytes(statement, column)) bytes"))
        default:
            // In this order: asking for the text is what makes it so many bytes.
            let text = sqlite3_column_text(statement, column)
            let bytes = UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement, column)))
            self.init(stored: .text(String(decoding: bytes, as: UTF8.self)))
        }
    }
}
