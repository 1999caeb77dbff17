import GRDB
import Synchronization

/// The writing to an SQLite file: what comes while the disk is busy goes into one commit, because each commit waits for the disk.
///
/// Each work stands in a savepoint of its own, so that one that throws takes back only itself, and hears of its result after the
/// commit.
final class SQLiteCommits: Sendable {
    /// So many that the first of them still waits little.
    private static let most = 64

    private let pool: DatabasePool
    private let waiting = Mutex<[Write]>([])

    init(_ pool: DatabasePool) { self.pool = pool }

    /// Runs the work in a transaction, perhaps together with others', and perhaps twice.
    func write<Result: Sendable>(_ work: @escaping @Sendable (GRDB.Database) throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            let write = Write(
                run: { database in
                    let result = try work(database)
                    return { continuation.resume(returning: result) }
                },
                fail: { continuation.resume(throwing: $0) }
            )
            let isAlone = waiting.withLock { waiting in
                waiting.append(write)
                return waiting.count == 1
            }
            if isAlone { commitSoon() }
        }
    }

    private func commitSoon() {
        pool.asyncWriteWithoutTransaction { [self] database in
            let (writes, isMore) = waiting.withLock { waiting in
                let writes = Array(waiting.prefix(Self.most))
                waiting.removeFirst(writes.count)
                return (writes, !waiting.isEmpty)
            }
            if isMore { commitSoon() }
            writes.count == 1 ? commit(writes[0], to: database) : commit(writes, to: database)
        }
    }

    private func commit(_ write: Write, to database: GRDB.Database) {
        do {
            var tell: Telling?
            try database.inTransaction(.immediate) {
                tell = try write.run(database)
                return .commit
            }
            tell?()
        } catch {
            write.fail(error)
        }
    }

    private func commit(_ writes: [Write], to database: GRDB.Database) {
        var hasBegun = false
        do {
            var tellings: [Telling] = []
            try database.inTransaction(.immediate) {
                hasBegun = true
                tellings = try writes.map { try Self.telling($0, in: database) }
                return .commit
            }
            for tell in tellings { tell() }
        } catch {
            // One of them broke the whole transaction, or all together are too much: each is to hear what is true of itself.
            for write in writes { hasBegun ? commit(write, to: database) : write.fail(error) }
        }
    }

    /// - Throws: only where the work's error ended the whole transaction.
    private static func telling(_ write: Write, in database: GRDB.Database) throws -> Telling {
        do {
            var tell: Telling = {}
            try database.inSavepoint {
                tell = try write.run(database)
                return .commit
            }
            return tell
        } catch {
            guard database.isInsideTransaction else { throw error }
            return { write.fail(error) }
        }
    }

    private typealias Telling = @Sendable () -> Void

    private struct Write: Sendable {
        let run: @Sendable (GRDB.Database) throws -> Telling
        let fail: @Sendable (any Error) -> Void
    }
}
