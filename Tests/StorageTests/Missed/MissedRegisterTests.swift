import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Missed calls are found as people ask for them")
struct MissedRegisterTests {
    @Test(
        "S0.61 a later call in either direction resolves a missed one: who, when and how long after",
        arguments: TestEngine.allCases,
        [CallDirection.inbound, .outbound]
    )
    func reached(engine: TestEngine, direction: CallDirection) async throws {
        try await engine.withDatabase { store in
            let olga = try await store.access.add(.sample("olga"))
            try await store.access.sit(olga, at: "0125")
            _ = try await store.callJournal.commit(.of(.missedSample(1)))
            #expect(try await store.missed.numbers(.sample(.waiting)) == [1])
            _ = try await store.callJournal.commit(
                .of(.reachingSample(2, direction, with: "8 (953) 523-72-71", at: 600))
            )
            #expect(try await store.missed.numbers(.sample(.waiting)).isEmpty)
            let reach = try #require(try await store.missed.call(1)?.reach)
            #expect(reach.call == .sample(2))
            #expect(reach.direction == direction)
            #expect(reach.at == .sample(602))
            #expect(reach.party == .phone(Extension("0125")))
            #expect(reach.person == "Петрова Анна")
        }
    }

    @Test("who spoke for less than ten seconds was not reached", arguments: TestEngine.allCases)
    func tooShort(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            _ = try await store.callJournal.commit(
                .of(.missedSample(1), .reachingSample(2, .inbound, at: 60, connected: 9.9))
            )
            #expect(try await store.missed.numbers(.sample(.waiting)) == [1])
            _ = try await store.callJournal.commit(.of(.reachingSample(3, .inbound, at: 90, connected: 10)))
            #expect(try await store.missed.numbers(.sample(.waiting)).isEmpty)
        }
    }

    @Test(
        "S0.62 the calls of one caller stand together, and those without a number never do",
        arguments: TestEngine.allCases
    )
    func grouped(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let calls: [Call] = [
                .missedSample(1, from: "4954741469", at: 0), .missedSample(2, from: nil, at: 20),
                .missedSample(3, from: "84954741469", at: 53), .missedSample(4, from: "anonymous", at: 60),
                .missedSample(5, from: "anonymous", at: 70), .missedSample(6, from: "9262440389", at: 80),
            ]
            _ = try await store.callJournal.commit(.of(calls))
            let callers = try await store.missed.page(.sample(.waiting, .byCaller)).callers
            #expect(callers.map { $0.attempts.map(\.call.sampleNumber) } == [[6], [5], [4], [3, 1], [2]])
            #expect(callers.map(\.count) == [1, 1, 1, 2, 1])
            #expect(try await store.missed.numbers(.sample(.waiting)) == [6, 5, 4, 3, 2, 1])
            #expect(try await store.missed.waitingCallers(since: .sample(-1)) == 5)
            let counts = try await store.missed.counts(.sample(), overdueBefore: .sample(30))
            #expect(counts.waiting == 5)
            #expect(counts.overdue == 2)
        }
    }

    @Test(
        "S2.24 what was meant for nobody personally is nobody's, until it is handed over",
        arguments: TestEngine.allCases
    )
    func nobodys(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample("anna"))
            let olga = try await store.access.add(.sample("olga"))
            try await store.access.sit(anna, at: "0111")
            let direct = Call.missedSample(2, from: "9262440389", at: 20).addressed(to: "0111")
            _ = try await store.callJournal.commit(.of(.missedSample(1), direct))
            #expect(try await store.missed.numbers(.sample(.nobodys)) == [1])
            #expect(try await store.missed.numbers(.sample(.mine, reader: anna.id)) == [2])
            #expect(try await store.missed.numbers(.sample(.mine, reader: olga.id)).isEmpty)

            let seen = try await store.missed.calls(.sample(.waiting)).map(\.seen)
            let outcome = try await store.missed.mark(seen, .assign(olga.id), by: .sample(anna))
            #expect(outcome.changed == 2)
            #expect(try await store.missed.numbers(.sample(.nobodys)).isEmpty)
            #expect(try await store.missed.numbers(.sample(.mine, reader: olga.id)) == [2, 1])
            #expect(try await store.missed.numbers(.sample(.mine, reader: anna.id)).isEmpty)
            let counts = try await store.missed.counts(.sample(reader: olga.id), overdueBefore: .sample(0))
            #expect(counts.waiting == 2 && counts.nobodys == 0 && counts.mine == 2 && counts.overdue == 0)
        }
    }

    @Test("by cause, number dialled, phone that rang and number, however it is written", arguments: TestEngine.allCases)
    func filters(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            _ = try await store.callJournal.commit(
                .of(
                    .missedSample(1, cause: .outsideHours),
                    .missedSample(2, from: "9262440389", at: 20).with { $0.dialled = "74957559996" },
                    .missedSample(3, from: "9262440380", at: 40).addressed(to: "0125")
                )
            )
            func found(_ change: (inout MissedQuery) -> Void) async throws -> [Int] {
                var query = MissedQuery.sample(.all, .byCaller)
                change(&query)
                return try await store.missed.numbers(query)
            }
            #expect(try await found { $0.cause = .outsideHours } == [1])
            #expect(try await found { $0.did = NumberKey("+74957559996") } == [2])
            #expect(try await found { $0.phone = Extension("0125") } == [3])
            #expect(try await found { $0.phone = Extension("0111") } == [2, 1])
            #expect(try await found { $0.number = NumberKey("+79262440380") } == [3])
            #expect(try await found { $0.period = .sample(10) ..< .sample(30) } == [2])
        }
    }

    @Test("page by page, every caller once", arguments: TestEngine.allCases, MissedQuery.Arrangement.allCases)
    func pages(engine: TestEngine, arrangement: MissedQuery.Arrangement) async throws {
        try await engine.withDatabase { store in
            // Seven callers take turns; two calls at a time begin in the same moment.
            let calls = (0..<40).map { number in
                Call.missedSample(number, from: "926244030\(number % 7)", at: Double(number / 2 * 10))
            }
            _ = try await store.callJournal.commit(.of(calls))
            var query = MissedQuery.sample(.waiting, arrangement)
            query.limit = 3
            var heads: [Int] = []
            repeat {
                let page = try await store.missed.page(query)
                heads += page.callers.compactMap { $0.attempts.first?.call.sampleNumber }
                query.after = page.next
            } while query.after != nil && heads.count < 100
            switch arrangement {
            case .byCaller: #expect(Set(heads) == Set(33...39) && heads.count == 7)
            case .byCall: #expect(Set(heads) == Set(0...39) && heads.count == 40)
            }
        }
    }

    @Test(
        "only what was handed to them or rang where they sat, for whom the right reaches no further",
        arguments: TestEngine.allCases
    )
    func scopes(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample("anna", department: "Сервис"))
            let olga = try await store.access.add(.sample("olga", department: "Сервис"))
            try await store.access.sit(anna, at: "0111", since: .sample(15))
            _ = try await store.callJournal.commit(
                .of(
                    .missedSample(1),
                    .missedSample(2, from: "9262440389", at: 20),
                    .missedSample(3, from: nil, at: 30).addressed(to: "0125")
                )
            )
            var query = MissedQuery.sample()
            query.concerning = .user(anna.id)
            #expect(try await store.missed.numbers(query) == [2])
            query.concerning = .user(olga.id)
            #expect(try await store.missed.numbers(query).isEmpty)
            query.concerning = .department("Сервис")
            #expect(try await store.missed.numbers(query) == [2])
            let third = try #require(try await store.missed.call(3)).seen
            let outsider = MissedActor.sample(olga, concerning: .user(olga.id))
            #expect(try await store.missed.mark([third], .exclude(.other, note: nil), by: outsider).refused == 1)
            _ = try await store.missed.mark([third], .assign(olga.id), by: .sample(anna))
            query.concerning = .user(olga.id)
            #expect(try await store.missed.numbers(query) == [3])
        }
    }
}
