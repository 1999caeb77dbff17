import CODBC
import ContactCenter
import Foundation

/// A connection through unixODBC that reads and nothing else: MySQL and MariaDB (FreePBX), and whatever else has a driver.
final class ODBCConnection: CDRConnection {
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
        let cursor = try cursor(of: statement)
        var answer = CDRAnswer(columns: cursor.columns)
        while let row = try cursor.next() { answer.rows.append(row) }
        return answer
    }

    /// The rows of an answer, one after the other.
    ///
    /// - Parameter seconds: for so long the answer may take to begin.
    func cursor(of statement: String, seconds: Int = 30) throws -> ODBCCursor {
        var handle: SQLHANDLE?
        SQLAllocHandle(SQLSMALLINT(SQL_HANDLE_STMT), connection, &handle)
        guard let handle else { throw problem(SQL_HANDLE_DBC, connection) }
        return try ODBCCursor(of: statement, handle, self, seconds: seconds)
    }

    static func isGood(_ status: SQLRETURN) -> Bool { status == 0 || status == 1 }

    func problem(_ kind: CInt, _ handle: SQLHANDLE?) -> CDRSourceError {
        var state = [UInt8](repeating: 0, count: 6)
        var words = [UInt8](repeating: 0, count: 512)
        var (code, length) = (SQLINTEGER(0), SQLSMALLINT(0))
        SQLGetDiagRec(SQLSMALLINT(kind), handle, 1, &state, &code, &words, SQLSMALLINT(words.count), &length)
        let text = String(decoding: words.prefix { $0 != 0 }, as: UTF8.self).asForeignWords(without: secrets)
        return CDRSourceError(.refused(text.isEmpty ? "the driver does not say why" : text), path: place)
    }
}
