import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("The list has one row for each call that has ended")
struct ListedCallsTests {
    private func listed(_ store: DataStore, _ change: (inout CallFilter) -> Void = { _ in }) async throws -> [CallID] {
        var filter = CallFilter()
        change(&filter)
        let question = CallQuestion(filter: filter, days: CallLogTests.week, rows: .init(day: nil, limit: 100))
        let answer = try await store.callLog.answer(to: question)
        #expect(answer.counts.reduce(0, +) == answer.rows.count)
        return answer.rows.map(\.call.id)
    }

    @Test("S0.4 once it has ended, however often it is written", arguments: TestEngine.allCases)
    func once(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            for step in Call.sampleSteps() {
                _ = try await store.callJournal.commit(.of(step))
                #expect(try await listed(store) == (step.isEnded ? [step.id] : []))
            }
            for _ in 0..<2 { _ = try await store.callJournal.commit(.of(.endedSample())) }
            #expect(try await listed(store) == [.sample()])
        }
    }

    @Test("as it was last written", arguments: TestEngine.allCases)
    func rewritten(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            _ = try await store.callJournal.commit(.of(.endedSample()))
            let changed = Call.endedSample().with { call in
                call.result = .missed
                call.startedAt += 60
                call.caller.number = "4952139851"
            }
            _ = try await store.callJournal.commit(.of(changed))
            #expect(try await listed(store) { $0.kind = .missed } == [changed.id])
            #expect(try await listed(store) { $0.number = .whole(NumberKey("+74952139851")) } == [changed.id])
            #expect(try await listed(store) { $0.kind = .answered } == [])
            // Who found it over and hears of it again takes it off.
            _ = try await store.callJournal.openCalls(of: office)
            _ = try await store.callJournal.commit(.of(Call.sample()))
            #expect(try await listed(store) == [])
        }
    }

    @Test("not when it became part of another, or turned out to be no call", arguments: TestEngine.allCases)
    func mergedAndWithdrawn(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let calls = (0..<3).map { Call.endedSample($0) }
            _ = try await store.callJournal.commit(.of(calls))
            _ = try await store.callJournal.commit(
                .of([], merges: [JournalBatch.Merge(call: calls[0].id, into: calls[1].id)])
            )
            #expect(try await listed(store) == [calls[2].id, calls[1].id])
            // A merged one that is written again stays merged.
            _ = try await store.callJournal.commit(.of(calls[0]))
            #expect(try await listed(store) == [calls[2].id, calls[1].id])
            var batch = JournalBatch(pbx: office)
            batch.withdrawals = [calls[2].id]
            _ = try await store.callJournal.commit(batch)
            #expect(try await listed(store) == [calls[1].id])
        }
    }

    @Test("S0.56 the same id on another day is another call", arguments: TestEngine.allCases)
    func recurringIDs(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let days = [Int64(0), 2, 5].map { day -> Call in
                let second = ListedBusiness.start + day * 86_400 - 60
                return Call.endedSample(1, second: second).with { call in
                    call.id = CallID(pbx: office, linkedID: LinkedID("536870929"), startSecond: second)
                }
            }
            for call in days { _ = try await store.callJournal.commit(.of(call)) }
            let question = CallQuestion(filter: CallFilter(), days: CallLogTests.week, rows: .init(day: nil, limit: 10))
            let answer = try await store.callLog.answer(to: question)
            #expect(answer.rows.map(\.call.id) == days.reversed().map(\.id))
            #expect(answer.counts == [1, 0, 1, 0, 0, 1, 0])
        }
    }

    @Test("also when an older program wrote it", arguments: TestEngine.allCases)
    func backFill(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let business = ListedBusiness(calls: 50, seed: 5)
            try await business.write(to: store)
            let rows = "SELECT * FROM listed_calls ORDER BY call_id"
            let before = try await store.database.read { try $0.rows(rows) }
            #expect(before.count == 50)
            try await store.database.write { transaction in
                try transaction.execute("DELETE FROM listed_calls")
                try transaction.execute("UPDATE number_reading SET last_call = 0")
            }
            try await store.migrate()
            #expect(try await store.database.read { try $0.rows(rows) } == before)
        }
    }
}
