import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Notes on calls and open cards")
struct CardStoreTests {
    private let phone = Extension("0111")

    @Test("each who takes part in a call has a note of their own; all of them are read", arguments: TestEngine.allCases)
    func ownNotes(engine: TestEngine) async throws {
        try await withCalls(engine) { store, anna, call in
            let olga = try await store.access.add(.sample("olga"))
            #expect(try await write("ждёт деталь", anna, call, 0, store) == 1)
            #expect(try await write("записала", olga, call, 0, store) == 1)
            let notes = try await store.cards.notes(of: [call])
            #expect(notes.map(\.text) == ["ждёт деталь", "записала"])
            #expect(notes.map(\.user) == [anna.id, olga.id])
            #expect(notes[0].author == "Петрова Анна")
        }
    }

    @Test(
        "what goes on from the text that is there is written, the same again is no change, anything else is refused",
        arguments: TestEngine.allCases
    )
    func revisions(engine: TestEngine) async throws {
        try await withCalls(engine) { store, anna, call in
            #expect(try await write("п", anna, call, 0, store) == 1)
            #expect(try await write("п", anna, call, 0, store) == 1)
            #expect(try await write("пере", anna, call, 0, store) == 2)
            #expect(try await write("другое", anna, call, 2, store) == 3)
            let refused = try await store.cards.write("третье", by: anna.id, on: call, over: 2, at: .sample(9))
            guard case .refused(let note) = refused else { throw StorageError(.failed, "\(refused)") }
            #expect(note.text == "другое" && note.revision == 3)
            #expect(try await write("", anna, call, 3, store) == 4)
            #expect(try await store.cards.notes(of: [call]).map(\.text) == [""])
        }
    }

    @Test("two browsers of one person that write at once: one is refused, none is lost", arguments: TestEngine.allCases)
    func together(engine: TestEngine) async throws {
        try await withCalls(engine) { store, anna, call in
            let outcomes = try await withThrowingTaskGroup(of: NoteWriting.self) { tasks in
                for text in ["а", "б", "в", "г"] {
                    tasks.addTask { try await store.cards.write(text, by: anna.id, on: call, over: 0, at: .sample(1)) }
                }
                return try await tasks.reduce(into: []) { $0.append($1) }
            }
            let written = outcomes.filter { if case .written = $0 { true } else { false } }
            #expect(written.count == 1)
            #expect(try await store.cards.notes(of: [call]).map(\.revision) == [1])
        }
    }

    @Test(
        "S3.18 the notes of a consultation are read with the call that it became part of",
        arguments: TestEngine.allCases
    )
    func merged(engine: TestEngine) async throws {
        try await withCalls(engine) { store, anna, call in
            let consultation = Call(id: .sample(7), direction: .internal, startedAt: .sample(0))
            _ = try await store.callJournal.commit(.of(consultation))
            #expect(try await write("спросила у мастера", anna, consultation.id, 0, store) == 1)
            var batch = JournalBatch(pbx: office)
            batch.merges = [.init(call: consultation.id, into: call)]
            _ = try await store.callJournal.commit(batch)
            #expect(try await store.cards.notes(of: [call]).map(\.text) == ["спросила у мастера"])
            #expect(try await store.cards.present(consultation.id) == call)
            #expect(try await write("спросила у мастера, готово", anna, consultation.id, 1, store) == 2)
        }
    }

    @Test("a call that the journal takes back leaves what was typed on it", arguments: TestEngine.allCases)
    func withdrawn(engine: TestEngine) async throws {
        try await withCalls(engine) { store, anna, call in
            #expect(try await write("тишина в трубке", anna, call, 0, store) == 1)
            var batch = JournalBatch(pbx: office)
            batch.withdrawals = [call]
            _ = try await store.callJournal.commit(batch)
            #expect(try await store.cards.notes(of: [call]).count == 1)
            #expect(try await store.cards.present(call) == nil)
            #expect(try await store.cards.write("x", by: anna.id, on: call, over: 1, at: .sample(3)) == .noCall)
        }
    }

