import ContactCenter
import Synchronization
import TestSupport
import Testing

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

    @Test("and one that was written although it seemed to fail does no harm", arguments: TestEngine.allCases)
    func seemedToFail(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let steps = Call.sampleSteps()
            let line = UnreliableLine(to: store.database)
            let journal = CallJournalStore(line, numbers: .russian)
            _ = try await journal.commit(.of(steps[5]))
            line.losesAnswers = true
            #expect(await code { try await journal.commit(.of(steps[9])) } == .connectionLost)
            line.losesAnswers = false
            _ = try await journal.commit(.of(steps[5]))
            #expect(try await journal.call(steps[5].id) == steps[5])
        }
    }
}

/// A database whose answer to a commit may get lost on the way, though the commit was made.
private final class UnreliableLine: Database {
    private let database: any Database
    private let isLosingAnswers = Mutex(false)

    init(to database: any Database) { self.database = database }

    var losesAnswers: Bool {
        get { isLosingAnswers.withLock { $0 } }
        set { isLosingAnswers.withLock { $0 = newValue } }
    }

    var dialect: Dialect { database.dialect }

    func read<Result: Sendable>(
        _ work: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await database.read(work)
    }

    func write<Result: Sendable>(
        _ work: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        let result = try await database.write(work)
        if losesAnswers { throw StorageError(.connectionLost, "The answer got lost.") }
        return result
    }

    func exclusively<Result: Sendable>(
        _ work: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await database.exclusively(work)
    }

    func claim(_ name: String) async throws -> (any DatabaseClaim)? { try await database.claim(name) }

    func inspect() async throws -> EngineFacts { try await database.inspect() }

    func close() async { await database.close() }
}
