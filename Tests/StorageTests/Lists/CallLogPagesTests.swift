import ContactCenter
import Foundation
import Storage
import TestSupport
import Testing

@Suite("Pages of a list follow each other whatever happens meanwhile")
struct CallLogPagesTests {
    private func page(_ store: DataStore, _ turn: ListTurn, limit: Int = 10) async throws -> CallAnswer {
        try await store.callLog.answer(
            to: CallQuestion(
                filter: CallFilter(),
                days: CallLogTests.week,
                rows: .init(day: nil, turn: turn, limit: limit)
            )
        )
    }

    /// Some of them begin in the same millisecond, so that their order is that of their rows.
    private func call(_ number: Int) -> Call {
        Call.endedSample(number).with { $0.startedAt = ListedBusiness.instant(Int64(number / 3) * 3_600) }
    }

    @Test("on and back, each call once, while calls arrive", arguments: TestEngine.allCases)
    func pages(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            for number in 0..<45 { _ = try await store.callJournal.commit(.of(call(number))) }
            var answer = try await page(store, .first)
            var seen = answer.rows.map(\.call.id)
            #expect(!answer.hasLater && answer.hasEarlier)
            var arrived = 45
            while answer.hasEarlier, let last = answer.rows.last {
                _ = try await store.callJournal.commit(.of(call(arrived)))
                arrived += 1
                answer = try await page(store, .before(last.place))
                #expect(answer.hasLater)
                seen += answer.rows.map(\.call.id)
            }
            #expect(seen == (0..<45).reversed().map { .sample($0) })

            var back = answer.rows.map(\.call.id)
            while answer.hasLater, let first = answer.rows.first {
                answer = try await page(store, .after(first.place))
                back = answer.rows.map(\.call.id).filter { !back.contains($0) } + back
            }
            #expect(back == (0..<arrived).reversed().map { .sample($0) })
        }
    }

    @Test("the way back ends on a whole first page with what is new", arguments: TestEngine.allCases)
    func firstPage(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            for number in 0..<13 { _ = try await store.callJournal.commit(.of(call(number))) }
            let first = try await page(store, .first)
            let second = try await page(store, .before(try #require(first.rows.last).place))
            _ = try await store.callJournal.commit(.of(call(13)))
            let back = try await page(store, .after(try #require(second.rows.first).place), limit: 12)
            #expect(back.rows.map(\.call.id) == (2..<14).reversed().map { .sample($0) })
            #expect(!back.hasLater && back.hasEarlier)
        }
    }
}
