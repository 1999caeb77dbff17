import CODBC
import ContactCenter

/// The rows of an answer of ODBC, read one after the other. Holds its connection.
final class ODBCCursor {
    private static let longestText = 65_536
    private static let noData = SQLRETURN(100)
    private static let nullData = SQLLEN(-1)

    private(set) var columns: [CDRAnswer.Column] = []
    private let statement: SQLHANDLE
    private let connection: ODBCConnection
    private var isOver = false

    /// - Throws: `CDRSourceError`.
    init(of text: String, _ statement: SQLHANDLE, _ connection: ODBCConnection, seconds: Int) throws {
        self.statement = statement
        self.connection = connection
        let patience = UnsafeMutableRawPointer(bitPattern: seconds)
        SQLSetStmtAttr(statement, SQLINTEGER(SQL_ATTR_QUERY_TIMEOUT), patience, 0)
        var bytes = Array(text.utf8) + [0]
        let status = SQLExecDirect(statement, &bytes, SQLINTEGER(SQL_NTS))
        guard ODBCConnection.isGood(status) || status == Self.noData else { throw problem }
        columns = try readColumns()
        isOver = columns.isEmpty
    }

    deinit { SQLFreeHandle(SQLSMALLINT(SQL_HANDLE_STMT), statement) }

    /// - Returns: `nil` at the end.
    func next() throws -> [String?]? {
        guard !isOver else { return nil }
        let status = SQLFetch(statement)
        if status == Self.noData {
            isOver = true
            return nil
        }
        guard ODBCConnection.isGood(status) else { throw problem }
        return try columns.indices.map { try text(SQLUSMALLINT($0 + 1)) }
    }

    private var problem: CDRSourceError { connection.problem(SQL_HANDLE_STMT, statement) }

    private func readColumns() throws -> [CDRAnswer.Column] {
        var count = SQLSMALLINT(0)
        guard ODBCConnection.isGood(SQLNumResultCols(statement, &count)) else { throw problem }
        guard count > 0 else { return [] }
        return try (1...SQLUSMALLINT(count)).map { place in
            var name = [UInt8](repeating: 0, count: 256)
            var (length, type, digits, nullable) = (SQLSMALLINT(0), SQLSMALLINT(0), SQLSMALLINT(0), SQLSMALLINT(0))
            var size = SQLULEN(0)
            let status = SQLDescribeCol(statement, place, &name, 256, &length, &type, &size, &digits, &nullable)
            guard ODBCConnection.isGood(status) else { throw problem }
            return CDRAnswer.Column(
                name: String(decoding: name.prefix { $0 != 0 }, as: UTF8.self),
                isNumber: Self.numbers.contains(type)
            )
        }
    }

    /// SQL_NUMERIC to SQL_DOUBLE, SQL_BIGINT and SQL_TINYINT.
    private static let numbers: Set<SQLSMALLINT> = [2, 3, 4, 5, 6, 7, 8, -5, -6]

    /// In pieces, where it is longer than the room for one.
    private func text(_ place: SQLUSMALLINT) throws -> String? {
        var whole: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1_024)
        while whole.count < Self.longestText {
            var length = SQLLEN(0)
            let status = SQLGetData(statement, place, SQLSMALLINT(SQL_C_CHAR), &piece, SQLLEN(piece.count), &length)
            if status == Self.noData { break }
            guard ODBCConnection.isGood(status) else { throw problem }
            if length == Self.nullData { return nil }
            // The last byte of a full piece ends it.
            let isWhole = length >= 0 && length < piece.count
            whole += piece.prefix(isWhole ? length : piece.count - 1)
            if isWhole { break }
        }
        return String(decoding: whole, as: UTF8.self)
    }
}
