import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Reminders to call back")
struct ReminderTests {
    private func remind(
        _ store: DataStore,
        _ employee: EmployeeID,
        of contact: ContactID,
        due second: Double,
        by user: User
    ) async throws -> ReminderID {
        let reminder = Reminder(
            contact: contact,
            employee: employee,
            text: "Перезвонить клиенту",
            phone: "+7 (953) 523-72-71",
            dueAt: .sample(second),
            madeBy: user.id,
            madeAt: .sample(50)
        )
        return try await store.contacts.remind(reminder).get().id
    }

    @Test(
        "S0.34 a person's and a department's are found, the longest due first, are counted, and are done once",
        arguments: TestEngine.allCases
    )
    func lists(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample("anna", department: "Сервис"))
            let olga = try await store.access.add(.sample("olga"))
            let service = try await store.add("departments", [("name", .text("Сервис"))], as: Department.self)
            let own = try await store.addEmployee("Петрова Анна", [("user_id", .integer(anna.id.rawValue))])
            let colleague = try await store.addEmployee("Рожин Олег", [("department_id", .integer(service.rawValue))])
            let other = try await store.addEmployee("Соколова Ирина", [("user_id", .integer(olga.id.rawValue))])
            let contact = try await store.register(1) { $0.personName = "Константин" }
            let late = try await remind(store, own, of: contact.id, due: 900, by: olga)
            let early = try await remind(store, own, of: contact.id, due: 300, by: olga)
            let theirs = try await remind(store, colleague, of: contact.id, due: 500, by: olga)
            _ = try await remind(store, other, of: contact.id, due: 100, by: anna)

            let mine = try await store.contacts.reminders(ReminderQuestion(of: .user(anna.id)))
            #expect(mine.map(\.kept.id) == [early, late])
            #expect(mine[0].person == "Константин" && mine[0].contactNumber == contact.record.number)
            #expect(mine[0].employee == "Петрова Анна" && mine[0].author == "Петрова Анна")
            let department = try await store.contacts.reminders(ReminderQuestion(of: .department("Сервис")))
            #expect(department.map(\.kept.id) == [early, theirs, late])
            #expect(try await store.contacts.reminders(ReminderQuestion(of: nil)).count == 4)
            let loads = try await store.contacts.reminderLoads(at: .sample(400))
            #expect(loads == [anna.id: ReminderLoad(open: 2, overdue: 1), olga.id: ReminderLoad(open: 1, overdue: 1)])

            #expect(try await store.contacts.finish(early, by: .sample(anna, 420)))
            #expect(try await !store.contacts.finish(early, by: .sample(anna, 430)))
            #expect(try await store.contacts.reminders(ReminderQuestion(of: .user(anna.id))).map(\.kept.id) == [late])
            let done = try await store.contacts.reminders(ReminderQuestion(of: .user(anna.id), doneSince: .sample(400)))
            #expect(done.map(\.kept.id) == [early] && done[0].finisher == "Петрова Анна")
            #expect(done[0].kept.record.doneAt == .sample(420))
            let later = ReminderQuestion(of: .user(anna.id), doneSince: .sample(421))
            #expect(try await store.contacts.reminders(later).isEmpty)
            #expect(try await store.contacts.reopen(early, by: .sample(anna, 440)))
            #expect(try await !store.contacts.reopen(early, by: .sample(anna, 440)))
            let only = ReminderQuestion(of: .user(olga.id), only: early)
            #expect(try await store.contacts.reminders(only).isEmpty)
        }
    }

    @Test(
        "whoever shows contacts hears of a reminder that was left, done or taken back",
        arguments: TestEngine.allCases
    )
    func news(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample("anna"))
            let employee = try await store.addEmployee("Рожин Олег")
            let contact = try await store.register(1)
            var news = store.contacts.news.changes.makeAsyncIterator()
            let reminder = try await remind(store, employee, of: contact.id, due: 1, by: anna)
            _ = try await store.contacts.finish(reminder, by: .sample(anna))
            _ = try await store.contacts.reopen(reminder, by: .sample(anna))
            // Begun, saved, registered; then the three of the reminder.
            for _ in 0..<6 { #expect(await news.next() == contact.id) }
        }
    }

    @Test(
        "S0.34 a reminder is changed over its version; who is to do it now, and when, is told anew",
        arguments: TestEngine.allCases
    )
    func change(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample("anna"))
            let own = try await store.addEmployee("Петрова Анна", [("user_id", .integer(anna.id.rawValue))])
            let other = try await store.addEmployee("Рожин Олег")
            let contact = try await store.register(1)
            let id = try await remind(store, own, of: contact.id, due: 300, by: anna)
            let rules = ReceptionRules(remindEvery: 300, escalateAfter: nil)
            func told(at second: Double) async throws -> Int {
                try await store.reception.remind(rules, at: .sample(second), limit: 10).callBacks.count
            }
            #expect(try await told(at: 400) == 1)
            #expect(try await told(at: 401) == 0)

            let question = ReminderQuestion(of: .user(anna.id))
            let kept = try #require(try await store.contacts.reminders(question).first?.kept)
            var reminder = kept.record
            reminder.text = "Уточнить срок"
            let saved = try await store.contacts.change(id, over: 1, to: reminder, by: .sample(anna, 410)).kept
            #expect(saved.version == 2 && saved.record.text == "Уточнить срок")
            // The same time and the same employee: told already.
            #expect(try await told(at: 420) == 0)
            let stale = try await store.contacts.change(id, over: 1, to: reminder, by: .sample(anna, 430))
            #expect(stale == .stale(saved))
            reminder.dueAt = .sample(500)
            _ = try await store.contacts.change(id, over: 2, to: reminder, by: .sample(anna, 440)).kept
            #expect(try await told(at: 450) == 0)
            #expect(try await told(at: 510) == 1)

            reminder.employee = other
            _ = try await store.contacts.change(id, over: 3, to: reminder, by: .sample(anna, 520)).kept
            #expect(try await store.contacts.reminders(question).isEmpty)
            reminder.employee = EmployeeID(99)
            let refused = try await store.contacts.change(id, over: 4, to: reminder, by: .sample(anna, 530))
            #expect(refused == .refused([FieldProblem("employee", .noSuchRecord)]))
            let missing = try await store.contacts.change(ReminderID(99), over: 1, to: reminder, by: .sample(anna, 540))
            #expect(missing == .missing)
        }
    }
}
