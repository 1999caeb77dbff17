import ContactCenter
import Dispatch
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Storage

@Suite("The register of missed calls costs the journal no more than it must")
struct MissedWritingTests {
    /// Passes statements on and remembers those that were really sent.
    private final class Recording: Transaction {
        private let transaction: any Transaction
        private(set) var statements: [String] = []
        var dialect: Dialect { transaction.dialect }

        init(_ transaction: any Transaction) { self.transaction = transaction }

        func execute(_ statement: String, each valueLists: [[SQLValue]]) throws {
            if !valueLists.isEmpty { statements.append(statement) }
            try transaction.execute(statement, each: valueLists)
        }

        func rows(_ statement: String, each valueLists: [[SQLValue]]) throws -> [[SQLRow]] {
            if !valueLists.isEmpty { statements.append(statement) }
            return try transaction.rows(statement, each: valueLists)
        }

        func pendingRows(_ statement: String, _ values: [SQLValue]) throws -> PendingRows {
            statements.append(statement)
            return try transaction.pendingRows(statement, values)
        }
    }

    /// How many statements change lists or the register when this call is written by a process that does not know it.
    private func changes(writing call: Call, to store: DataStore) async throws -> Int {
        try await store.database.write { transaction in
            let recording = Recording(transaction)
            let written = try CallStatements.write([call], over: [:], numbers: .russian, in: recording)
            try MissedTable.follow(written, merges: [], withdrawn: [], by: MissedRules(), in: recording)
            return recording.statements.count {
                $0.hasPrefix("DELETE FROM listed_calls") || $0.hasPrefix("UPDATE missed_calls")
            }
        }
    }

    @Test("a call written for the first time, or without a number, asks it nothing", arguments: TestEngine.allCases)
    func firstWriting(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let nameless = Call.reachingSample(1, .inbound, with: "anonymous", at: 60)
            let open = try await changes(writing: .sample(2), to: store)
            let named = try await changes(writing: .reachingSample(3, .outbound, at: 60), to: store)
            #expect(open == 0)
            #expect(try await changes(writing: nameless, to: store) == 0)
            #expect(named == 2)
            // Opened anew it leaves both.
            #expect(try await changes(writing: .sample(3), to: store) == 3)
        }
    }

    @Test(
        "a conversation written again is not looked for anew by those who name it, unless it moved",
        arguments: TestEngine.allCases
    )
    func writtenAgain(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let later = Call.reachingSample(3, .outbound, at: 90)
            _ = try await store.callJournal.commit(
                .of(.missedSample(1), .reachingSample(2, .inbound, at: 60), later)
            )
            #expect(try await store.missed.call(1)?.reach?.call == .sample(2))
            // A wrong name, which looking would put right.
            try await store.database.write { transaction in
                try transaction.execute(
                    """
                    UPDATE missed_calls SET (reached_call_id, reached_started_at, reached_at)
                        = (SELECT id, started_at, answered_at FROM calls WHERE direction = 'outbound')
                    """
                )
            }
            _ = try await store.callJournal.commit(.of(later.with { $0.answeredAt = .sample(95) }))
            #expect(try await store.missed.call(1)?.reach?.call == later.id)
            #expect(try await store.missed.call(1)?.reach?.at == .sample(95))
            _ = try await store.callJournal.commit(.of(later.with { $0.startedAt += 1 }))
            #expect(try await store.missed.call(1)?.reach?.call == .sample(2))
        }
    }

    @Test(
        "a merge into a call that nobody knows takes none off the list or the register",
        arguments: TestEngine.allCases
    )
    func mergedIntoNothing(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            _ = try await store.callJournal.commit(.of(.missedSample(1)))
            for target in [99, 1] {
                _ = try await store.callJournal.commit(
                    .of(merges: [.init(call: .sample(1), into: .sample(target))])
                )
                #expect(try await store.missed.numbers() == [1])
                let listed = try await store.database.read { transaction in
                    try transaction.rows("SELECT call_id FROM listed_calls").count
                }
                #expect(listed == 1)
            }
        }
    }

    @Test("a call is withdrawn while somebody is marking it")
    func withdrawnWhileMarked() async throws {
        try await TestEngine.postgreSQL.withDatabase { store in
            let anna = try await store.access.add(.sample("anna"))
            _ = try await store.callJournal.commit(.of(.missedSample(1)))
            let seen = try #require(try await store.missed.call(1)).seen
            let isMarked = DispatchSemaphore(value: 0)
            let mayEnd = DispatchSemaphore(value: 0)
            let marking = Task {
                try await store.database.write { transaction in
                    let mark = MissedMark.assign(anna.id)
                    let outcome = try MissedMarks.mark([seen], mark, by: .sample(anna), in: transaction)
                    _ = try transaction.rows("SELECT 1")
                    isMarked.signal()
                    mayEnd.wait()
                    return outcome.changed
                }
            }
            await wait(for: isMarked)
            var batch = JournalBatch(pbx: office)
            batch.withdrawals = [.sample(1)]
            let withdrawing = Task { [batch] in try await store.callJournal.commit(batch) }
            while try await store.waitingSessions == 0 { await Task.yield() }
            mayEnd.signal()
            #expect(try await marking.value == 1)
            _ = try await withdrawing.value
            #expect(try await store.missed.numbers().isEmpty)
        }
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

extension DataStore {
    /// Sessions of this test on PostgreSQL that wait for another's rows.
    fileprivate var waitingSessions: Int {
        get async throws {
            try await database.read { transaction in
                var row = try transaction.rows(
                    """
                    SELECT count(*) FROM pg_stat_activity
                    WHERE application_name = current_setting('application_name') AND wait_event_type = 'Lock'
                    """
                )[0]
                return Int(try row.integer())
            }
        }
    }
}
