import CODBC
import ContactCenter
import Foundation

/// A connection through unixODBC that reads and nothing else: MySQL and MariaDB (FreePBX), and whatever else has a driver.
final class ODBCConnection: CDRConnection {
    private static let longestText = 65_536
    private static let noData = SQLRETURN(100)
    private static let nullData = SQLLEN(-1)

    private(set) var nameQuote = "\""
    private var environment: SQLHANDLE?
    private var connection: SQLHANDLE?
    private var isConnected = false
    private let place: String
    private let secrets: [String]

    /// - Parameter text: as unixODBC understands it, without the password if the database has one of its own.
    /// - Throws: `CDRSourceError`.
    init(_ text: String, _ database: CDRDatabase) throws {
        place = database.description
        let words = ODBCWords(text)
        secrets = [database.password, words.value(of: "pwd"), words.value(of: "password")].compactMap(\.self)
        SQLAllocHandle(SQLSMALLINT(SQL_HANDLE_ENV), nil, &environment)
        guard environment != nil else { throw CDRSourceError(.refused("there is no memory"), path: place) }
        SQLSetEnvAttr(environment, SQLINTEGER(SQL_ATTR_ODBC_VERSION), UnsafeMutableRawPointer(bitPattern: 3), 0)
        SQLAllocHandle(SQLSMALLINT(SQL_HANDLE_DBC), environment, &connection)
        guard connection != nil else { throw problem(SQL_HANDLE_ENV, environment) }
        // Seconds. What a driver does not know of this it does without.
        for (attribute, value) in [
            (SQL_ATTR_LOGIN_TIMEOUT, 10), (SQL_ATTR_CONNECTION_TIMEOUT, 30), (SQL_ATTR_ACCESS_MODE, 1),
        ] {
            SQLSetConnectAttr(connection, SQLINTEGER(attribute), UnsafeMutableRawPointer(bitPattern: value), 0)
        }
        try connect(to: Self.whole(text, words, password: database.password))
        nameQuote = quoteOfDriver
    }

    deinit {
        if isConnected { SQLDisconnect(connection) }
        if connection != nil { SQLFreeHandle(SQLSMALLINT(SQL_HANDLE_DBC), connection) }
        if environment != nil { SQLFreeHandle(SQLSMALLINT(SQL_HANDLE_ENV), environment) }
    }

    /// With the password, and with the characters of names where a driver would take others.
    private static func whole(_ text: String, _ words: ODBCWords, password: String?) -> String {
        var parts = [text]
        if let password { parts.append("PWD=\(ODBCWords.quoted(password))") }
        let driver = words.value(of: "driver")?.lowercased() ?? ""
        if driver.contains("maria") || driver.contains("mysql"), words.value(of: "charset") == nil {
            parts.append("CHARSET=utf8mb4")
        }
        return parts.joined(separator: ";")
    }

    private func connect(to words: String) throws {
        var bytes = Array(words.utf8) + [0]
        let status = SQLDriverConnect(
            connection,
            nil,
            &bytes,
            SQLSMALLINT(SQL_NTS),
            nil,
            0,
            nil,
            SQLUSMALLINT(SQL_DRIVER_NOPROMPT)
        )
        guard Self.isGood(status) else { throw problem(SQL_HANDLE_DBC, connection) }
        isConnected = true
    }

    private var quoteOfDriver: String {
        var text = [UInt8](repeating: 0, count: 16)
        var length = SQLSMALLINT(0)
        let kind = SQLUSMALLINT(SQL_IDENTIFIER_QUOTE_CHAR)
        guard Self.isGood(SQLGetInfo(connection, kind, &text, SQLSMALLINT(text.count), &length)) else { return "\"" }
        let quote = String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
        // A space means that there is none.
        return quote == " " ? "" : quote
    }

