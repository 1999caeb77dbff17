import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Going on with contacts")
struct ContactWorkStoreTests {
    private func contact(_ id: ContactID, _ store: DataStore) async throws -> Kept<Contact> {
        try #require(try await store.contacts.contact(id))
    }

    @Test(
        "S1.25 each employee's unprocessed and taken contacts are counted, and those processed today",
        arguments: TestEngine.allCases
    )
    func loads(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let desk = try await SampleReception(store)
            func load(since second: Double = 0) async throws -> WorkLoad {
                try await store.contacts.workLoads(since: .sample(second))[desk.masterOleg] ?? WorkLoad()
            }
            let first = try await desk.visit(responsible: desk.masterOleg)
            let second = try await desk.visit(responsible: desk.masterOleg)
            _ = try await desk.visit(responsible: desk.masterOleg) { $0.outcome = .informed }
            _ = try await desk.visit()
            #expect(try await load() == WorkLoad(unprocessed: 2))
            _ = try await store.reception.claim(first, by: desk.author(desk.oleg, 200))
            #expect(try await load() == WorkLoad(unprocessed: 1, inWork: 1))
            _ = try await desk.process(first, by: desk.oleg).kept
            #expect(try await load() == WorkLoad(unprocessed: 1, processed: 1))
            #expect(try await load(since: 301) == WorkLoad(unprocessed: 1))
            let kept = try await contact(second, store)
            _ = try await store.contacts.assign([(second, kept.version)], to: desk.masterIrina, by: desk.author())
            #expect(try await load() == WorkLoad(processed: 1))
            #expect(try await store.contacts.workLoads(since: .sample(0))[desk.masterIrina] == WorkLoad(unprocessed: 1))
            let done = try await contact(first, store)
            _ = try await store.contacts.setHidden(true, first, over: done.version, by: desk.author())
            #expect(try await load() == WorkLoad())
        }
    }

    @Test("the stages are the same in SQL as in the domain", arguments: TestEngine.allCases)
    func stages(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let desk = try await SampleReception(store)
            let contact = try await desk.visit()
            let moments: [Date?] = [nil, .sample(1)]
            for handed in moments {
                for taken in moments {
                    for processed in moments where handed != nil || processed == nil {
                        let work = handed.map { ContactWork(handedAt: $0, takenAt: taken, processedAt: processed) }
                        try await store.database.write { transaction in
                            try ContactWorkTable.write(work, of: contact, in: transaction)
                            for stage in ContactWork.Stage.allCases {
                                let rows = try transaction.rows(
                                    "SELECT 1 FROM contacts WHERE id = $1 AND \(ContactWorkTable.isAt(stage))",
                                    [.integer(contact.rawValue)]
                                )
                                #expect(rows.isEmpty == (work?.stage != stage), "\(String(describing: work)) \(stage)")
                            }
                        }
                    }
                }
            }
        }
    }

    @Test(
        "S1.32 a contact is processed with its history: taken, a next action that is a reminder, the result, done, opened again",
        arguments: TestEngine.allCases
    )
    func processing(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let desk = try await SampleReception(store)
            let id = try await desk.visit(responsible: desk.masterOleg)
            let lacking = try await desk.process(id, by: desk.oleg, 150, isDone: false) { $0.nextAction = "Позвонить" }
            #expect(lacking == .refused([FieldProblem("due_at", .required)]))
            let taken = try await desk.process(id, by: desk.oleg, 200, isDone: false) {
                $0.nextAction = "Позвонить"
                $0.dueAt = .sample(900)
            }.kept
            #expect(taken.record.stage == .inWork && taken.record.work?.takenBy == desk.oleg.id)
            #expect(try await desk.unread(desk.oleg).isEmpty)
            func reminders() async throws -> [ListedReminder] {
                try await store.contacts.reminders(ReminderQuestion(of: .user(desk.oleg.id)))
            }
            let reminder = try #require(try await reminders().first?.kept)
            #expect(reminder.record.text == "Позвонить" && reminder.record.dueAt == .sample(900))

            // Later; it is the same reminder.
            _ = try await desk.process(id, by: desk.oleg, 210, isDone: false) { $0.dueAt = .sample(950) }.kept
            #expect(try await reminders().map(\.kept.id) == [reminder.id])
            #expect(try await reminders().map(\.kept.record.dueAt) == [.sample(950)])
            // Another one in its place.
            _ = try await desk.process(id, by: desk.oleg, 220, isDone: false) { $0.nextAction = "Пригласить" }.kept
            #expect(try await reminders().map(\.kept.record.text) == ["Пригласить"])
            let next = try #require(try await reminders().first?.kept.id)
            #expect(try await store.contacts.finish(next, by: desk.author(desk.oleg, 230)))
            #expect(try await contact(id, store).record.nextAction == nil)
            #expect(try await store.contacts.reopen(next, by: desk.author(desk.oleg, 240)))
            #expect(try await contact(id, store).record.nextAction == "Пригласить")

            let done = try await desk.process(id, by: desk.oleg, 300) {
                $0.result = "Записан на диагностику"
            }.kept
            #expect(done.record.stage == .processed && done.record.work?.processedAt == .sample(300))
            #expect(try await reminders().isEmpty)
            let opened = try await store.contacts.reopen(id, over: done.version, by: desk.author(desk.oleg, 310)).kept
            #expect(opened.record.stage == .inWork && opened.record.result == "Записан на диагностику")

            let fields = try #require(try await store.contacts.dossier(id)?.changes.flatMap(\.fields))
            let steps = fields.filter { $0.name == "processing" }.map { [$0.before, $0.after] }
            #expect(
                steps == [
                    ["processed", "in_work"], ["in_work", "processed"], ["unprocessed", "in_work"],
                    [nil, "unprocessed"],
                ]
            )
            let stale = try await store.contacts.process(done.record, id, over: 1, isDone: true, by: desk.author())
            #expect(stale == .stale(opened))
        }
    }

    @Test("S0.33 the reminder of a script is the contact's next action", arguments: TestEngine.allCases)
    func adopted(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let desk = try await SampleReception(store)
            let id = try await desk.visit(responsible: desk.masterOleg)
            func remind(_ employee: EmployeeID, _ text: String) async throws -> ReminderID {
                try await store.contacts.remind(
                    Reminder(contact: id, employee: employee, text: text, dueAt: .sample(900), madeAt: .sample(100))
                ).get().id
            }
            _ = try await remind(desk.masterIrina, "Чужое")
            #expect(try await contact(id, store).record.nextAction == nil)
            _ = try await remind(desk.masterOleg, "Перезвонить клиенту")
            let kept = try await contact(id, store)
            #expect(kept.record.nextAction == "Перезвонить клиенту" && kept.record.dueAt == .sample(900))
            // It goes to whoever is responsible next.
            _ = try await store.contacts.assign([(id, kept.version)], to: desk.masterIrina, by: desk.author())
            let texts = try await store.contacts.reminders(ReminderQuestion(of: .user(desk.irina.id))).map(
                \.kept.record.text
            )
            #expect(texts.sorted() == ["Перезвонить клиенту", "Чужое"])
        }
    }

    @Test(
        "what came to an end is processed by who wrote that down; what nobody here can process is nobody's",
        arguments: TestEngine.allCases
    )
    func ends(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let desk = try await SampleReception(store)
            let id = try await desk.visit(responsible: desk.masterOleg)
            let kept = try await contact(id, store)
            var informed = kept.record
            informed.outcome = .informed
            let saved = try await store.contacts.save(informed, id, over: kept.version, by: desk.author(desk.oleg, 300))
                .kept
            #expect(saved.record.stage == .processed && saved.record.work?.processedBy == desk.oleg.id)

            let outside = try await store.addEmployee("Карканица Сергей", phone: "0201")
            let other = try await desk.visit(responsible: desk.masterOleg)
            let version = try await contact(other, store).version
            _ = try await store.contacts.assign([(other, version)], to: outside, by: desk.author())
            #expect(try await contact(other, store).record.work == nil)
            let lost = try await desk.waitingVisit(responsible: desk.masterOleg)
            _ = try await store.reception.lose(lost, because: desk.lostReason(1), by: desk.author())
            #expect(try await contact(lost, store).record.work == nil)
        }
    }
}
