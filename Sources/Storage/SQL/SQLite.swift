import ContactCenter
import Foundation
import GRDB
import NIOPosix

/// A database in a file, by the system's SQLite: one writer at a time, readers beside it (WAL).
///
/// Every commit is on disk before it is reported (`synchronous = FULL`).
package final class SQLite: Database {
    /// How long a statement waits for another program that holds the file.
    package static let defaultLockTimeout = Duration.seconds(5)
    /// Who changes the schema waits so many times longer: another program may be doing so, one migration after the other.
    private static let schemaPatience = 12

    package let dialect = Dialect.sqlite
    let path: String
    let pool: DatabasePool
    private let commits: SQLiteCommits
    private let openedFile: FileIdentity
    private let lockTimeout: Duration
    private let texts = SQLiteTexts()

    private init(path: String, pool: DatabasePool, lockTimeout: Duration) throws {
        self.path = path
        self.lockTimeout = lockTimeout
        self.pool = pool
        commits = SQLiteCommits(pool)
        guard let file = FileIdentity(ofFileAt: path) else { throw Self.gone(path) }
        openedFile = file
    }

    /// Opens the file and makes it if it is not there, readable by its owner alone.
    package static func open(path: String, lockTimeout: Duration = defaultLockTimeout) async throws -> SQLite {
        try await NIOThreadPool.singleton.runIfActive {
            try StorageError.ofSQLite(at: path) {
                try makeFile(at: path)
                let pool = try DatabasePool(path: path, configuration: configuration(lockTimeout: lockTimeout))
                try pool.writeWithoutTransaction(makeDurable)
                return try SQLite(path: path, pool: pool, lockTimeout: lockTimeout)
            }
        }
    }

    package func read<Result: Sendable>(
        _ work: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await StorageError.ofSQLite(at: path) {
            try await pool.read { [texts] in try work(SQLiteTransaction($0, texts: texts)) }
        }
    }

    package func write<Result: Sendable>(
        _ work: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await StorageError.ofSQLite(at: path) {
            try await commits.write { database in
                try self.requireFile()
                return try work(SQLiteTransaction(database, texts: self.texts))
            }
        }
    }

    package func exclusively<Result: Sendable>(
        _ work: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await StorageError.ofSQLite(at: path) {
            try await pool.writeWithoutTransaction { [lockTimeout] database in
                func wait(_ time: Duration) throws {
                    try database.execute(sql: "PRAGMA busy_timeout = \(Int(time.seconds * 1_000))")
                }
                try wait(lockTimeout * Self.schemaPatience)
                defer { try? wait(lockTimeout) }
                var result: Result?
                try database.inTransaction(.exclusive) {
                    result = try work(SQLiteTransaction(database, texts: self.texts))
                    return .commit
                }
                guard let result else { throw StorageError(.failed, "The transaction was not carried out.") }
                return result
            }
        }
    }

    package func claim(_ name: String) async throws -> (any DatabaseClaim)? { try SQLiteClaim("\(path)-\(name)") }

    package func inspect() async throws -> EngineFacts {
        try await StorageError.ofSQLite(at: path) {
            let settings = try await pool.writeWithoutTransaction { database in
                try ["journal_mode", "synchronous", "encoding", "foreign_keys"].map { name in
                    let value = try String.fetchOne(database, sql: "PRAGMA \(name)")
                    return EngineSetting(name, value ?? "unknown")
                }
            }
            let (version, findings) = try await pool.read { database in
                try (
                    String.fetchOne(database, sql: "SELECT sqlite_version()") ?? "unknown",
                    String.fetchAll(database, sql: "PRAGMA quick_check(10)")
                )
            }
            return EngineFacts(
                engine: "SQLite \(version)",
                settings: settings,
                size: try fileSizes.reduce(0, +),
                problems: findings == ["ok"] ? [] : findings.map { "The file is damaged, restore a backup: \($0)" }
            )
        }
    }

    package func close() async {
        _ = try? await NIOThreadPool.singleton.runIfActive { [pool] in
            // All into the main file: whoever copies that one then has everything.
            _ = try? pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
            try pool.close()
        }
    }

    private static func configuration(lockTimeout: Duration) -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(lockTimeout.seconds)
        // Pages ask little and at short intervals: few readers with small caches keep the idle memory low.
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -2000")
        }
        return configuration
    }

    /// Opening the pool sets `synchronous` to NORMAL, in which a power cut may lose the last commits: the journal wants
    /// FULL, and proof of it.
    private static func makeDurable(_ database: GRDB.Database) throws {
        try database.execute(sql: "PRAGMA synchronous = FULL")
        guard try Int.fetchOne(database, sql: "PRAGMA synchronous") == 2 else {
            throw StorageError(.failed, "SQLite does not switch to synchronous = FULL: the journal would not be safe.")
        }
    }

    /// Numbers of callers are nobody else's business: SQLite would let everybody on the machine read the file.
    private static func makeFile(at path: String) throws {
        let descriptor = Foundation.open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        if descriptor >= 0 { Foundation.close(descriptor) }
    }

    /// SQLite would go on writing into a file that was deleted or replaced, and all of it would be lost.
    private func requireFile() throws {
        guard FileIdentity(ofFileAt: path) == openedFile else { throw Self.gone(path) }
    }

    private var fileSizes: [Int64] {
        get throws {
            try [path, path + "-wal"].filter(FileManager.default.fileExists(atPath:)).map { path in
                try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int64 ?? 0
            }
        }
    }

    private static func gone(_ path: String) -> StorageError {
        StorageError(
            .gone,
            """
            The database file \(path) was deleted, moved or replaced while it was in use: \
            stop the program, put the file back and start again.
            """
        )
    }
}

/// Which file a path leads to.
private struct FileIdentity: Equatable {
    let device: UInt64
    let number: UInt64

    init?(ofFileAt path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt64(truncatingIfNeeded: status.st_dev)
        number = UInt64(truncatingIfNeeded: status.st_ino)
    }
}

extension Duration {
    fileprivate var seconds: Double { Double(inMilliseconds) / 1_000 }
}
