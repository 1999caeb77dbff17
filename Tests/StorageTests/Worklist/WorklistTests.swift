import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Worklists")
struct WorklistTests {
    private func numbers(_ store: DataStore, _ question: WorklistQuestion) async throws -> [ContactID] {
        try await store.contacts.worklist(question).map(\.id)
    }

    private func setDue(_ second: Double, of id: ContactID, _ store: DataStore, by author: RecordAuthor) async throws {
        let kept = try #require(try await store.contacts.contact(id))
        var contact = kept.record
        contact.dueAt = .sample(second)
        _ = try await store.contacts.save(contact, id, over: kept.version, by: author).kept
    }

    @Test(
        "S1.32 those that nobody has begun with stand first, the earliest due first; a person's, a department's, everybody's",
        arguments: TestEngine.allCases
    )
    func order(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let desk = try await SampleReception(store)
            func visit(due second: Double?, of employee: EmployeeID?) async throws -> ContactID {
                let id = try await desk.visit(responsible: employee)
                if let second { try await setDue(second, of: id, store, by: desk.author()) }
                return id
            }
            let open = try await visit(due: nil, of: desk.masterOleg)
            let late = try await visit(due: 900, of: desk.masterOleg)
            let early = try await visit(due: 300, of: desk.masterOleg)
            let begun = try await visit(due: 200, of: desk.masterOleg)
            _ = try await store.reception.claim(begun, by: desk.author(desk.oleg, 150))
            let theirs = try await visit(due: 100, of: desk.masterIrina)
            let nobodys = try await visit(due: 50, of: nil)

            let mine = WorklistQuestion(of: .user(desk.oleg.id))
            #expect(try await numbers(store, mine) == [early, late, open, begun])
            let first = try #require(try await store.contacts.worklist(mine).first)
            #expect(first.person == "Виталий" && first.reason == "Услуги" && first.responsible == "Рожин Олег")
            #expect(first.isOverdue(at: .sample(300)) && !first.isOverdue(at: .sample(299)))
            #expect(try await numbers(store, WorklistQuestion(of: nil)) == [nobodys, theirs, early, late, open, begun])
            #expect(try await numbers(store, WorklistQuestion(of: nil, employee: desk.masterIrina)) == [theirs])
            let loads = try await store.contacts.reminderLoads(at: .sample(300))
            #expect(loads[desk.oleg.id] == ReminderLoad(open: 4, overdue: 2))

            _ = try await desk.process(begun, by: desk.oleg, 400).kept
            #expect(try await numbers(store, mine) == [early, late, open])
            #expect(
                try await numbers(store, WorklistQuestion(of: .user(desk.oleg.id), processedSince: .sample(400))) == [
                    begun
                ]
            )
            #expect(
                try await numbers(store, WorklistQuestion(of: .user(desk.oleg.id), processedSince: .sample(401)))
                    .isEmpty
            )
        }
    }

    @Test(
        "S0.34 a reminder that is a contact's next action stands with the contact, and is counted once",
        arguments: TestEngine.allCases
    )
    func reminders(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let desk = try await SampleReception(store)
            let id = try await desk.visit(responsible: desk.masterOleg)
            for (employee, text) in [
                (desk.masterOleg, "Перезвонить"), (desk.masterOleg, "Ещё"), (desk.masterIrina, "Чужое"),
            ] {
                _ = try await store.contacts.remind(
                    Reminder(contact: id, employee: employee, text: text, dueAt: .sample(900), madeAt: .sample(100))
                )
            }
            var question = ReminderQuestion(of: .user(desk.oleg.id))
            question.isLoose = true
            #expect(try await store.contacts.reminders(question).map(\.kept.record.text) == ["Ещё"])
            #expect(
                try await store.contacts.worklist(WorklistQuestion(of: .user(desk.oleg.id))).map(\.nextAction) == [
                    "Перезвонить"
                ]
            )
            let loads = try await store.contacts.reminderLoads(at: .sample(0))
            #expect(loads == [desk.oleg.id: ReminderLoad(open: 2), desk.irina.id: ReminderLoad(open: 1)])
        }
    }

    @Test(
        "S1.32 a contact is due as its reason says; supervisors are told once of what was not processed in time, by one of two programs",
        arguments: TestEngine.allCases
    )
    func escalation(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let desk = try await SampleReception(store)
            let other = try await DataStore.open(store.location, numbers: .russian, logger: .silent)
            try await store.database.write { transaction in
                try transaction.execute(
                    "UPDATE reasons SET due_minutes = 15 WHERE id = $1",
                    [.integer(desk.reason.rawValue)]
                )
            }
            let id = try await desk.visit(responsible: desk.masterOleg)
            // Registered at 100.
            #expect(try await store.contacts.contact(id)?.record.dueAt == .sample(1_000))
            let rules = ReceptionRules(remindEvery: 300, escalateAfter: 600)
            func escalate(_ second: Double) async throws -> [ContactID] {
                async let one = store.reception.remind(rules, at: .sample(second), limit: 100).unprocessed
                async let two = other.reception.remind(rules, at: .sample(second), limit: 100).unprocessed
                return try await one + two
            }
            #expect(try await escalate(1_599).isEmpty)
            #expect(try await escalate(1_600) == [id])
            #expect(try await desk.unread(desk.boss) == [.overdue])
            #expect(try await escalate(9_000).isEmpty)
            // More time, and once more too late.
            try await setDue(10_000, of: id, store, by: desk.author())
            #expect(try await desk.unread(desk.boss).isEmpty)
            #expect(try await escalate(10_600) == [id])
            _ = try await desk.process(id, by: desk.oleg).kept
            #expect(try await desk.unread(desk.boss).isEmpty)
            await other.close()
        }
    }
}
