import ContactCenter
import Foundation
import Storage
import TestSupport
import Testing

@Suite("Lists of calls are counted and narrowed in the database")
struct CallLogTests {
    static let week = days(of: 7)

    /// Days after the sample business's start, of 24 hours.
    static func days(of count: Int64) -> [Period] {
        (0..<count).map { day in
            Period(from: ListedBusiness.instant((day - 1) * 86_400), until: ListedBusiness.instant(day * 86_400))
        }
    }

    @Test(
        "S2.5, S2.7 by every filter and all of them together, the same as by hand",
        arguments: TestEngine.allCases
    )
    func filters(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let business = ListedBusiness(calls: 300, seed: 1)
            try await business.write(to: store)
            var random = SeededRandom(seed: 2)
            var found = 0
            for _ in 0..<150 {
                let filter = ListedBusiness.filter(using: &random)
                let expected = business.calls.filter { business.matches($0, filter) }.map(\.id)
                let question = CallQuestion(filter: filter, days: Self.week, rows: .init(day: nil, limit: 1_000))
                let answer = try await store.callLog.answer(to: question)
                #expect(answer.counts.reduce(0, +) == expected.count, "\(filter)")
                #expect(answer.rows.map(\.call.id) == expected.reversed(), "\(filter)")
                found += expected.count
            }
            #expect(found > 500)
        }
    }

    @Test("S2.10 S2.8 a row is the whole call, and who sat at its phones", arguments: TestEngine.allCases)
    func rows(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let business = ListedBusiness(calls: 40, seed: 3)
            try await business.write(to: store)
            let calls = Dictionary(uniqueKeysWithValues: business.calls.map { ($0.id, $0) })
            for direction in CallDirection.allCases {
                let question = CallQuestion(
                    filter: CallFilter(direction: direction),
                    days: Self.week,
                    rows: .init(day: nil, limit: 100)
                )
                for row in try await store.callLog.answer(to: question).rows {
                    #expect(row.call == calls[row.call.id])
                    for (phone, moment) in row.call.phoneMoments {
                        let sitter = row.sitter(at: phone, on: moment)
                        #expect(sitter.map { Int($0.id.rawValue) } == business.sitter(at: phone, on: moment))
                        #expect(
                            sitter?.department == sitter.flatMap { ListedBusiness.departments[Int($0.id.rawValue)] }
                        )
                    }
                }
            }
        }
    }

    @Test("a reader's own calls are those that the call's page lets them open", arguments: TestEngine.allCases)
    func reach(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let business = ListedBusiness(calls: 60, seed: 4)
            try await business.write(to: store)
            for sitters in [Sitters.user(UserID(1)), .department("Колл-центр"), .department("Никто")] {
                var listed: Set<CallID> = []
                for direction in CallDirection.allCases {
                    var filter = CallFilter(direction: direction)
                    filter.reach = sitters
                    let question = CallQuestion(filter: filter, days: Self.week, rows: .init(day: nil, limit: 100))
                    listed.formUnion(try await store.callLog.answer(to: question).rows.map(\.call.id))
                }
                for call in business.calls {
                    var mayOpen = false
                    for (phone, moment) in call.phoneMoments {
                        if try await store.access.sat(sitters, at: phone, on: moment) { mayOpen = true }
                    }
                    #expect(listed.contains(call.id) == mayOpen, "\(call.id)")
                }
            }
        }
    }

    @Test("S2.4 a count for each day, whose boundaries are the business's", arguments: TestEngine.allCases)
    func counts(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            // The last millisecond of one day and the first of the next.
            let midnight = ListedBusiness.instant(0)
            for (number, instant) in [midnight - 0.001, midnight, midnight + 0.001, midnight + 86_399.999].enumerated()
            {
                let call = Call.endedSample(number).with { $0.startedAt = instant }
                _ = try await store.callJournal.commit(.of(call))
            }
            let answer = try await store.callLog.answer(to: CallQuestion(filter: CallFilter(), days: Self.days(of: 3)))
            #expect(answer.counts == [1, 3, 0])
            #expect(answer.rows.isEmpty)
            let day = CallQuestion(filter: CallFilter(), days: Self.days(of: 3), rows: .init(day: 1, limit: 10))
            #expect(try await store.callLog.answer(to: day).rows.map(\.call.id) == [3, 2, 1].map { .sample($0) })
        }
    }
}
