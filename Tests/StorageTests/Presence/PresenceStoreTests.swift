import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Presences are kept") struct PresenceStoreTests {
    private let sweep = PresenceSweep(now: .sample(0), goneAfter: 30, awayAfter: 300)

    private func sweep(at seconds: Double) -> PresenceSweep {
        PresenceSweep(now: .sample(seconds), goneAfter: 30, awayAfter: 300)
    }

    @Test("S1.18 S1.23 with status, own name and note, whatever stands in them", arguments: TestEngine.allCases)
    func roundTrip(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample()).id
            let lunch = try #require(OwnStatus("Обед'; DROP TABLE \"users\" {bigint} $1"))
            let note = try #require(PresenceNote("<b>до 15:30</b>"))
            try await store.presences.open(anna, at: "here", now: .sample(1))
            try await store.presences.add(lunch, of: anna)
            let before = try await store.presences.presenceVersion()
            try await store.presences.apply([
                PersonChange(anna, .noted(note), at: .sample(4)),
                PersonChange(anna, .chose(.own(lunch)), at: .sample(5)),
            ])
            #expect(
                try await store.presences.presences() == [
                    anna: Presence(status: .own(lunch), note: note, since: .sample(5), ownStatuses: [lunch])
                ]
            )
            #expect(try await store.presences.presenceVersion() != before)
        }
    }

    @Test("S1.18 own statuses are added, named anew and removed", arguments: TestEngine.allCases)
    func ownStatuses(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let presences = store.presences
            let anna = try await store.access.add(.sample()).id
            let (lunch, dinner) = try (#require(OwnStatus("Обед")), #require(OwnStatus("Ужин")))
            try await presences.open(anna, at: "here", now: .sample(0))
            try await presences.add(lunch, of: anna)
            await #expect(throws: PresenceRefusal.nameTaken) { try await presences.add(lunch, of: anna) }
            try await presences.apply([PersonChange(anna, .chose(.own(lunch)), at: .sample(1))])
            try await presences.rename(lunch, to: dinner, of: anna, now: .sample(2))
            #expect(try await presences.presences()[anna]?.status == .own(dinner))
            #expect(try await presences.presences()[anna]?.ownStatuses == [dinner])
            await #expect(throws: PresenceRefusal.noSuchStatus) {
                try await presences.rename(lunch, to: dinner, of: anna, now: .sample(3))
            }
            try await presences.remove(dinner, of: anna)
            #expect(try await presences.presences()[anna]?.ownStatuses == [])
            #expect(try await presences.presences()[anna]?.status == .own(dinner))
        }
    }

    @Test(
        "S1.22 half a minute after the last stream the person is off-line, and not before",
        arguments: TestEngine.allCases
    )
    func gone(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let presences = store.presences
            let anna = try await store.access.add(.sample()).id
            try await presences.open(anna, at: "here", now: .sample(0))
            try await presences.open(anna, at: "there", now: .sample(1))
            try await presences.close(anna, at: "here", now: .sample(10))
            try await presences.beat(of: "there", now: .sample(20))
            #expect(try await !presences.sweep(sweep(at: 45)))
            // The other process was killed: it beats no more.
            #expect(try await !presences.sweep(sweep(at: 49)))
            #expect(try await presences.sweep(sweep(at: 50)))
            #expect(try await presences.presences()[anna]?.status == .offline)
            try await presences.open(anna, at: "here", now: .sample(60))
            #expect(try await presences.presences()[anna]?.status == .available)
        }
    }

    @Test("S1.20 away when the time has come, but for who was active meanwhile", arguments: TestEngine.allCases)
    func away(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let presences = store.presences
            let (anna, boris) = try await (
                store.access.add(.sample("anna")).id, store.access.add(.sample("boris")).id
            )
            for user in [anna, boris] { try await presences.open(user, at: "here", now: .sample(0)) }
            try await presences.noteActive([boris: .sample(100)])
            try await presences.beat(of: "here", now: .sample(300))
            #expect(try await presences.sweep(sweep(at: 300)))
            let seen = try await presences.presences()
            #expect(seen[anna]?.status == .away && seen[anna]?.isIdle == true && seen[boris]?.status == .available)
            try await presences.apply([PersonChange(anna, .stirred, at: .sample(310))])
            #expect(try await presences.presences()[anna]?.status == .available)
        }
    }

    @Test("who logs out is off-line at once, unless logged in elsewhere as well", arguments: TestEngine.allCases)
    func logOut(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample())
            try await store.access.begin("desk", of: anna)
            try await store.access.begin("home", of: anna)
            try await store.presences.open(anna.id, at: "here", now: .sample(1))
            try await store.access.end("desk", at: .sample(2))
            try await store.presences.leave(anna.id, now: .sample(2))
            #expect(try await store.presences.presences()[anna.id]?.status == .available)
            try await store.access.end("home", at: .sample(3))
            try await store.presences.leave(anna.id, now: .sample(3))
            #expect(try await store.presences.presences()[anna.id]?.status == .offline)
        }
    }

    @Test("two processes that look at the same moment make each person off-line once", arguments: TestEngine.allCases)
    func race(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let presences = store.presences
            var people: [UserID] = []
            for number in 0..<40 { people.append(try await store.access.add(.sample("p\(number)")).id) }
            for user in people { try await presences.open(user, at: "here", now: .sample(0)) }
            let late = sweep(at: 60)
            try await withThrowingDiscardingTaskGroup { tasks in
                for _ in 0..<6 { tasks.addTask { _ = try await presences.sweep(late) } }
            }
            for user in people {
                let stretches = try await presences.stretches(of: user, from: .sample(-9), until: .sample(99))
                #expect(
                    stretches == [
                        PersonStretch(PersonState(.available), since: .sample(0), until: .sample(60)),
                        PersonStretch(PersonState(.offline), since: .sample(60)),
                    ]
                )
            }
        }
    }

    @Test(
        "every change of a state is a row, and the rows tile the time, also written by several at once",
        arguments: TestEngine.allCases
    )
    func tiling(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let presences = store.presences
            let anna = try await store.access.add(.sample()).id
            let changes: [PresenceChange] = [
                .appeared, .phone(.ringing), .phone(.talking), .chose(.busy), .phone(.none), .fellIdle, .stirred,
                .chose(.available), .disappeared,
            ]
            // One batch with the true times of what happened.
            try await presences.apply(changes.enumerated().map { PersonChange(anna, $1, at: .sample(Double($0))) })
            let course = try await presences.stretches(of: anna, from: .sample(-9), until: .sample(99))
            #expect(
                course.map(\.state) == [
                    PersonState(.available), PersonState(.available, .ringing), PersonState(.available, .talking),
                    PersonState(.busy, .talking), PersonState(.busy), PersonState(.away), PersonState(.busy),
                    PersonState(.available), PersonState(.offline),
                ]
            )
            #expect(course.map(\.since) == (0...8).map { .sample(Double($0)) })
            try await withThrowingDiscardingTaskGroup { tasks in
                for writer in 0..<8 {
                    tasks.addTask {
                        for (number, change) in changes.enumerated() {
                            let at = Date.sample(10 + Double(number * 8 + writer))
                            try await presences.apply([PersonChange(anna, change, at: at)])
                        }
                    }
                }
            }
            let all = try await presences.stretches(of: anna, from: .sample(-9), until: .sample(999))
            for (earlier, later) in zip(all, all.dropFirst()) {
                #expect(earlier.until == later.since && earlier.since < later.since)
            }
            #expect(all.filter { $0.until == nil }.count == 1 && all.last?.until == nil)
        }
    }

    @Test("which calls have a registered contact", arguments: TestEngine.allCases)
    func finished(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await store.register(1)
            _ = try await store.contacts.begin(.sample(2), at: nil, by: .sample())
            #expect(try await store.presences.finished([.sample(1), .sample(2), .sample(3)]) == [.sample(1)])
            #expect(try await store.presences.finished([]) == [])
        }
    }

    @Test("which call was last answered at a phone", arguments: TestEngine.allCases)
    func lastAnswered(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let (earlier, later) = (Call.endedSample(1), Call.endedSample(2, second: 1_795_364_906))
            _ = try await store.callJournal.commit(.of(earlier, later))
            let answered = try #require(later.answeredBy?.phone)
            let found = try await store.presences.lastAnswered(at: [answered, Extension("0999")])
            #expect(found == [answered: later])
            #expect(try await store.presences.lastAnswered(at: []) == [:])
        }
    }
}
