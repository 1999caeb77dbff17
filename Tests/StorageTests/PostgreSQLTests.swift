import ContactCenter
import Dispatch
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Storage

@Suite("A PostgreSQL server")
struct PostgreSQLTests {
    @Test("is asked for durability")
    func durable() async throws {
        try await TestEngine.postgreSQL.withDatabase { store in
            let facts = try await store.check()
            #expect(facts.engine.engine.hasPrefix("PostgreSQL 1"))
            for (name, value) in [("synchronous_commit", "on"), ("fsync", "on"), ("server_encoding", "UTF8")] {
                #expect(facts.engine.settings.contains(EngineSetting(name, value)))
            }
            #expect(facts.engine.problems.isEmpty)
            #expect(facts.schemaVersion == facts.newestSchemaVersion)
        }
    }

    @Test("compiles no statement, and sorts a year's callers in memory")
    func session() async throws {
        try await TestEngine.postgreSQL.withDatabase { store in
            let settings = try await store.database.read { transaction in
                try ["jit", "work_mem"].map { name in
                    var row = try transaction.rows("SELECT current_setting($1)", [.text(name)])[0]
                    return try row.text()
                }
            }
            #expect(settings == ["off", "32MB"])
        }
    }

    @Test("that does not wait for the disk is told to")
    func synchronousCommit() async throws {
        try await TestEngine.postgreSQL.withEmptyDatabase { location in
            let careless = address(of: location).replacing(
                "options=",
                with: "options=-csynchronous_commit%3Doff%20"
            )
            let database = try await PostgreSQL.open(connectionString: careless)
            let setting = try await database.write { transaction in
                var row = try transaction.rows("SELECT current_setting('synchronous_commit')")[0]
                return try row.text()
            }
            #expect(setting == "on")
            await database.close()
        }
    }

