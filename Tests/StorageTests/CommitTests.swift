import ContactCenter
import Testing
import TestSupport

@testable import Storage

@Suite("A batch is written whole or not at all")
struct CommitTests {
    @Test("and one that failed may be followed by the same calls as they stand then", arguments: TestEngine.allCases)
    func afterFailure(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let steps = Call.sampleSteps()
            _ = try await store.callJournal.commit(.of(steps[5]))
            let impossible = CDRRow.sample().with { $0.channel = String(repeating: "x", count: 101) }
            let batch = JournalBatch.of(steps[6], cdrs: [.init(row: impossible, call: nil)])
            #expect(await code { try await store.callJournal.commit(batch) } == .refusedValue)
            #expect(try await store.callJournal.call(steps[5].id) == steps[5])
            _ = try await store.callJournal.commit(.of(steps[6]))
            #expect(try await store.callJournal.call(steps[6].id) == steps[6])
            _ = try await store.callJournal.commit(.of(steps[9]))
            #expect(try await store.callJournal.call(steps[9].id) == steps[9])
        }
    }

    @Test("an empty one writes nothing and tells the last position", arguments: TestEngine.allCases)
    func empty(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            _ = try await store.callJournal.commit(.of(.sample()))
            #expect(try await store.callJournal.commit(JournalBatch(pbx: office)) == Position(1))
        }
    }

    @Test("of several that come at the same time each is written", arguments: TestEngine.allCases)
    func concurrent(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let calls = (0..<40).map { Call.endedSample($0) }
            try await withThrowingTaskGroup { group in
                for call in calls {
                    group.addTask { _ = try await store.callJournal.commit(.of(call)) }
                }
                try await group.waitForAll()
            }
            #expect(try await store.callJournal.calls(calls.map(\.id)) == calls)
            #expect(try await store.callJournal.lastPosition() == Position(40))
        }
    }

    @Test("also when the error shows only at the end, and the next one is written", arguments: TestEngine.allCases)
    func lateError(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            for _ in 0..<3 {
                let error = await code {
                    try await store.database.write { transaction in
                        try transaction.execute("UPDATE announcement_counter SET position = 7")
                        try transaction.execute("INSERT INTO announcement_counter (id, position) VALUES (2, 1)")
                    }
                }
                #expect(error == .refusedValue)
                let position = try await store.callJournal.lastPosition()
                #expect(position == .start)
            }
            #expect(try await store.callJournal.commit(.of(.sample())) == Position(1))
        }
    }
}
