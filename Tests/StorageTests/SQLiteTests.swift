import ContactCenter
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Storage

@Suite("An SQLite file")
struct SQLiteTests {
    @Test("is written durably: WAL and synchronous FULL, read back")
    func durable() async throws {
        try await TestEngine.sqlite.withDatabase { store in
            let facts = try await store.check()
            #expect(facts.engine.engine.hasPrefix("SQLite 3."))
            #expect(facts.engine.settings.contains(EngineSetting("journal_mode", "wal")))
            #expect(facts.engine.settings.contains(EngineSetting("synchronous", "2")))
            #expect(facts.engine.settings.contains(EngineSetting("encoding", "UTF-8")))
            #expect(facts.engine.problems.isEmpty)
            #expect(facts.engine.size > 4_096)
            #expect(facts.schemaVersion == facts.newestSchemaVersion)
        }
    }

    @Test("can be read by its owner alone, with its side files")
    func permissions() async throws {
        try await TestFolder.with { folder in
            let path = folder + "/priyom.db"
            let database = try await SQLite.open(path: path)
            for suffix in ["", "-wal", "-shm"] {
                let attributes = try FileManager.default.attributesOfItem(atPath: path + suffix)
                #expect(attributes[.posixPermissions] as? Int == 0o600)
            }
            await database.close()
        }
    }

    @Test("that is no database is named as such and left alone")
    func notADatabase() async throws {
        try await TestFolder.with { folder in
            let path = folder + "/notes.txt"
            let text = String(repeating: "These are my notes, no database. ", count: 200)
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            #expect(await code { try await SQLite.open(path: path) } == .notADatabase)
            #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        }
    }

    @Test("in a folder that does not exist, or that is a folder itself, cannot be opened")
    func noFolder() async throws {
        try await TestFolder.with { folder in
            let missing = await code { try await SQLite.open(path: folder + "/missing/priyom.db") }
            #expect(missing == .cannotOpen)
            #expect(await code { try await SQLite.open(path: folder) } == .cannotOpen)
        }
    }

    @Test("that another program holds gives an error after the time-out, and works again afterwards")
    func locked() async throws {
        try await TestFolder.with { folder in
            let path = folder + "/priyom.db"
            let database = try await SQLite.open(path: path, lockTimeout: .milliseconds(50))
            try await Migrator().migrate(database)
            let journal = CallJournalStore(database, numbers: .russian)
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            let other = try DatabaseQueue(path: path, configuration: configuration)
            try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
            #expect(await code { try await journal.commit(.of(.sample())) } == .locked)
            #expect(await code { try await Migrator().migrate(database) } == .locked)
            #expect(try await journal.lastPosition() == .start)
            try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
            #expect(try await journal.commit(.of(.sample())) == Position(1))
            await database.close()
        }
    }

    @Test("on a full disk keeps what it has, and goes on when there is room again")
    func full() async throws {
        try await TestEngine.sqlite.withDatabase { store in
            _ = try await store.callJournal.commit(.of(.sample(0)))
            let pages = try await pragma("page_count", of: store)
            _ = try await pragma("max_page_count = \(pages)", of: store)
            let batch = JournalBatch.of((0..<500).map { .endedSample($0) })
            #expect(await code { try await store.callJournal.commit(batch) } == .diskFull)
            #expect(try await store.callJournal.openCalls(of: office) == [.sample(0)])
            #expect(try await store.callJournal.lastPosition() == Position(1))
            _ = try await pragma("max_page_count = 1000000", of: store)
            #expect(try await store.callJournal.commit(batch) == Position(501))
            #expect(try await store.callJournal.calls(batch.calls.map(\.id)) == batch.calls)
        }
    }

    @Test("that was deleted or replaced while in use is noticed before anything is written to nowhere")
    func gone() async throws {
        try await TestFolder.with { folder in
            let path = folder + "/priyom.db"
            let store = try await DataStore.open(.sqlite(path: path), numbers: .russian, logger: .silent)
            try await store.migrate()
            try FileManager.default.moveItem(atPath: path, toPath: path + ".away")
            #expect(await code { try await store.callJournal.commit(.of(.sample())) } == .gone)
            try "".write(toFile: path, atomically: true, encoding: .utf8)
            #expect(await code { try await store.callJournal.commit(.of(.sample())) } == .gone)
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.moveItem(atPath: path + ".away", toPath: path)
            #expect(try await store.callJournal.commit(.of(.sample())) == Position(1))
            await store.close()
        }
    }

    @Test("that is damaged is reported by the check")
    func damaged() async throws {
        try await TestFolder.with { folder in
            let path = folder + "/priyom.db"
            let before = try await DataStore.open(.sqlite(path: path), numbers: .russian, logger: .silent)
            try await before.migrate()
            _ = try await before.callJournal.commit(.of(.endedSample(1), .endedSample(2)))
            await before.close()

            let file = try #require(FileHandle(forUpdatingAtPath: path))
            try file.seek(toOffset: 4_096 * 2)
            try file.write(contentsOf: Data(repeating: 0xAA, count: 4_096 * 4))
            try file.close()

            let store = try await DataStore.open(.sqlite(path: path), numbers: .russian, logger: .silent)
            do {
                #expect(try await !store.check().engine.problems.isEmpty)
            } catch let error as StorageError {
                #expect(error.code == .damaged)
            }
            await store.close()
        }
    }

    @Test("cannot be used after it was closed")
    func closed() async throws {
        try await TestEngine.sqlite.withDatabase { store in
            await store.close()
            #expect(await code { try await store.callJournal.commit(.of(.sample())) } == .closed)
            #expect(await code { try await store.callJournal.lastPosition() } == .closed)
        }
    }

    @Test(
        "says in words what SQLite says in numbers",
        arguments: [
            (ResultCode.SQLITE_READONLY, StorageError.Code.readOnly), (.SQLITE_READONLY_DIRECTORY, .readOnly),
            (.SQLITE_READONLY_DBMOVED, .gone), (.SQLITE_BUSY_SNAPSHOT, .locked), (.SQLITE_LOCKED, .locked),
            (.SQLITE_FULL, .diskFull), (.SQLITE_IOERR_WRITE, .failed), (.SQLITE_CORRUPT_VTAB, .damaged),
            (.SQLITE_CONSTRAINT_CHECK, .refusedValue), (.SQLITE_ERROR, .failed),
        ]
    )
    func words(result: ResultCode, code: StorageError.Code) {
        let error = StorageError(DatabaseError(resultCode: result), path: "/var/lib/priyom/priyom.db")
        #expect(error.code == code)
        #expect(error.message.contains("/var/lib/priyom/priyom.db") || code == .refusedValue)
    }

    private func pragma(_ pragma: String, of store: DataStore) async throws -> Int64 {
        // Outside of a transaction, on the writing connection.
        let database = try #require(store.database as? SQLite)
        return try await database.pool.writeWithoutTransaction { try Int64.fetchOne($0, sql: "PRAGMA \(pragma)") ?? 0 }
    }
}

/// The code of the storage error that the work throws.
func code<Result>(_ work: () async throws -> Result) async -> StorageError.Code? {
    do {
        _ = try await work()
        return nil
    } catch {
        return (error as? StorageError)?.code
    }
}
