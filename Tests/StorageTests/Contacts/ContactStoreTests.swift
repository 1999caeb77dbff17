import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Contacts are kept")
struct ContactStoreTests {
    @Test("whole, as they were saved", arguments: TestEngine.allCases)
    func roundTrip(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample("anna"))
            let client = try await store.addClient()
            let begun = try await store.contacts.begin(.sample(), at: Extension("0111"), by: .sample(anna))
            var contact = begun.record
            contact.reason = try await store.reason("private_repair")
            contact.client = client
            contact.statedVehicle = StatedVehicle(makeName: "MAZDA", model: "3", year: 2_006)
            contact.personName = "Константин"
            contact.contactPhone = "8 968 672-71-31"
            contact.works = "Диагностика подвески"
            contact.comment = "<b>\u{202E}перезвонить</b> 👋"
            contact.isInquiry = true
            contact.outcome = .reminder
            let saved = try await store.contacts.save(contact, begun.id, over: 1, by: .sample(anna)).kept
            // Follows from the client.
            contact.clientType = .private
            #expect(saved == Kept(id: begun.id, version: 2, record: contact))
            #expect(try await store.contacts.contact(begun.id) == saved)
            #expect(try await store.contacts.contact(of: .sample()) == saved)
            #expect(try await store.contacts.drafts(of: anna.id, limit: 10) == [saved])
            #expect(try await store.contacts.contacts(of: client, limit: 10) == [saved])
            #expect(try await store.contacts.contacts(ofNumber: NumberKey("+79535237271"), limit: 10) == [saved])
        }
    }

    @Test("once for each call, also for two that begin at the same moment", arguments: TestEngine.allCases)
    func onceForEachCall(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let other = try await DataStore.open(store.location, numbers: .russian, logger: .silent)
            let ids = try await withThrowingTaskGroup(of: [ContactID].self) { tasks in
                for store in [store, other] {
                    for _ in 0..<4 {
                        tasks.addTask {
                            var ids: [ContactID] = []
                            for number in 0..<10 {
                                ids.append(try await store.contacts.begin(.sample(number), at: nil, by: .sample()).id)
                            }
                            return ids
                        }
                    }
                }
                return try await tasks.reduce(into: Set<[ContactID]>()) { $0.insert($1) }
            }
            await other.close()
            #expect(ids.count == 1)
            #expect(Set(ids.first ?? []).count == 10)
        }
    }

    @Test("of a call that became part of another: that one's contact is found", arguments: TestEngine.allCases)
    func merged(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            _ = try await store.callJournal.commit(.of(.sample(0), .sample(1)))
            let begun = try await store.contacts.begin(.sample(1), at: nil, by: .sample())
            let merge = JournalBatch.Merge(call: .sample(1), into: .sample(0))
            _ = try await store.callJournal.commit(.of(.sample(0), merges: [merge]))
            #expect(try await store.contacts.contact(of: .sample(0))?.id == begun.id)
            #expect(try await store.contacts.begin(.sample(0), at: nil, by: .sample()).id == begun.id)
        }
    }

    @Test("S0.50 a number that was dialled gives the contact its source and branch", arguments: TestEngine.allCases)
    func didMeaning(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let branch = try await store.add("branches", [("name", .text("Автозаводская"))], as: Branch.self)
            let source = try await store.add("sources", [("name", .text("Яндекс.Карты"))], as: Source.self)
            let key = try #require(russian.read("6467171").key)
            _ = try await store.add(
                "dids",
                [
                    ("number", .text("6467171")), ("number_key", .text(key)),
                    ("source_id", .integer(source.rawValue)), ("branch_id", .integer(branch.rawValue)),
                ],
                as: DID.self
            )
            let contact = try await store.contacts.begin(.sample(), at: nil, by: .sample()).record
            #expect(contact.source == source)
            #expect(contact.branch == branch)
        }
    }

    @Test("over the version that was seen only; else both are told", arguments: TestEngine.allCases)
    func stale(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let begun = try await store.contacts.begin(.sample(), at: nil, by: .sample())
            var mine = begun.record
            mine.personName = "Илья"
            var theirs = begun.record
            theirs.personName = "Андрей"
            let first = try await store.contacts.save(theirs, begun.id, over: 1, by: .sample()).kept
            #expect(try await store.contacts.save(mine, begun.id, over: 1, by: .sample()) == .stale(first))
            #expect(try await store.contacts.contact(begun.id)?.record.personName == "Андрей")
            #expect(try await store.contacts.save(mine, ContactID(999), over: 1, by: .sample()) == .missing)
            #expect(try await store.contacts.register(begun.id, over: 1, by: .sample()) == .stale(first))
        }
    }

    @Test("what cannot be kept is refused with the names of the fields", arguments: TestEngine.allCases)
    func refused(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let begun = try await store.contacts.begin(.sample(), at: nil, by: .sample())
            var contact = begun.record
            contact.works = String(repeating: "x", count: 1_000_000)
            contact.client = ClientID(77)
            let refusal = Saving<Contact>.refused([
                FieldProblem("works", .tooLong(limit: 4_000)), FieldProblem("client", .noSuchRecord),
            ])
            #expect(try await store.contacts.save(contact, begun.id, over: 1, by: .sample()) == refusal)
            #expect(try await store.contacts.begin(contact, by: .sample()) == refusal)
        }
    }

    @Test(
        "D5 the department is the responsible employee's, the workshop too unless chosen",
        arguments: TestEngine.allCases
    )
    func department(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let parts = try await store.add("departments", [("name", .text("Отдел з/ч"))], as: Department.self)
            let shop = try await store.add("workshops", [("name", .text("2 Слесарный"))], as: Workshop.self)
            let other = try await store.add("workshops", [("name", .text("3 Кузовной"))], as: Workshop.self)
            let oleg = try await store.add(
                "employees",
                [
                    ("name", .text("Рожин Олег Юрьевич")), ("department_id", .integer(parts.rawValue)),
                    ("workshop_id", .integer(shop.rawValue)),
                ],
                as: Employee.self
            )
            let begun = try await store.contacts.begin(.sample(), at: nil, by: .sample())
            var contact = begun.record
            contact.responsible = oleg
            let saved = try await store.contacts.save(contact, begun.id, over: 1, by: .sample()).kept
            #expect(saved.record.department == parts)
            #expect(saved.record.workshop == shop)
            contact = saved.record
            contact.responsible = nil
            contact.workshop = other
            let last = try await store.contacts.save(contact, begun.id, over: 2, by: .sample()).kept
            #expect(last.record.department == nil)
            #expect(last.record.workshop == other)
        }
    }

    @Test("S0.40 several entries of what was said, each with author and time", arguments: TestEngine.allCases)
    func entries(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample("anna"))
            let begun = try await store.contacts.begin(.sample(), at: nil, by: .sample())
            _ = try await store.contacts.note("Не включаются вентиляторы", on: begun.id, by: .sample(anna, 1))
            _ = try await store.contacts.note("Записал на 16:00", on: begun.id, by: .sample(anna, 2))
            #expect(try await store.contacts.note("  ", on: begun.id, by: .sample(anna)) == nil)
            #expect(try await store.contacts.note("Нет такого", on: ContactID(99), by: .sample(anna)) == nil)
            let entries = try await store.contacts.dossier(begun.id)?.entries ?? []
            #expect(entries.map(\.number) == [1, 2])
            #expect(entries.map(\.text) == ["Не включаются вентиляторы", "Записал на 16:00"])
            #expect(entries.map(\.author) == ["Петрова Анна", "Петрова Анна"])
            #expect(entries.map(\.at) == [.sample(1), .sample(2)])
        }
    }

    @Test(
        "S0.34 a reminder names the employee, the time and the number, and is done once",
        arguments: TestEngine.allCases
    )
    func reminders(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let oleg = try await store.add("employees", [("name", .text("Рожин Олег"))], as: Employee.self)
            let begun = try await store.contacts.begin(.sample(), at: nil, by: .sample())
            var reminder = Reminder(
                contact: begun.id,
                employee: oleg,
                text: "Перезвонить клиенту",
                phone: "8 (968) 672-71-31",
                dueAt: .sample(900),
                madeAt: .sample(100)
            )
            let id = try await store.contacts.remind(reminder).get().id
            #expect(
                try await store.contacts.dossier(begun.id)?.reminders == [
                    KeptReminder(id: id, version: 1, record: reminder)
                ]
            )
            #expect(try await store.contacts.finish(id, by: .sample()))
            #expect(try await store.contacts.finish(id, by: .sample()) == false)
            reminder.employee = EmployeeID(99)
            #expect(
                try await store.contacts.remind(reminder) == .failure(FieldProblem("employee", .noSuchRecord))
            )
        }
    }

    @Test(
        "with the history of every change, who made it, and what the program worked out",
        arguments: TestEngine.allCases
    )
    func history(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample("anna"))
            let kept = try await store.register(1, by: anna) { $0.personName = "Илья" }
            let changes = try await store.contacts.dossier(kept.id)?.changes ?? []
            #expect(changes.map(\.kind) == [.changed, .changed, .added])
            #expect(changes.allSatisfy { $0.user == anna.id })
            #expect(
                changes[0].fields == [
                    Change.Field(name: "novelty", before: nil, after: "first_time"),
                    Change.Field(name: "processing", before: nil, after: "unprocessed"),
                    Change.Field(name: "state", before: "unfinished", after: "registered"),
                ]
            )
            #expect(changes[1].fields.map(\.name) == ["reason", "person_name"])
        }
    }

    @Test(
        "hidden instead of deleted; its call may begin another, over which it is not restored",
        arguments: TestEngine.allCases
    )
    func hidden(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let begun = try await store.contacts.begin(.sample(), at: nil, by: .sample())
            let hidden = try await store.contacts.setHidden(true, begun.id, over: 1, by: .sample()).kept
            #expect(hidden.isHidden && hidden.version == 2)
            #expect(try await store.contacts.contact(of: .sample()) == nil)
            let shown = try await store.contacts.setHidden(false, begun.id, over: 2, by: .sample()).kept
            #expect(!shown.isHidden)
            _ = try await store.contacts.setHidden(true, begun.id, over: 3, by: .sample())
            let second = try await store.contacts.begin(.sample(), at: nil, by: .sample())
            #expect(second.id != begun.id)
            #expect(
                try await store.contacts.setHidden(false, begun.id, over: 4, by: .sample())
                    == .refused([FieldProblem("call", .taken)])
            )
            #expect(
                try await store.contacts.dossier(begun.id)?.changes.map(\.kind) == [
                    .hidden, .restored, .hidden, .added,
                ]
            )
        }
    }

    @Test("S0.50 attempts of one number within minutes are found together", arguments: TestEngine.allCases)
    func redials(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let first = try await store.register(1, reason: "dropped")
            let second = try await store.register(45, reason: "dropped")
            let last = try await store.register(96)
            try await store.register(97, caller: "9037906350")
            try await store.register(96 + 700)
            #expect(try await store.contacts.dossier(last.id)?.redials.map(\.id) == [first.id, second.id])
        }
    }

    @Test("S0.47 a document marks the stage, and takes the mark back when it is hidden", arguments: TestEngine.allCases)
    func stages(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let kept = try await store.register(1)
            func add(_ kind: Document.Kind) async throws -> Kept<Document> {
                var document = Document()
                document.kind = kind
                document.at = .sample(5)
                document.contact = kept.id
                return try await store.documents.add(document, by: RecordAuthor(nil, at: .sample(5))).kept
            }
            func marks() async throws -> [Bool?] {
                let dossier = try await store.contacts.dossier(kept.id)
                return [dossier?.hasAppointment, dossier?.hasArrival]
            }
            _ = try await add(.invoice)
            #expect(try await marks() == [false, false])
            _ = try await add(.repairRequest)
            #expect(try await marks() == [true, false])
            let order = try await add(.workOrder)
            #expect(try await marks() == [true, true])
            _ = try await store.records.setHidden(
                order.id,
                over: order.version,
                to: true,
                by: RecordAuthor(nil, at: .sample(6))
            )
            #expect(try await marks() == [true, false])
            #expect(try await store.contacts.contact(kept.id)?.version == kept.version)
            let history = try await store.contacts.dossier(kept.id)?.changes.prefix(3).map(\.fields)
            let field = Change.Field.init(name:before:after:)
            #expect(
                history == [
                    [field("has_arrival", "1", nil)], [field("has_arrival", nil, "1")],
                    [field("has_appointment", nil, "1")],
                ]
            )
        }
    }

    private var russian: any PhoneNumberReading { .russian }
}
