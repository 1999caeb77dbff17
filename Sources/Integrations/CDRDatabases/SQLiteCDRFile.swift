import ContactCenter
import Foundation
import GRDBSQLite

/// An SQLite file that the PBX writes to, read so that it never waits for us.
///
/// A reader's lock would keep Asterisk from committing, and versions before 2025 drop a CDR after a millisecond. So the file
/// is read without any lock, and what was read counts only if the file did not change meanwhile. In WAL mode readers hinder
/// nobody, and the file is read as usual.
struct SQLiteCDRFile {
    private static let attempts = 10

    let path: String
    /// For errors.
    let place: String

    /// - Parameter work: runs again when the PBX has written meanwhile.
    func read<Result>(_ work: (any CDRConnection) throws -> Result) throws -> Result {
        for attempt in 0..<Self.attempts {
            let state = try state()
            if state.isShared { return try work(SQLiteCDRConnection(path, isImmutable: false, place: place)) }
            if !state.isBeingWritten {
                let result = Swift.Result { try work(SQLiteCDRConnection(path, isImmutable: true, place: place)) }
                if try self.state() == state { return try result.get() }
            }
            usleep(UInt32(10_000 * (attempt + 1)))
        }
        let reason =
            "it is being written all the time, or was left half written by a crash, which Asterisk mends when it starts"
        throw CDRSourceError(.refused(reason), path: place)
    }

    private struct State: Hashable {
        var file: [Int64]
        /// The head with the count of changes.
        var head: Data
        var isBeingWritten: Bool

        /// The write-ahead log is in use.
        var isShared: Bool { head.count > 19 && head[18] == 2 }
    }

    private func state() throws -> State {
        guard FileManager.default.fileExists(atPath: path) else { throw CDRSourceError(.notFound, path: path) }
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            let head = try handle.read(upToCount: 100) ?? Data()
            var status = stat()
            guard fstat(handle.fileDescriptor, &status) == 0 else { throw CocoaError(.fileReadUnknown) }
            let written = status.modifiedAt.timeIntervalSince1970.bitPattern
            return State(
                file: [Int64(status.st_ino), Int64(status.st_size), Int64(bitPattern: written)],
                head: head,
                isBeingWritten: hasJournal
            )
        } catch {
            throw CDRSourceError(.unreadable(error.localizedDescription), path: path)
        }
    }

    /// One whose head is zero has been done with.
    private var hasJournal: Bool {
        guard let journal = FileHandle(forReadingAtPath: path + "-journal") else { return false }
        defer { try? journal.close() }
        return (try? journal.read(upToCount: 8))?.contains { $0 != 0 } ?? false
    }
}

/// A connection to an SQLite file that reads and nothing else.
final class SQLiteCDRConnection: CDRConnection {
    let nameQuote = "\""
    private var connection: OpaquePointer?
    private let place: String

    init(_ path: String, isImmutable: Bool, place: String) throws {
        self.place = place
        let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
        let address = "file:\(escaped)?mode=ro" + (isImmutable ? "&immutable=1" : "")
        guard sqlite3_open_v2(address, &connection, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nil) == SQLITE_OK else {
            throw lastProblem
        }
        sqlite3_busy_timeout(connection, 1_000)
        // A view of somebody else's making must not call functions that do anything.
        sqlite3_exec(connection, "PRAGMA trusted_schema = OFF", nil, nil, nil)
    }

    deinit { sqlite3_close_v2(connection) }

    func answer(to statement: String) throws -> CDRAnswer {
        var prepared: OpaquePointer?
        guard sqlite3_prepare_v2(connection, statement, -1, &prepared, nil) == SQLITE_OK, let prepared else {
            throw lastProblem
        }
        defer { sqlite3_finalize(prepared) }
        let places = 0..<sqlite3_column_count(prepared)
        var answer = CDRAnswer()
        answer.columns = places.map { CDRAnswer.Column(name: String(cString: sqlite3_column_name(prepared, $0))) }
        while true {
            switch sqlite3_step(prepared) {
            case SQLITE_ROW: answer.rows.append(places.map { Self.text(prepared, $0) })
            case SQLITE_DONE: return answer
            default: throw lastProblem
            }
        }
    }

    private static func text(_ row: OpaquePointer, _ place: CInt) -> String? {
        guard let bytes = sqlite3_column_text(row, place) else { return nil }
        let count = Int(sqlite3_column_bytes(row, place))
        return String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    private var lastProblem: CDRSourceError {
        let words = sqlite3_errmsg(connection).map { String(cString: $0) } ?? "there is no memory"
        return CDRSourceError(.refused(words.asForeignWords(without: [])), path: place)
    }
}
