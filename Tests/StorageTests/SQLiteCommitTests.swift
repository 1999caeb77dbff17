import ContactCenter
import Foundation
import GRDB
import Synchronization
import TestSupport
import Testing

@testable import Storage

@Suite("What several write to an SQLite file at once")
struct SQLiteCommitTests {
    @Test("shares its commits, each with a result of its own; what fails takes back only itself")
    func together() async throws {
        let outcome = try await written(20) { number, transaction in
            try transaction.execute("INSERT INTO notes (id) VALUES ($1)", [.integer(Int64(number))])
            if number == 7 { throw Refusal() }
            if number == 11 { try transaction.execute("INSERT INTO notes (id) VALUES (11)") }
            return number
        }
        #expect(throws: Refusal.self) { try outcome.results[7].get() }
        #expect(throws: StorageError.self) { try outcome.results[11].get() }
        let others = (0..<20).filter { ![7, 11].contains($0) }
        #expect(others.allSatisfy { (try? outcome.results[$0].get()) == $0 })
        #expect(outcome.notes == others)
        #expect(outcome.commits < 5)
    }

    @Test("is written all the same where one of them ends the transaction of all")
    func broken() async throws {
        let outcome = try await written(10) { number, transaction in
            try transaction.execute("INSERT INTO notes (id) VALUES ($1)", [.integer(Int64(number))])
            if number == 4 { try transaction.execute("INSERT OR ROLLBACK INTO notes (id) VALUES (4)") }
            return number
        }
        #expect(throws: StorageError.self) { try outcome.results[4].get() }
        let others = (0..<10).filter { $0 != 4 }
        #expect(others.allSatisfy { (try? outcome.results[$0].get()) == $0 })
        #expect(outcome.notes == others)
    }

    @Test("waits once for another program that holds the file, not one after the other")
    func locked() async throws {
        try await TestFolder.with { folder in
            let path = folder + "/priyom.db"
            let database = try await SQLite.open(path: path, lockTimeout: .milliseconds(400))
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            let other = try DatabaseQueue(path: path, configuration: configuration)
            try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
            let began = ContinuousClock.now
            let codes = await withTaskGroup(of: StorageError.Code?.self) { group in
                for _ in 0..<30 { group.addTask { await code { try await database.write { _ in } } } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(codes == Array(repeating: .locked, count: 30))
            #expect(ContinuousClock.now - began < .seconds(6))
            try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
            await database.close()
        }
    }

    private struct Outcome {
        var results: [Result<Int, any Error>]
        var notes: [Int]
        var commits: Int
    }

    /// Lets writes wait for one that is under way, so that they are there at once.
    private func written(
        _ number: Int,
        _ work: @escaping @Sendable (Int, any Storage.Transaction) throws -> Int
    ) async throws -> Outcome {
        try await TestFolder.with { folder in
            let database = try await SQLite.open(path: folder + "/priyom.db")
            try await database.write { try $0.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY)") }
            let counter = CommitCounter()
            database.pool.add(transactionObserver: counter, extent: .databaseLifetime)
            let gate = DispatchSemaphore(value: 0)
            let (begun, begin) = AsyncStream.makeStream(of: Void.self)
            let first = Task {
                try await database.write { _ in
                    begin.finish()
                    gate.wait()
                }
            }
            for await _ in begun {}
            let results = await withTaskGroup(of: (Int, Result<Int, any Error>).self) { group in
                for index in 0..<number {
                    group.addTask {
                        do {
                            return (index, .success(try await database.write { try work(index, $0) }))
                        } catch {
                            return (index, .failure(error))
                        }
                    }
                }
                try? await Task.sleep(for: .milliseconds(200))
                gate.signal()
                return await group.reduce(into: []) { $0.append($1) }
            }
            try await first.value
            let notes = try await database.read { transaction in
                try transaction.rows("SELECT id FROM notes ORDER BY id").map { row in
                    var row = row
                    return Int(try row.integer())
                }
            }
            await database.close()
            return Outcome(results: results.sorted { $0.0 < $1.0 }.map(\.1), notes: notes, commits: counter.commits)
        }
    }
}

private struct Refusal: Error {}

/// How many transactions were committed that wrote something.
private final class CommitCounter: TransactionObserver, Sendable {
    private let count = Atomic(0)

    var commits: Int { count.load(ordering: .relaxed) }

    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { false }

    func databaseDidChange(with event: DatabaseEvent) {}

    func databaseDidCommit(_ db: GRDB.Database) { count.wrappingAdd(1, ordering: .relaxed) }

    func databaseDidRollback(_ db: GRDB.Database) {}
}