    @Test("4,000 characters of any kind are kept, NUL as a sign that stands for it", arguments: TestEngine.allCases)
    func length(engine: TestEngine) async throws {
        try await withCalls(engine) { store, anna, call in
            let text = String(repeating: "😀", count: CallNote.limit - 1) + "\0"
            #expect(try await write(text, anna, call, 0, store) == 1)
            let kept = try await store.cards.notes(of: [call])[0].text
            #expect(kept.unicodeScalars.count == CallNote.limit)
            #expect(kept.hasSuffix("\u{FFFD}"))
        }
    }

    @Test(
        "open are the cards of calls that the person answered at the phone and has not closed, the latest first",
        arguments: TestEngine.allCases
    )
    func openCards(engine: TestEngine) async throws {
        try await withCalls(engine) { store, anna, _ in
            let olga = try await store.access.add(.sample("olga"))
            try await store.access.sit(olga, at: "0111", since: .sample(-100))
            let before = try await answered(11, at: -50, store)
            try await store.access.sit(anna, at: "0111", since: .sample(0))
            let calls = [try await answered(12, at: 10, store), try await answered(13, at: 20, store)]
            _ = try await answered(14, at: 30, on: "0125", store)
            #expect(try await open(anna, store) == [calls[1], calls[0]])
            #expect(try await open(anna, store, limit: 1) == [calls[1]])
            #expect(try await open(olga, store) == [before])
            let closed = ClosedCard(call: calls[1], legs: 1)
            try await store.cards.close([closed, closed], of: anna.id, at: .sample(40))
            #expect(try await open(anna, store) == [calls[0]])
            #expect(try await open(olga, store) == [before])
            #expect(try await store.cards.closedCards(of: anna.id, since: .sample(0)) == [closed])
            // Sent back to the phone: the latest card is its again.
            var call = try #require(try await store.callJournal.calls([calls[1]]).first)
            var leg = CallLeg(ordinal: 1, party: .phone(phone), calledAt: .sample(50))
            (leg.answeredAt, leg.state) = (.sample(51), .released)
            call.legs.append(leg)
            _ = try await store.callJournal.commit(.of(call))
            #expect(try await open(anna, store) == [calls[1], calls[0]])
            try await store.cards.close([ClosedCard(call: calls[1], legs: 2)], of: anna.id, at: .sample(60))
            #expect(try await open(anna, store) == [calls[0]])
            let since = Date.sample(15)
            #expect(try await store.cards.openCards(of: anna.id, at: phone, since: since, limit: 5).isEmpty)
        }
    }

    @Test(
        "a card on which something was typed is open though the person did not answer",
        arguments: TestEngine.allCases
    )
    func typedOn(engine: TestEngine) async throws {
        try await withCalls(engine) { store, anna, call in
            _ = try await write("с", anna, call, 0, store)
            #expect(try await open(anna, store) == [call])
            #expect(try await write("", anna, call, 1, store) == 2)
            #expect(try await open(anna, store).isEmpty)
        }
    }

    // MARK: Samples

    private func open(_ user: User, _ store: DataStore, limit: Int = 5) async throws -> [CallID] {
        try await store.cards.openCards(of: user.id, at: phone, since: .sample(-1_000), limit: limit)
    }

    private func withCalls(
        _ engine: TestEngine,
        _ test: (DataStore, User, CallID) async throws -> Void
    ) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample())
            let call = Call(id: .sample(), direction: .inbound, startedAt: .sample(0))
            _ = try await store.callJournal.commit(.of(call))
            try await test(store, anna, call.id)
        }
    }

    /// - Returns: the note's revision.
    private func write(
        _ text: String,
        _ user: User,
        _ call: CallID,
        _ revision: Int64,
        _ store: DataStore
    ) async throws -> Int64? {
        let now = Date.sample(1 + Double(revision))
        let outcome = try await store.cards.write(text, by: user.id, on: call, over: revision, at: now)
        return if case .written(let note) = outcome { note.revision } else { nil }
    }

    private func answered(
        _ number: Int,
        at second: Double,
        on phone: String = "0111",
        _ store: DataStore
    ) async throws
        -> CallID
    {
        let start = Date.sample(second)
        var call = Call(id: .sample(number), direction: .inbound, startedAt: start)
        var leg = CallLeg(ordinal: 0, party: .phone(Extension(phone)), calledAt: start)
        leg.answeredAt = start
        leg.state = .released
        call.legs = [leg]
        call.answeredAt = start
        call.endedAt = start
        _ = try await store.callJournal.commit(.of(call))
        return call.id
    }
}
