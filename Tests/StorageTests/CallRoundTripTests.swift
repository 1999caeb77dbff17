import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("A call comes back from the journal as it was given")
struct CallRoundTripTests {
    @Test("every step of a call, to the millisecond", arguments: TestEngine.allCases)
    func steps(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            for step in Call.sampleSteps() {
                _ = try await store.callJournal.commit(.of(step))
                #expect(try await store.callJournal.call(step.id) == step)
            }
        }
    }

    @Test("whatever it holds, and whatever it held before", arguments: TestEngine.allCases)
    func generated(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var generator = SeededRandom(seed: 1)
            let ids = (0..<12).map { CallID.sample($0) }
            for _ in 0..<15 {
                var batch = JournalBatch(pbx: office)
                // A CDR is never taken away again, so here every call has one.
                batch.calls = ids.shuffled(using: &generator).prefix(6).map { id in
                    Call.generated(id, using: &generator).with { $0.hasCDR = true }
                }
                _ = try await store.callJournal.commit(batch)
                #expect(try await store.callJournal.calls(batch.calls.map(\.id)) == batch.calls)
            }
        }
    }

    @Test("also when another process has written it meanwhile", arguments: TestEngine.allCases)
    func takenOver(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let other = CallJournalStore(store.database, numbers: .russian)
            let steps = Call.sampleSteps()
            for (number, step) in [5, 9, 5, 8, 9, 6].enumerated() {
                let journal = number.isMultiple(of: 2) ? store.callJournal : other
                // Who takes over a PBX begins with this.
                _ = try await journal.openCalls(of: office)
                _ = try await journal.commit(.of(steps[step]))
                #expect(try await journal.call(steps[step].id) == steps[step])
            }
        }
    }

    @Test("with fewer legs, transfers and recordings than it had", arguments: TestEngine.allCases)
    func fewerParts(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var generator = SeededRandom(seed: 2)
            let full = Call.endedSample().with { call in
                call.endedAt = nil
                call.transfers = [
                    Transfer(kind: .blind, from: nil, to: .phone(Extension("0201")), at: .sample(9)),
                    Transfer(kind: .attended, from: nil, to: .outside("89161234567"), at: .sample(10)),
                ]
                call.mergedLinkedIDs = [LinkedID("1.1"), LinkedID("1.2")]
            }
            let bare = Call.generated(full.id, using: &generator).with { call in
                call.legs.removeAll()
                call.transfers.removeAll()
                call.mergedLinkedIDs.removeAll()
                call.hasCDR = false
            }
            let other = CallJournalStore(store.database, numbers: .russian)
            _ = try await store.callJournal.commit(.of(full))
            _ = try await store.callJournal.commit(.of(bare))
            #expect(try await store.callJournal.call(full.id) == bare)
            _ = try await store.callJournal.commit(.of(full))
            _ = try await other.commit(.of(bare))
            #expect(try await other.call(full.id) == bare)
        }
    }

    @Test("with its lengths in columns of their own once it has ended", arguments: TestEngine.allCases)
    func lengths(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let steps = Call.sampleSteps()
            func lengths() async throws -> [Int64?] {
                try await store.database.read { transaction in
                    var row = try transaction.rows("SELECT wait_ms, ivr_ms, connected_ms, talk_ms FROM calls")[0]
                    return try (0..<4).map { _ in try row.optionalInteger() }
                }
            }
            _ = try await store.callJournal.commit(.of(steps[6]))
            #expect(try await lengths() == [nil, nil, nil, nil])
            _ = try await store.callJournal.commit(.of(steps[steps.count - 1]))
            #expect(try await lengths() == [4_625, 3_750, 20_000, 20_000])
        }
    }

    @Test("instants that no clock shows do no harm", arguments: TestEngine.allCases)
    func impossibleInstants(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let call = Call.sample().with { call in
                call.queuedAt = Date(timeIntervalSince1970: .infinity)
                call.rangAt = Date(timeIntervalSince1970: .nan)
                call.answeredAt = Date(timeIntervalSince1970: -1e300)
            }
            _ = try await store.callJournal.commit(.of(call))
            let kept = try #require(await store.callJournal.call(call.id))
            #expect(kept.queuedAt == Date(timeIntervalSince1970: 253_402_300_799.999))
            #expect(kept.rangAt == Date(timeIntervalSince1970: 0))
        }
    }
}
