import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("People are reminded when it is time")
struct RemindingTests {
    private static let rules = ReceptionRules(remindEvery: 300, escalateAfter: 600)

    private func remind(_ store: DataStore, at second: Double) async throws -> RemindingWork {
        try await store.reception.remind(Self.rules, at: .sample(second), limit: 100)
    }

    @Test(
        "S1.29 of who waits every five minutes, the receptionist and those who may take it, until somebody does",
        arguments: TestEngine.allCases
    )
    func waiting(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let desk = try await SampleReception(store)
            let contact = try await desk.waitingVisit(since: 100)
            #expect(try await remind(store, at: 399) == RemindingWork())
            #expect(try await remind(store, at: 400).waiting == [contact])
            #expect(try await remind(store, at: 401) == RemindingWork())
            #expect(try await desk.unread(desk.receptionist) == [.waiting])
            for user in [desk.oleg, desk.irina] { #expect(try await desk.unread(user) == [.waiting, .toTake]) }

            #expect(try await remind(store, at: 700).waiting == [contact])
            #expect(try await desk.board.waiting.map(\.reminders) == [2])
            // In place of the one before.
            #expect(try await desk.unread(desk.receptionist) == [.waiting])

            _ = try await store.reception.give(contact, to: desk.masterOleg, by: desk.author(nil, 710))
            #expect(try await remind(store, at: 1_000).waiting == [contact])
            #expect(try await desk.unread(desk.oleg) == [.waiting, .assigned])
            #expect(try await desk.unread(desk.irina).isEmpty)
            _ = try await store.reception.claim(contact, by: desk.author(desk.oleg, 1_100))
            #expect(try await remind(store, at: 5_000) == RemindingWork())
            for user in [desk.oleg, desk.irina, desk.receptionist] { #expect(try await desk.unread(user).isEmpty) }
        }
    }

    @Test(
        "S0.34 of a reminder to call back at its time; supervisors when it was not done, once",
        arguments: TestEngine.allCases
    )
    func callBack(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let desk = try await SampleReception(store)
            let contact = try await store.register(1) { $0.outcome = .informed }
            let reminder = Reminder(
                contact: contact.id,
                employee: desk.masterOleg,
                text: "Перезвонить клиенту",
                dueAt: .sample(500),
                madeAt: .sample(100)
            )
            let id = try await store.contacts.remind(reminder).get().id
            #expect(try await remind(store, at: 499) == RemindingWork())
            #expect(try await remind(store, at: 500).callBacks == [contact.id])
            let told = try await store.reception.inboxes(of: [desk.oleg.id])[desk.oleg.id]?.latest
            #expect(told?.map(\.kind) == [.reminderDue] && told?.first?.reminder == "Перезвонить клиенту")
            #expect(try await remind(store, at: 1_099) == RemindingWork())
            #expect(try await remind(store, at: 1_100).callBacks == [contact.id])
            #expect(try await desk.unread(desk.boss) == [.overdue])
            #expect(try await remind(store, at: 9_000) == RemindingWork())
            _ = try await store.contacts.finish(id, by: desk.author(desk.oleg))
            for user in [desk.oleg, desk.boss] { #expect(try await desk.unread(user).isEmpty) }

            var never = Self.rules
            never.escalateAfter = nil
            _ = try await store.contacts.remind(reminder)
            #expect(try await store.reception.remind(never, at: .sample(9_000), limit: 100).callBacks.count == 1)
            #expect(try await desk.unread(desk.boss).isEmpty)
        }
    }

    @Test(
        "a thousand that are due in the same second are each told once, by two programs together",
        arguments: TestEngine.allCases
    )
    func race(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let desk = try await SampleReception(store)
            let other = try await DataStore.open(store.location, numbers: .russian, logger: .silent)
            let contacts = try await store.addVisits(1_000, to: desk)
            try await store.database.write { transaction in
                try transaction.execute(
                    "INSERT INTO waiting_contacts (contact_id, since, reminded_at) VALUES ($1, $2, $2)",
                    each: contacts.map { [.integer($0.rawValue), .instant(.sample(100))] }
                )
            }
            @Sendable func remindAll(_ store: DataStore) async throws -> [ContactID] {
                var done: [ContactID] = []
                while true {
                    let work = try await store.reception.remind(Self.rules, at: .sample(400), limit: 50)
                    guard !work.waiting.isEmpty else { break }
                    done += work.waiting
                }
                return done
            }
            async let one = remindAll(store)
            async let two = remindAll(other)
            let done = try await one + two
            #expect(done.count == 1_000 && Set(done) == Set(contacts))
            // Who found the rows of the other one taken may have gone home early.
            #expect(try await remindAll(store).isEmpty)
            let told = try await store.reception.unreadMarks()
            #expect(told.mapValues(\.count) == [desk.oleg.id: 1_000, desk.irina.id: 1_000])
            await other.close()
        }
    }
}
