import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("At a phone sits one person at a time")
struct SeatTests {
    @Test("with the name that colleagues know", arguments: TestEngine.allCases)
    func roundTrip(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample(department: "Сервис"))
            try await store.access.sit(anna, at: "0111", since: .sample(5))
            let seat = Seat(
                phone: Extension("0111"),
                user: anna.id,
                displayName: "Петрова Анна",
                department: "Сервис",
                since: .sample(5)
            )
            #expect(try await store.access.seats() == [seat])
            // Who sits there already stays.
            try await store.access.sit(anna, at: "0111", since: .sample(10))
            #expect(try await store.access.seats() == [seat])
            #expect(try await store.access.auditLog(limit: 1) == [.sample(.sit, at: .sample(10), user: anna.id)])
        }
    }

    @Test("the last one who sat down there", arguments: TestEngine.allCases)
    func lastWins(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let access = store.access
            let (anna, boris) = try await (access.add(.sample("anna")), access.add(.sample("boris")))
            try await access.sit(anna, at: "0111")
            try await access.sit(boris, at: "0112")
            try await access.sit(boris, at: "0111", since: .sample(60))
            #expect(try await access.seating() == [Extension("0111"): boris.id])
            try await access.sit(anna, at: "0111", since: .sample(120))
            #expect(try await access.seating() == [Extension("0111"): anna.id])
        }
    }

    @Test("who stands up from the one before", arguments: TestEngine.allCases)
    func standingUp(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample())
            try await store.access.sit(anna, at: "0111")
            try await store.access.sit(anna, at: "0112", since: .sample(60))
            #expect(try await store.access.seating() == [Extension("0112"): anna.id])
            #expect(try await store.access.seats().map(\.since) == [.sample(60)])
        }
    }

    @Test("also when twenty sit down there at the same moment", arguments: TestEngine.allCases)
    func rush(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let access = store.access
            let people = try await people(20, in: store)
            for (number, person) in people.enumerated() { try await access.sit(person, at: "9\(number)") }
            try await together(people) { person, _ in try await access.sit(person, at: "0111", since: .sample(60)) }
            let seats = try await access.seats()
            #expect(seats.map(\.phone) == [Extension("0111")])
            #expect(people.map(\.id).contains(seats[0].user))
        }
    }

    @Test("also when twenty change among three phones, and nobody sits at two", arguments: TestEngine.allCases)
    func changing(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let access = store.access
            let people = try await people(20, in: store)
            try await together(people) { person, number in
                for step in 0..<6 {
                    try await access.sit(person, at: "011\((number + step * (1 + number % 2)) % 3)", since: .sample(60))
                    let seats = try await access.seats()
                    #expect(Set(seats.map(\.phone)).count == seats.count)
                    #expect(Set(seats.map(\.user)).count == seats.count)
                }
            }
            #expect(try await !access.seats().isEmpty)
        }
    }

    @Test("until they are logged in nowhere", arguments: TestEngine.allCases)
    func lastSession(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let access = store.access
            let (anna, boris) = try await (access.add(.sample("anna")), access.add(.sample("boris")))
            try await access.begin("desk", of: anna)
            try await access.begin("laptop", of: anna)
            try await access.begin("other", of: boris, isRemembered: true)
            try await access.sit(anna, at: "0111")
            try await access.sit(boris, at: "0112")
            try await access.end("desk", at: .sample(60))
            #expect(try await access.seating() == [Extension("0111"): anna.id, Extension("0112"): boris.id])
            try await access.end("laptop", at: .sample(120))
            #expect(try await access.seating() == [Extension("0112"): boris.id])
            try await access.sweep(at: .sample(43_199))
            #expect(try await access.seating() == [Extension("0112"): boris.id])
            try await access.sweep(at: .sample(43_200))
            #expect(try await access.seating().isEmpty)
        }
    }

    @Test("and who sat there when is remembered, for people and departments", arguments: TestEngine.allCases)
    func past(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let access = store.access
            let anna = try await access.add(.sample("anna", department: "Сервис"))
            let boris = try await access.add(.sample("boris", department: "Продажи"))
            try await access.sit(anna, at: "0111", since: .sample(100))
            try await access.sit(boris, at: "0111", since: .sample(200))
            /// Whether anna, boris, her department and his one sat there.
            func sat(_ second: Double, at phone: String = "0111") async throws -> [Bool] {
                var answers: [Bool] = []
                for sitters: Sitters in [
                    .user(anna.id), .user(boris.id), .department("Сервис"), .department("Продажи"),
                ] {
                    answers.append(try await access.sat(sitters, at: Extension(phone), on: .sample(second)))
                }
                return answers
            }
            #expect(try await sat(99) == [false, false, false, false])
            #expect(try await sat(100) == [true, false, true, false])
            #expect(try await sat(199.999) == [true, false, true, false])
            #expect(try await sat(200) == [false, true, false, true])
            #expect(try await sat(99_999) == [false, true, false, true])
            #expect(try await sat(150, at: "0112") == [false, false, false, false])
            #expect(try await !access.sat(.department("сервис"), at: Extension("0111"), on: .sample(150)))
        }
    }

    private func people(_ count: Int, in store: DataStore) async throws -> [User] {
        var people: [User] = []
        for number in 0..<count { people.append(try await store.access.add(.sample("user\(number)"))) }
        return people
    }

    private func together(
        _ people: [User],
        _ work: @escaping @Sendable (User, Int) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup { group in
            for (number, person) in people.enumerated() { group.addTask { try await work(person, number) } }
            try await group.waitForAll()
        }
    }
}
