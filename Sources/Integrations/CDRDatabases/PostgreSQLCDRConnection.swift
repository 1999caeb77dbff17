import CLibPQ
import ContactCenter
import Foundation

/// A connection to the PBX's PostgreSQL server that reads and nothing else.
final class PostgreSQLCDRConnection: CDRConnection {
    let nameQuote = "\""
    private let connection: OpaquePointer
    private let place: String
    private let secrets: [String]

    /// - Throws: `CDRSourceError`.
    init(_ address: String, _ database: CDRDatabase) throws {
        place = database.description
        let ownPassword = URLComponents(string: address)?.password
        secrets = [database.password, ownPassword, ownPassword?.removingPercentEncoding].compactMap(\.self)
        var settings = [
            // What the address says wins over what stands in front of it.
            ("application_name", "priyom"), ("connect_timeout", "10"), ("keepalives_idle", "10"),
            ("keepalives_interval", "5"), ("keepalives_count", "3"), ("tcp_user_timeout", "20000"),
            ("dbname", address), ("client_encoding", "UTF8"),
        ]
        if let password = database.password { settings.append(("password", password)) }
        let opened = withCStrings(settings.map(\.0)) { keywords in
            withCStrings(settings.map(\.1)) { PQconnectdbParams(keywords, $0, 1) }
        }
        guard let opened else { throw CDRSourceError(.refused("there is no memory"), path: place) }
        connection = opened
        guard PQstatus(connection) == CONNECTION_OK else { throw problem() }
        PQsetNoticeProcessor(connection, { _, _ in }, nil)
        let zone = database.timeZone.identifier.replacing("'", with: "''")
        // One at a time: together they would be one transaction.
        for setting in [
            "default_transaction_read_only = on", "statement_timeout = '30s'", "lock_timeout = '5s'",
            "DateStyle = 'ISO, YMD'", "TimeZone = '\(zone)'",
        ] {
            _ = try answer(to: "SET \(setting)")
        }
    }

    deinit { PQfinish(connection) }

    func answer(to statement: String) throws -> CDRAnswer {
        let result = PQexec(connection, statement)
        defer { PQclear(result) }
        let status = PQresultStatus(result)
        guard let result, status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK else { throw problem() }
        let places = 0..<PQnfields(result)
        var answer = CDRAnswer()
        answer.columns = places.map { place in
            CDRAnswer.Column(
                name: PQfname(result, place).map { String(cString: $0) } ?? "",
                isNumber: Self.numbers.contains(PQftype(result, place))
            )
        }
        answer.rows = (0..<PQntuples(result)).map { row in places.map { Self.text(result, row, $0) } }
        return answer
    }

    private static func text(_ result: OpaquePointer, _ row: CInt, _ place: CInt) -> String? {
        guard PQgetisnull(result, row, place) == 0 else { return nil }
        let count = Int(PQgetlength(result, row, place))
        return String(
            decoding: UnsafeRawBufferPointer(start: PQgetvalue(result, row, place), count: count),
            as: UTF8.self
        )
    }

    /// `int8`, `int2`, `int4`, `float4`, `float8` and `numeric` in every server.
    private static let numbers: Set<Oid> = [20, 21, 23, 700, 701, 1_700]

    private func problem() -> CDRSourceError {
        let words = String(cString: PQerrorMessage(connection)).asForeignWords(without: secrets)
        return CDRSourceError(.refused(words), path: place)
    }
}

/// Texts as C has them, with a null pointer behind the last.
private func withCStrings<Result>(
    _ texts: [String],
    _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
) -> Result {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    var pointers: [UnsafePointer<CChar>?] = copies.map { $0.map { UnsafePointer($0) } }
    pointers.append(nil)
    return pointers.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { preconditionFailure("there is at least the null pointer") }
        return body(base)
    }
}