    @Test("that refuses the password says so, and the password is not repeated")
    func wrongPassword() async throws {
        var parts = try #require(try URLComponents(string: TestServer.address))
        parts.password = "guessed-wrong"
        let error = try await refusal(of: #require(parts.string))
        #expect(error?.code == .refusedLogIn)
        #expect(error?.description.contains("guessed-wrong") == false)
        #expect(error?.description.contains("pg_hba.conf") == true)
    }

    @Test("without the database says so")
    func noDatabase() async throws {
        var parts = try #require(try URLComponents(string: TestServer.address))
        parts.path = "/nowhere"
        #expect(try await refusal(of: #require(parts.string))?.code == .refusedLogIn)
    }

    @Test(
        "that is not there is unreachable",
        arguments: [
            "postgresql://priyom@127.0.0.1:1/priyom", "postgresql://priyom@no-such-host.invalid/priyom",
            "postgresql:///priyom?host=/no/such/folder",
        ]
    )
    func unreachable(address: String) async throws {
        #expect(try await refusal(of: address)?.code == .unreachable)
    }

    @Test("whose address cannot be read is not asked, and the password is not repeated")
    func badAddress() async throws {
        let error = try await refusal(of: "postgresql://priyom:sec@ret@db/priyom")
        #expect(error?.code == .badLocation)
        #expect(error?.description.contains("ret@") == false)
    }

    @Test("older than 15 is refused")
    func tooOld() throws {
        let error = #expect(throws: StorageError.self) { try PostgreSQL.requireVersion(140_009) }
        #expect(error?.code == .serverTooOld)
        #expect(error?.message.contains("14.9") == true)
        try PostgreSQL.requireVersion(150_000)
    }

    @Test(
        "with a database that cannot tell letters is refused",
        arguments: [
            "ENCODING 'UTF8' LC_CTYPE 'C'", "ENCODING 'SQL_ASCII' LC_CTYPE 'C'", "ENCODING 'LATIN1' LC_CTYPE 'C'",
        ]
    )
    func wrongEncoding(options: String) async throws {
        let name = "test_\(UUID().uuidString.lowercased().replacing("-", with: ""))"
        try psql("CREATE DATABASE \(name) TEMPLATE template0 LC_COLLATE 'C' \(options)")
        var parts = try #require(try URLComponents(string: TestServer.address))
        parts.path = "/\(name)"
        #expect(try await refusal(of: #require(parts.string))?.code == .wrongEncoding)
        try psql("DROP DATABASE \(name) WITH (FORCE)")
    }

    @Test("that closed idle connections is connected to anew without a word")
    func idleConnectionsClosed() async throws {
        try await TestEngine.postgreSQL.withDatabase { store in
            _ = try await store.callJournal.commit(.of(.sample(1)))
            try terminate(store)
            #expect(try await store.callJournal.commit(.of(.sample(2))) == Position(2))
            #expect(try await store.callJournal.openCalls(of: office).count == 2)
        }
    }

    @Test(
        "that is lost in the middle of a batch gives a clear error, nothing is written, and the next try connects anew"
    )
    func lost() async throws {
        try await TestEngine.postgreSQL.withDatabase { store in
            let hasBegun = DispatchSemaphore(value: 0)
            let mayGoOn = DispatchSemaphore(value: 0)
            defer { mayGoOn.signal() }
            let broken = Task {
                try await store.database.write { transaction in
                    _ = try CallStatements.write([.sample(1)], over: [:], numbers: .russian, in: transaction)
                    hasBegun.signal()
                    mayGoOn.wait()
                    return try AnnouncementTable.announce([.sample(1)], in: transaction)
                }
            }
            await wait(for: hasBegun)
            try terminate(store)
            mayGoOn.signal()
            #expect(await code { try await broken.value } == .connectionLost)
            #expect(try await store.callJournal.openCalls(of: office).isEmpty)
            #expect(try await store.callJournal.commit(.of(.sample(1))) == Position(1))
        }
    }

    @Test("on which another session holds the tables gives an error after the time-out, and works again afterwards")
    func locked() async throws {
        try await TestEngine.postgreSQL.withDatabase { store in
            let impatient = try await PostgreSQL.open(
                connectionString: address(of: store.location),
                lockTimeout: .milliseconds(50)
            )
            let journal = CallJournalStore(impatient, numbers: .russian)
            let isHeld = DispatchSemaphore(value: 0)
            let mayEnd = DispatchSemaphore(value: 0)
            defer { mayEnd.signal() }
            let holder = Task {
                try await store.database.write { transaction in
                    _ = try transaction.rows("SELECT position FROM announcement_counter FOR UPDATE")
                    isHeld.signal()
                    mayEnd.wait()
                }
            }
            await wait(for: isHeld)
            #expect(await code { try await journal.commit(.of(.sample())) } == .locked)
            mayEnd.signal()
            try await holder.value
            #expect(try await journal.openCalls(of: office).isEmpty)
            #expect(try await journal.commit(.of(.sample())) == Position(1))
            await impatient.close()
        }
    }

    @Test("that breaks one of two off who wait for each other is asked once more, and both are done")
    func deadlock() async throws {
        try await TestEngine.postgreSQL.withDatabase { store in
            try await store.database.write { transaction in
                try transaction.execute("CREATE TABLE rows (id INTEGER NOT NULL, n INTEGER NOT NULL)")
                try transaction.execute("INSERT INTO rows (id, n) VALUES (1, 0), (2, 0)")
            }
            let runs = Runs()
            let first = Task { try await runs.take([1, 2], of: store) }
            let second = Task { try await runs.take([2, 1], of: store) }
            try await first.value
            try await second.value
            // On a busy machine they may meet once more.
            #expect(runs.count.withLock { (3...4).contains($0) })
            let sums = try await store.database.read { transaction in
                try transaction.rows("SELECT n FROM rows").map { row in
                    var row = row
                    return try row.integer()
                }
            }
            #expect(sums == [2, 2])
        }
    }

    @Test("cannot be used after it was closed")
    func closed() async throws {
        try await TestEngine.postgreSQL.withDatabase { store in
            await store.close()
            #expect(await code { try await store.callJournal.commit(.of(.sample())) } == .closed)
            #expect(await code { try await store.callJournal.lastPosition() } == .closed)
        }
    }

    @Test("reads more rows of more statements than go into one series of answers")
    func manyRows() async throws {
        try await TestEngine.postgreSQL.withDatabase { store in
            let batch = JournalBatch.of((0..<700).map { .sampleSteps($0)[5] })
            _ = try await store.callJournal.commit(batch)
            #expect(try await store.callJournal.openCalls(of: office) == batch.calls)
            #expect(try await store.callJournal.calls(batch.calls.map(\.id)) == batch.calls)
        }
    }

    @Test(
        "says in words what PostgreSQL says in codes",
        arguments: [
            ("53100", StorageError.Code.diskFull), ("25006", .readOnly), ("42501", .readOnly), ("40P01", .locked),
            ("57P01", .connectionLost), ("08006", .connectionLost), ("23514", .refusedValue), ("22P02", .refusedValue),
            ("XX001", .damaged), ("42P01", .failed),
        ]
    )
    func words(state: String, code: StorageError.Code) {
        #expect(StorageError.meaning(ofState: state, location: "postgresql://db/priyom").0 == code)
    }

    /// Two transactions that take the same two rows in different orders, at first at the same time.
    private final class Runs: Sendable {
        let count = Mutex(0)
        private let hasFirst = DispatchSemaphore(value: 0)
        private let hasSecond = DispatchSemaphore(value: 0)

        func take(_ rows: [Int], of store: DataStore) async throws {
            try await store.database.write { transaction in
                let add = "UPDATE rows SET n = n + 1 WHERE id = $1 RETURNING n"
                _ = try transaction.rows(add, [.integer(rows[0])])
                let run = self.count.withLock { count in
                    count += 1
                    return count
                }
                if run <= 2 {
                    (rows[0] == 1 ? self.hasFirst : self.hasSecond).signal()
                    (rows[0] == 1 ? self.hasSecond : self.hasFirst).wait()
                }
                _ = try transaction.rows(add, [.integer(rows[1])])
            }
        }
    }

    // MARK: -

    private func refusal(of address: String) async throws -> StorageError? {
        await #expect(throws: StorageError.self) { try await PostgreSQL.open(connectionString: address) }
    }

    private func address(of location: DatabaseLocation) -> String {
        guard case .postgreSQL(let address) = location else { return "" }
        return address
    }

    /// Ends the server's side of all connections of a test's database.
    private func terminate(_ store: DataStore) throws {
        let name = try #require(address(of: store.location).split(separator: "application_name=").last)
        try psql(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name = '\(name)'"
        )
    }

    private func psql(_ statement: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["psql", "--quiet", "--no-psqlrc", "--output=/dev/null", "--command", statement]
        process.arguments?.append(try TestServer.address)
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }

    private func wait(for semaphore: DispatchSemaphore) async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                semaphore.wait()
                continuation.resume()
            }
        }
    }
}
