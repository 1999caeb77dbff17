import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("What people mark in the register")
struct MissedMarkTests {
    /// A register with one missed call, and two people.
    private func withCall(
        on engine: TestEngine,
        _ test: (DataStore, MissedCall, User, User) async throws -> Void
    ) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample("anna"))
            let olga = try await store.access.add(.sample("olga"))
            _ = try await store.callJournal.commit(.of(.missedSample(1)))
            try await test(store, try #require(try await store.missed.call(1)), anna, olga)
        }
    }

    @Test(
        "S0.60 a call marked as not missed waits no longer, with the reason and by whom",
        arguments: TestEngine.allCases
    )
    func excluded(engine: TestEngine) async throws {
        try await withCall(on: engine) { store, call, anna, _ in
            let mark = MissedMark.exclude(.outsideHours, note: "до открытия в 9:00")
            let outcome = try await store.missed.mark([call.seen], mark, by: .sample(anna))
            #expect(outcome.changed == 1)
            #expect(try await store.missed.numbers(.sample(.waiting)).isEmpty)
            #expect(try await store.missed.waitingCallers(since: .sample(-1)) == 0)
            let marked = try #require(try await store.missed.call(1))
            #expect(
                marked.exclusion
                    == .init(reason: .outsideHours, note: "до открытия в 9:00", by: "Петрова Анна", at: .sample(100))
            )
            let change = try await store.missed.change(#require(outcome.change))
            #expect(change?.kind == .exclude && change?.count == 1 && change?.isUndone == false)
            _ = try await store.missed.mark([marked.seen], .include, by: .sample(anna))
            #expect(try await store.missed.numbers(.sample(.waiting)) == [1])
        }
    }

    @Test("S2.25 a call can be handed to a person, or hidden and shown again", arguments: TestEngine.allCases)
    func distributed(engine: TestEngine) async throws {
        try await withCall(on: engine) { store, call, anna, olga in
            _ = try await store.missed.mark([call.seen], .assign(olga.id), by: .sample(anna))
            var seen = try #require(try await store.missed.call(1))
            #expect(seen.assignee == "Петрова Анна")
            _ = try await store.missed.mark([seen.seen], .hide, by: .sample(anna))
            #expect(try await store.missed.numbers().isEmpty)
            #expect(try await store.missed.numbers(.sample(.hidden)) == [1])
            seen = try #require(try await store.missed.calls(.sample(.hidden)).first)
            #expect(seen.hiddenBy == "Петрова Анна")
            _ = try await store.missed.mark([seen.seen], .unhide, by: .sample(anna))
            #expect(try await store.missed.numbers(.sample(.waiting)) == [1])
        }
    }

    @Test("of two who mark the same call at once the second is refused and told", arguments: TestEngine.allCases)
    func together(engine: TestEngine) async throws {
        try await withCall(on: engine) { store, call, anna, olga in
            async let first = store.missed.mark([call.seen], .assign(anna.id), by: .sample(anna))
            async let second = store.missed.mark([call.seen], .hide, by: .sample(olga))
            let outcomes = try await [first, second]
            #expect(outcomes.map(\.changed).sorted() == [0, 1])
            #expect(outcomes.map(\.refused).sorted() == [0, 1])
            #expect(outcomes.filter { $0.change == nil }.count == 1)
            let left = try await store.missed.calls() + store.missed.calls(.sample(.hidden))
            let version = left.first?.version
            #expect(version == 1)
        }
    }

    @Test("is taken back by who did it, unless it was changed since", arguments: TestEngine.allCases)
    func undone(engine: TestEngine) async throws {
        try await withCall(on: engine) { store, call, anna, olga in
            _ = try await store.missed.mark([call.seen], .assign(olga.id), by: .sample(anna))
            let assigned = try #require(try await store.missed.call(1))
            let outcome = try await store.missed.mark([assigned.seen], .hide, by: .sample(anna))
            let change = try #require(outcome.change)
            #expect(try await store.missed.undo(change, by: .sample(olga)).changed == 0)
            #expect(try await store.missed.undo(change, by: .sample(anna)).changed == 1)
            #expect(try await store.missed.call(1)?.assignee != nil)
            #expect(try await store.missed.undo(change, by: .sample(anna)).changed == 0)

            let seen = try #require(try await store.missed.call(1)).seen
            let excluding = try await store.missed.mark([seen], .exclude(.other, note: nil), by: .sample(anna))
            let marked = try #require(try await store.missed.call(1)).seen
            _ = try await store.missed.mark([marked], .assign(nil), by: .sample(olga))
            let undone = try await store.missed.undo(#require(excluding.change), by: .sample(anna))
            #expect(undone.changed == 0 && undone.refused == 1)
            #expect(try await store.missed.call(1)?.exclusion != nil)
        }
    }

    @Test(
        "survives that the call is written anew, and that it was not missed for a while",
        arguments: TestEngine.allCases
    )
    func rewritten(engine: TestEngine) async throws {
        try await withCall(on: engine) { store, call, anna, olga in
            _ = try await store.missed.mark([call.seen], .assign(olga.id), by: .sample(anna))
            _ = try await store.callJournal.commit(.of(.missedSample(1, cause: .nobodyAvailable)))
            #expect(try await store.missed.call(1)?.assignee != nil)
            #expect(try await store.missed.call(1)?.cause == .nobodyAvailable)
            _ = try await store.callJournal.commit(.of(.endedSample(1)))
            #expect(try await store.missed.numbers().isEmpty)
            _ = try await store.callJournal.commit(.of(.missedSample(1)))
            #expect(try await store.missed.call(1)?.assignee != nil)
        }
    }

    @Test("stands in the audit log, with ids and field names and no values", arguments: TestEngine.allCases)
    func audited(engine: TestEngine) async throws {
        try await withCall(on: engine) { store, call, anna, _ in
            let outcome = try await store.missed.mark([call.seen], .exclude(.other, note: "секрет"), by: .sample(anna))
            _ = try await store.missed.undo(#require(outcome.change), by: .sample(anna, at: 200))
            let log = try await store.access.auditLog(limit: 2)
            #expect(log.map(\.action) == [.missedUndone, .missedExcluded])
            #expect(log.allSatisfy { $0.subject == "call:\(call.id)" })
            #expect(log[1].fields == ["excluded_reason", "excluded_note"])
            #expect(log[1].user == anna.id && log[1].address == "10.0.0.7")
            #expect(!log.description.contains("секрет"))
        }
    }

    @Test(
        "a number marked as spam takes its calls out of the figure, and back when it is restored",
        arguments: TestEngine.allCases
    )
    func spam(engine: TestEngine) async throws {
        try await withCall(on: engine) { store, call, anna, olga in
            _ = try await store.callJournal.commit(.of(.missedSample(2, from: nil, at: 20)))
            let nameless = try #require(try await store.missed.call(2))
            let outcome = try await store.missed.mark([call.seen, nameless.seen], .spam, by: .sample(anna))
            #expect(outcome.changed == 1 && outcome.refused == 1)
            #expect(try await store.missed.spamKeys() == [NumberKey("+79535237271")])
            #expect(try await store.missed.numbers(.sample(.waiting)) == [2])
            // One that comes later is spam from the beginning.
            _ = try await store.callJournal.commit(.of(.missedSample(3, from: "89535237271", at: 40)))
            #expect(try await store.missed.numbers(.sample(.waiting)) == [2])
            #expect(try await store.missed.numbers() == [3, 2, 1])
            #expect(try await store.missed.call(3)?.isSpam == true)

            let number = try #require(try await store.missed.spamNumbers().first)
            #expect(number.number == "9535237271" && number.markedBy == "Петрова Анна" && number.callCount == 2)
            #expect(try await store.missed.restore(number.id, by: .sample(olga)))
            #expect(try await !store.missed.restore(number.id, by: .sample(olga)))
            #expect(try await store.missed.spamKeys().isEmpty)
            #expect(try await store.missed.numbers(.sample(.waiting)) == [3, 2, 1])

            let again = try await store.missed.mark([call.seen], .spam, by: .sample(anna))
            #expect(try await store.missed.undo(#require(again.change), by: .sample(anna)).changed == 1)
            #expect(try await store.missed.spamKeys().isEmpty)
        }
    }

    @Test("a number is marked as spam only by whom its call concerns", arguments: TestEngine.allCases)
    func spamOfOthers(engine: TestEngine) async throws {
        try await withCall(on: engine) { store, call, anna, olga in
            try await store.access.sit(anna, at: "0111", since: .sample(-60))
            for (person, changed) in [(olga, 0), (anna, 1)] {
                let actor = MissedActor.sample(person, concerning: .user(person.id))
                let outcome = try await store.missed.mark([call.seen], .spam, by: actor)
                #expect(outcome.changed == changed && outcome.refused == 1 - changed)
            }
            #expect(try await store.missed.spamNumbers().map(\.markedBy) == ["Петрова Анна"])
        }
    }

    @Test("a call that turns out to be none takes its marks with it", arguments: TestEngine.allCases)
    func withdrawn(engine: TestEngine) async throws {
        try await withCall(on: engine) { store, call, anna, olga in
            _ = try await store.missed.mark([call.seen], .assign(olga.id), by: .sample(anna))
            var batch = JournalBatch(pbx: office)
            batch.withdrawals = [.sample(1)]
            _ = try await store.callJournal.commit(batch)
            #expect(try await store.missed.numbers().isEmpty)
        }
    }
}
