import CLibPQ
import ContactCenter
import Foundation

/// One connection to a PostgreSQL server, in libpq's pipeline mode: statements go out without waiting for the one before,
/// and answers are read when rows are wanted or the transaction ends.
///
/// `@unchecked Sendable`: a lane gives a connection to one piece of work and takes it back afterwards, so one thread at a
/// time uses it.
final class PostgreSQLConnection: @unchecked Sendable {
    /// An answer that has not been read yet.
    private enum Expected {
        case nothing
        case rows
        case pendingRows(PendingRows)
    }

    private static let mostUnreadAnswers = 256

    private let connection: OpaquePointer
    private let location: String
    /// Names of the statements that this connection has prepared, by their text.
    private var names: [String: String] = [:]
    private var expected: [Expected] = []
    private var received: [[SQLRow]] = []
    /// Ends of series that the server has been told of and has not reported yet.
    private var unreadMarks = 0
    /// Where a transaction was broken off the connection's state is not known.
    private var isSpoiled = false
    private var parameters = PostgreSQLParameters()

    /// Connects and logs in.
    init(_ location: DatabaseLocation, options: PostgreSQLOptions) throws {
        self.location = location.description
        guard let connection = options.withKeywordsAndValues(PQconnectdbParams) else {
            throw StorageError(.failed, "There is no memory for a connection to the database.")
        }
        self.connection = connection
        guard PQstatus(connection) == CONNECTION_OK else {
            throw StorageError(connecting: connection, location: self.location)
        }
        // Notices would go to the standard error output.
        PQsetNoticeProcessor(connection, { _, _ in }, nil)
        try prepareSession(options)
        guard PQenterPipelineMode(connection) == 1 else { throw lost() }
    }

    deinit { PQfinish(connection) }

    private func prepareSession(_ options: PostgreSQLOptions) throws {
        let settings = PQexec(connection, options.sessionSettings)
        defer { PQclear(settings) }
        let status = PQresultStatus(settings)
        guard status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK else {
            throw StorageError(settings, connection: connection, location: location)
        }
    }

    /// 150020 is 15.20.
    var serverVersion: Int { Int(PQserverVersion(connection)) }

    /// False after the connection broke, or when the server says something unasked to an idle one, such as farewell.
    var isUsable: Bool {
        var readiness = pollfd(fd: PQsocket(connection), events: Int16(POLLIN), revents: 0)
        return !isBroken && !isSpoiled && poll(&readiness, 1, 0) == 0
    }

    private var isBroken: Bool { PQstatus(connection) != CONNECTION_OK }

    /// Runs work between `opening` and COMMIT, or ROLLBACK when it throws.
    func transaction<Result>(
        opening: [String],
        _ work: (PostgreSQLConnection) throws -> Result
    ) throws -> Result {
        do {
            for statement in opening {
                try send(statement, [], expecting: .nothing)
            }
            let result = try work(self)
            try send("COMMIT", [], expecting: .nothing)
            try endSeries()
            return result
        } catch {
            rollBack()
            throw error
        }
    }

    private func rollBack() {
        do {
            try sendMark()
            try readToMark()
            // Statements whose preparation was skipped by the error are unknown to the server: it forgets all, so do we.
            names = [:]
            for statement in ["ROLLBACK", "DEALLOCATE ALL"] {
                guard PQsendQueryParams(connection, statement, 0, nil, nil, nil, nil, 0) == 1 else { throw lost() }
                try sendMark()
                try readToMark()
            }
        } catch {
            isSpoiled = true
        }
    }

    // MARK: - Sending

    private func send(_ statement: String, _ values: [SQLValue], expecting answer: Expected) throws {
        if expected.count >= Self.mostUnreadAnswers {
            try readAnswers()
        }
        let name = try prepare(statement)
        let isSent = parameters.withPointers(to: values) { pointers in
            PQsendQueryPrepared(connection, name, Int32(values.count), pointers, nil, nil, 0)
        }
        guard isSent == 1 else { throw lost() }
        expected.append(answer)
    }