    func answer(to statement: String) throws -> CDRAnswer {
        var handle: SQLHANDLE?
        SQLAllocHandle(SQLSMALLINT(SQL_HANDLE_STMT), connection, &handle)
        guard let handle else { throw problem(SQL_HANDLE_DBC, connection) }
        defer { SQLFreeHandle(SQLSMALLINT(SQL_HANDLE_STMT), handle) }
        SQLSetStmtAttr(handle, SQLINTEGER(SQL_ATTR_QUERY_TIMEOUT), UnsafeMutableRawPointer(bitPattern: 30), 0)
        var bytes = Array(statement.utf8) + [0]
        let status = SQLExecDirect(handle, &bytes, SQLINTEGER(SQL_NTS))
        guard Self.isGood(status) || status == Self.noData else { throw problem(SQL_HANDLE_STMT, handle) }
        var answer = CDRAnswer()
        answer.columns = try columns(of: handle)
        while true {
            let status = SQLFetch(handle)
            if status == Self.noData { return answer }
            guard Self.isGood(status) else { throw problem(SQL_HANDLE_STMT, handle) }
            answer.rows.append(try answer.columns.indices.map { try text(handle, SQLUSMALLINT($0 + 1)) })
        }
    }

    private func columns(of statement: SQLHANDLE) throws -> [CDRAnswer.Column] {
        var count = SQLSMALLINT(0)
        guard Self.isGood(SQLNumResultCols(statement, &count)) else { throw problem(SQL_HANDLE_STMT, statement) }
        guard count > 0 else { return [] }
        return try (1...SQLUSMALLINT(count)).map { place in
            var name = [UInt8](repeating: 0, count: 256)
            var (length, type, digits, nullable) = (SQLSMALLINT(0), SQLSMALLINT(0), SQLSMALLINT(0), SQLSMALLINT(0))
            var size = SQLULEN(0)
            let status = SQLDescribeCol(statement, place, &name, 256, &length, &type, &size, &digits, &nullable)
            guard Self.isGood(status) else { throw problem(SQL_HANDLE_STMT, statement) }
            return CDRAnswer.Column(
                name: String(decoding: name.prefix { $0 != 0 }, as: UTF8.self),
                isNumber: Self.numbers.contains(type)
            )
        }
    }

    /// SQL_NUMERIC to SQL_DOUBLE, SQL_BIGINT and SQL_TINYINT.
    private static let numbers: Set<SQLSMALLINT> = [2, 3, 4, 5, 6, 7, 8, -5, -6]

    /// In pieces, where it is longer than the room for one.
    private func text(_ statement: SQLHANDLE, _ place: SQLUSMALLINT) throws -> String? {
        var whole: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1_024)
        while whole.count < Self.longestText {
            var length = SQLLEN(0)
            let status = SQLGetData(statement, place, SQLSMALLINT(SQL_C_CHAR), &piece, SQLLEN(piece.count), &length)
            if status == Self.noData { break }
            guard Self.isGood(status) else { throw problem(SQL_HANDLE_STMT, statement) }
            if length == Self.nullData { return nil }
            // The last byte of a full piece ends it.
            let isWhole = length >= 0 && length < piece.count
            whole += piece.prefix(isWhole ? length : piece.count - 1)
            if isWhole { break }
        }
        return String(decoding: whole, as: UTF8.self)
    }

    private static func isGood(_ status: SQLRETURN) -> Bool { status == 0 || status == 1 }

    private func problem(_ kind: CInt, _ handle: SQLHANDLE?) -> CDRSourceError {
        var state = [UInt8](repeating: 0, count: 6)
        var words = [UInt8](repeating: 0, count: 512)
        var (code, length) = (SQLINTEGER(0), SQLSMALLINT(0))
        SQLGetDiagRec(SQLSMALLINT(kind), handle, 1, &state, &code, &words, SQLSMALLINT(words.count), &length)
        let text = String(decoding: words.prefix { $0 != 0 }, as: UTF8.self).asForeignWords(without: secrets)
        return CDRSourceError(.refused(text.isEmpty ? "the driver does not say why" : text), path: place)
    }
}
