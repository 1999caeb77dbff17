import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Of several processes on a database one follows the PBX")
struct ClaimTests {
    @Test("the second is told so, and may when the first is gone", arguments: TestEngine.allCases)
    func second(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let other = try await DataStore.open(store.location, numbers: .russian, logger: .silent)
            var claim: (any DatabaseClaim)? = try await store.claim(office, patience: .zero)
            #expect(try await claim?.renew() == true)
            let error = await #expect(throws: StorageError.self) {
                try await other.claim(office, patience: .zero)
            }
            #expect(error?.code == .locked && error?.message.contains("pbx.connect = false") == true)
            // Another PBX is another matter.
            let elsewhere = try await other.claim(PBXName("second/office"), patience: .zero)
            #expect(try await elsewhere.renew())
            claim = nil
            let next = try await other.claim(office, patience: .seconds(20))
            #expect(try await next.renew())
            await other.close()
        }
    }

    @Test("a claim outlives the connection that made it, unless somebody else was faster")
    func lostConnection() async throws {
        try await TestEngine.postgreSQL.withDatabase { store in
            let first = try await store.claim(office, patience: .zero)
            func breakConnections() async throws {
                try await store.database.write { transaction in
                    _ = try transaction.rows(
                        """
                        SELECT pg_terminate_backend(pid) FROM pg_locks
                        WHERE locktype = 'advisory' AND objid = CAST(CAST(hashtext(current_schema() || '/pbx-office') AS BIT(32)) AS BIGINT)
                        """
                    )
                }
            }
            try await breakConnections()
            _ = try? await first.renew()
            #expect(try await first.renew())
            try await breakConnections()
            let second = try await store.claim(office, patience: .seconds(20))
            _ = try? await first.renew()
            #expect(try await !first.renew())
            #expect(try await second.renew())
        }
    }
}

@Suite("A process that follows no PBX shows what another one writes")
struct FollowingTests {
    private func switchboard(_ store: DataStore) -> Switchboard {
        Switchboard(pbx: office, journal: store.callJournal, logger: .silent) { _, _, _, _ in [] }
    }

    @Test(
        "calls as they go on and end, and those that became part of others",
        .timeLimit(.minutes(1)),
        arguments: TestEngine.allCases
    )
    func following(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let steps = Call.sampleSteps(1)
            _ = try await store.callJournal.commit(.of(steps[0]))
            let switchboard = switchboard(store)
            try await switchboard.resume()
            let updates = switchboard.updates(.everything)
            try await withThrowingTaskGroup { tasks in
                tasks.addTask { await switchboard.followJournal(pace: .milliseconds(5)) }
                func waitFor(_ condition: @Sendable (LiveSnapshot) -> Bool) async throws {
                    while await !condition(switchboard.snapshot()) { try await Task.sleep(for: .milliseconds(5)) }
                }
                try await waitFor { $0.floor.connection == .elsewhere && $0.calls == [steps[0]] }
                let other = Call.sample(2)
                _ = try await store.callJournal.commit(.of(steps[3], other))
                try await waitFor { $0.calls.count == 2 && $0.calls.contains(steps[3]) }
                let ended = try #require(steps.last)
                let merge = JournalBatch.Merge(call: other.id, into: ended.id)
                _ = try await store.callJournal.commit(.of(ended, merges: [merge]))
                try await waitFor { $0.calls.isEmpty && $0.lastEnded.first == ended }
                #expect(try await switchboard.snapshot().position == store.callJournal.lastPosition())
                tasks.cancelAll()
            }
            // The stream ends with the process.
            var changes = 0
            for await update in updates { if case .changes(let some) = update.content { changes += some.count } }
            #expect(changes >= 4)
        }
    }
}