    private func prepare(_ statement: String) throws -> String {
        if let name = names[statement] { return name }
        let name = "s\(names.count)"
        let text = Dialect.postgreSQL.text(of: statement)
        guard PQsendPrepare(connection, name, text, 0, nil) == 1 else { throw lost() }
        expected.append(.nothing)
        names[statement] = name
        return name
    }

    // MARK: - Reading

    /// Reads all answers up to now.
    private func readAnswers() throws {
        guard PQsendFlushRequest(connection) == 1, PQflush(connection) == 0 else { throw lost() }
        try takeExpected()
    }

    /// Reads all answers up to now and ends the series of statements: after an error the server skips all up to its end.
    private func endSeries() throws {
        try sendMark()
        try takeExpected()
        try readToMark()
    }

    private func sendMark() throws {
        guard PQpipelineSync(connection) == 1 else { throw lost() }
        unreadMarks += 1
    }

    /// Drops what is left of the answers up to the end of the series.
    private func readToMark() throws {
        expected = []
        var wasEmpty = false
        while unreadMarks > 0 {
            guard let result = PQgetResult(connection) else {
                // One nothing ends each answer; two mean that the mark is not coming.
                if wasEmpty || isBroken { throw lost() }
                wasEmpty = true
                continue
            }
            defer { PQclear(result) }
            wasEmpty = false
            if PQresultStatus(result) == PGRES_PIPELINE_SYNC { unreadMarks -= 1 }
        }
    }

    private func takeExpected() throws {
        for answer in expected {
            guard let result = PQgetResult(connection) else { throw lost() }
            defer { PQclear(result) }
            let status = PQresultStatus(result)
            guard status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK else {
                throw StorageError(result, connection: connection, location: location)
            }
            switch answer {
            case .nothing: break
            case .rows: received.append(rows(in: result))
            case .pendingRows(let pending): pending.fill(rows(in: result))
            }
            // Nothing follows an answer; this reads the nothing.
            while let rest = PQgetResult(connection) { PQclear(rest) }
        }
        expected = []
    }

    private func rows(in result: OpaquePointer) -> [SQLRow] {
        let columns = 0..<PQnfields(result)
        let areIntegers = columns.map { Self.integerTypes.contains(PQftype(result, $0)) }
        return (0..<PQntuples(result)).map { row in
            SQLRow(
                columns.map { column in
                    if PQgetisnull(result, row, column) == 1 { return .null }
                    let bytes = UnsafeRawBufferPointer(
                        start: PQgetvalue(result, row, column),
                        count: Int(PQgetlength(result, row, column))
                    )
                    let text = String(decoding: bytes, as: UTF8.self)
                    if areIntegers[Int(column)], let integer = Int64(text) {
                        return SQLValue(stored: .integer(integer))
                    }
                    return SQLValue(stored: .text(text))
                }
            )
        }
    }

    /// The ids of `int8`, `int2` and `int4` in every server.
    private static let integerTypes: Set<Oid> = [20, 21, 23]

    private func lost() -> StorageError {
        StorageError(lost: connection, location: location)
    }
}

extension PostgreSQLConnection: Transaction {
    var dialect: Dialect { .postgreSQL }

    func execute(_ statement: String, each valueLists: [[SQLValue]]) throws {
        for values in valueLists {
            try send(statement, values, expecting: .nothing)
        }
    }

    func rows(_ statement: String, each valueLists: [[SQLValue]]) throws -> [[SQLRow]] {
        guard !valueLists.isEmpty else { return [] }
        received = []
        for values in valueLists {
            try send(statement, values, expecting: .rows)
        }
        try readAnswers()
        return received
    }

    func pendingRows(_ statement: String, _ values: [SQLValue]) throws -> PendingRows {
        let pending = PendingRows()
        try send(statement, values, expecting: .pendingRows(pending))
        return pending
    }
}
