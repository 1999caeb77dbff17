import ContactCenter
import Foundation
import GRDBSQLite
import Logging
import Synchronization

@testable import Integrations

/// An SQLite file as the PBX writes it, made for one test.
final class SampleCDRFile: Sendable {
    /// The table of cdr_sqlite3_custom.conf.sample, with the columns that it should have besides.
    static let columns = """
        calldate, clid, src, dst, dcontext, channel, dstchannel, lastapp, lastdata, duration, billsec, disposition, amaflags,
        accountcode, uniqueid, userfield, linkedid, sequence
        """

    let folder = FileManager.default.temporaryDirectory.appending(path: "cdrs-\(UUID())")
    var path: String { folder.appending(path: "master.db").path }

    init(columns: String = columns) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try run("CREATE TABLE cdr (AcctId INTEGER PRIMARY KEY, \(columns))")
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func database(since: Day? = nil, columns: [String: String] = [:], table: String = "cdr") -> CDRDatabase {
        CDRDatabase(.sqlite(path: path), table: table, columns: columns, timeZone: .moscow, since: since)
    }

    /// Runs statements as another program, with locks as SQLite takes them.
    func run(_ statements: String) throws {
        var connection: OpaquePointer?
        defer { sqlite3_close_v2(connection) }
        guard sqlite3_open(path, &connection) == SQLITE_OK,
            sqlite3_exec(connection, statements, nil, nil, nil) == SQLITE_OK
        else { throw CDRSourceError(.refused(String(cString: sqlite3_errmsg(connection))), path: path) }
    }

    /// A row that was written when a call ended.
    func add(_ number: Int, at start: String) throws {
        try run("INSERT INTO cdr (\(Self.columns)) VALUES (\(SampleCDR.values(number, at: start)))")
    }
}

enum SampleCDR {
    static func values(_ number: Int, at start: String) -> String {
        """
        '\(start)', '"Анна" <9535237271>', '9535237271', '6467171', 'from-trunk', 'PJSIP/trunk-\(number)', 'PJSIP/0125-\(number)',
        'Dial', 'PJSIP/0125,15', 16, 13, 'ANSWERED', 3, '', '1795364754.\(number)', '', '1795364754.\(number)', \(number)
        """
    }

    /// The row that `values` become.
    static func row(_ number: Int, at start: String, answer: String, end: String) -> CDRRow {
        var row = CDRRow()
        row.callerID = "\"Анна\" <9535237271>"
        (row.source, row.destination, row.destinationContext) = ("9535237271", "6467171", "from-trunk")
        (row.channel, row.destinationChannel) = ("PJSIP/trunk-\(number)", "PJSIP/0125-\(number)")
        (row.lastApplication, row.lastData) = ("Dial", "PJSIP/0125,15")
        (row.start, row.answer, row.end) = (start, answer, end)
        (row.duration, row.billableSeconds) = ("16", "13")
        (row.disposition, row.amaFlags) = ("ANSWERED", "DOCUMENTATION")
        (row.uniqueID, row.linkedID) = ("1795364754.\(number)", LinkedID("1795364754.\(number)"))
        row.sequence = Int64(number)
        return row
    }
}

extension TimeZone {
    static let moscow = TimeZone(identifier: "Europe/Moscow") ?? .gmt
}

extension CDRSource {
    /// All that is there behind a cursor, as the catch-up reads it.
    func all(after cursor: CDRCursor? = nil, limit: Int = 100) async throws -> CDRPage {
        var whole = CDRPage(rows: [], cursor: cursor ?? CDRCursor(offset: 0, fingerprint: ""))
        var cursor = cursor
        while true {
            let page = try await rows(after: cursor, limit: limit)
            guard page.cursor != cursor else { return whole }
            cursor = page.cursor
            whole.cursor = page.cursor
            whole.rows += page.rows
        }
    }
}

/// Keeps what is logged.
final class KeptLog: Sendable {
    private let kept = Mutex<[String]>([])
    var lines: [String] { kept.withLock { $0 } }

    var logger: Logger {
        Logger(label: "test") { _ in Handler(log: self) }
    }

    private struct Handler: LogHandler {
        let log: KeptLog
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            log.kept.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") }
        }
    }
}

let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
