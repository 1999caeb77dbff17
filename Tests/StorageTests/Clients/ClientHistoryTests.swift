import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

/// A client with whom Anna and Oleg have had to do: two contacts, a note in the first, a document and a reminder of it; and somebody
/// else's contact.
private struct SampleHistory {
    let store: DataStore
    let anna: User
    let oleg: User
    let olegsEmployee: EmployeeID
    let client: ClientID
    let topics: [TopicID]
    let contacts: [Kept<Contact>]

    init(_ store: DataStore) async throws {
        self.store = store
        let anna = try await store.access.add(.sample("anna"))
        let oleg = try await store.access.add(.sample("oleg"))
        let employee = try await store.add(
            "employees",
            [("name", .text("Рожин Олег")), ("user_id", .integer(oleg.id.rawValue))],
            as: Employee.self
        )
        let client = try await store.addClient()
        var topics: [TopicID] = []
        for name in ["Страхование", "КАСКО"] {
            topics.append(
                try await store.add("topics", [("name", .text(name)), ("place", .integer(1))], as: Topic.self)
            )
        }
        let first = try await store.register(100, by: anna) { [topics] contact in
            (contact.client, contact.works, contact.topics) = (client, "Диагностика подвески", [topics[1]])
        }
        let second = try await store.register(200, reason: "parts", by: oleg) { contact in
            (contact.client, contact.comment, contact.responsible) = (client, "Спрашивал про ёлку", employee)
        }
        try await store.register(300, caller: "9265550101", by: oleg) { $0.works = "Чужая подвеска" }
        _ = try await store.contacts.note("Перезвонить жене", on: first.id, by: .sample(oleg, 400))
        _ = try await store.add(
            "documents",
            [
                ("kind", .text("repair_request")), ("number", .text("A000003269")), ("at", .instant(.sample(500))),
                ("contact_id", .integer(first.id.rawValue)), ("client_id", .integer(client.rawValue)),
                ("responsible_id", .integer(employee.rawValue)), ("is_open", .integer(1)),
                ("works", .text("Замена шаровой")),
            ],
            as: Document.self
        )
        _ = try await store.add(
            "reminders",
            [
                ("contact_id", .integer(first.id.rawValue)), ("employee_id", .integer(employee.rawValue)),
                ("text", .text("Сказать цену")), ("due_at", .instant(.sample(900))),
                ("made_by", .integer(anna.id.rawValue)), ("made_at", .instant(.sample(600))),
            ],
            as: Reminder.self
        )
        (self.anna, self.oleg, olegsEmployee, self.client, self.topics) = (anna, oleg, employee, client, topics)
        contacts = [first, second]
    }

    func history(
        before place: ClientHistoryEntry.Place? = nil,
        limit: Int = 50,
        _ change: (inout ClientHistoryFilter) -> Void = { _ in }
    ) async throws -> ClientHistoryAnswer {
        var filter = ClientHistoryFilter()
        change(&filter)
        return try await store.clients.history(of: client, where: filter, before: place, limit: limit)
    }

    func kinds(_ change: (inout ClientHistoryFilter) -> Void) async throws -> [ClientHistoryEntry.Kind] {
        try await history(change).entries.map(\.kind)
    }
}

/// What S3.4 names besides, with the same client: a service, papers, a questionnaire, tasks.
private struct SampleBusiness {
    let sample: SampleHistory
    let contact: Kept<Contact>

    init(_ store: DataStore) async throws {
        sample = try await SampleHistory(store)
        contact = sample.contacts[0]
        try await addService(to: contact, at: 700)
        // Another client's does not show.
        let other = try await store.register(301, caller: "9265550101", by: sample.anna)
        try await addService(to: other, at: 701)
        try await addPaper(.contact(contact.id), at: 800)
        try await addPaper(.client(sample.client), at: 810)
        try await addPaper(.contact(other.id), at: 820)
        let anna = SampleInterviewer(store, as: sample.anna)
        let survey = try await anna.add()
        _ = try await anna.begin(try await anna.add { $0.name = LocalText("Начатая") }, on: contact)
        try await anna.finish(survey, on: contact)
        let own = try await addCase("00071", client: sample.client)
        try await addTask("Позвонить", to: own, contact: nil, at: 1_000, due: 1_500)
        let foreign = try await addCase("00072", client: nil)
        try await addTask("Проверить", to: foreign, contact: contact.id, at: 1_010, done: 1_020)
        try await addTask("Чужая", to: foreign, contact: other.id, at: 1_030)
    }

    private var store: DataStore { sample.store }

    private func addService(to contact: Kept<Contact>, at second: Double) async throws {
        let service = try await store.add("services", [("name", .text("Эвакуация \(second)"))], as: ServiceKind.self)
        let provider = try await store.add("providers", [("name", .text("Тягач \(second)"))], as: Provider.self)
        _ = try await store.add(
            "rendered_services",
            [
                ("contact_id", .integer(contact.id.rawValue)), ("service_id", .integer(service.rawValue)),
                ("provider_id", .integer(provider.rawValue)), ("pieces", .integer(3)), ("price", .integer(150_050)),
                ("at", .instant(.sample(second))), ("added_by", .integer(sample.oleg.id.rawValue)),
            ],
            as: RenderedService.self
        )
    }

    private func addPaper(_ subject: Paper.Subject, at second: Double) async throws {
        let paper = Paper(
            key: .random(),
            subject: subject,
            template: DocumentTemplateID(2),
            title: "Счёт",
            kind: .invoice,
            at: .sample(second),
            author: sample.oleg.id
        )
        let audit = AuditEntry(at: .sample(second), user: sample.oleg.id, action: .paperMade)
        _ = try await store.papers.add(paper, audit: audit) { $0 }
    }

    private func addCase(_ number: String, client: ClientID?) async throws -> CaseID {
        try await store.add(
            "cases",
            [
                ("number", .text(number)), ("title", .text("Дело \(number)")),
                ("client_id", .integer(client?.rawValue)),
                ("state", .text("open")), ("opened_at", .instant(.sample(900))),
            ],
            as: Case.self
        )
    }

    private func addTask(
        _ action: String,
        to case: CaseID,
        contact: ContactID?,
        at second: Double,
        due: Double? = nil,
        done: Double? = nil
    ) async throws {
        let kind = try await store.add(
            "task_actions",
            [
                ("name", .text(action)), ("doer", .text("responsible")), ("term", .integer(1)),
                ("term_unit", .text("days")),
            ],
            as: TaskAction.self
        )
        let entry = try await store.add(
            "case_entries",
            [
                ("case_id", .integer(`case`.rawValue)), ("contact_id", .integer(contact?.rawValue)),
                ("text", .text("Ждёт звонка")), ("at", .instant(.sample(second))),
                ("topic_id", .integer(sample.topics[0].rawValue)),
            ],
            as: CaseEntry.self
        )
        _ = try await store.add(
            "case_tasks",
            [
                ("entry_id", .integer(entry.rawValue)), ("action_id", .integer(kind.rawValue)),
                ("employee_id", .integer(sample.olegsEmployee.rawValue)), ("made_at", .instant(.sample(second))),
                ("made_by", .integer(sample.anna.id.rawValue)), ("due_at", .instant(due.map { .sample($0) })),
                ("done_at", .instant(done.map { .sample($0) })),
            ],
            as: CaseTask.self
        )
    }

    func entries(_ kind: ClientHistoryEntry.Kind) async throws -> [ClientHistoryEntry] {
        try await sample.history { $0.kind = kind }.entries
    }
}

@Suite("The kinds of a client's history in the database") struct ClientHistoryKindTests {
    @Test("S3.4 has services that were rendered, with what they cost", arguments: TestEngine.allCases)
    func services(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let business = try await SampleBusiness(store)
            let entries = try await business.entries(.service)
            #expect(entries.map(\.texts) == [["Эвакуация 700.0 × 3", "Тягач 700.0"]])
            #expect(entries.map(\.amount) == [450_150] && entries.map(\.contact) == [business.contact.id])
            let found = try await business.sample.history { $0.text = SoughtText(typed: "эвакуация") }.entries
            #expect(found == entries)
        }
    }

    @Test(
        "S3.4 has papers of the client and of the client's contacts, under their numbers",
        arguments: TestEngine.allCases
    )
    func papers(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let business = try await SampleBusiness(store)
            let entries = try await business.entries(.paper)
            #expect(entries.map(\.number) == ["СЧ-00002", "СЧ-00001"] && entries.map(\.texts) == [["Счёт"], ["Счёт"]])
            #expect(entries.map(\.contact) == [nil, business.contact.id])
            // That of a contact is about the same.
            let about = try await business.sample.history { filter in
                (filter.kind, filter.reason) = (.paper, business.contact.record.reason)
            }.entries
            #expect(about.map(\.number) == ["СЧ-00001"])
        }
    }

    @Test("S3.4 has finished questionnaires with their answers and total", arguments: TestEngine.allCases)
    func questionnaires(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let business = try await SampleBusiness(store)
            let entries = try await business.entries(.questionnaire)
            let survey = try #require(entries.first?.questionnaire)
            #expect(entries.count == 1 && survey.name == Script.qualitySurvey.name && survey.total != nil)
            #expect(survey.answers.map { $0.answer.text(in: .russian) }.contains("9"))
            #expect(entries[0].amount == nil && entries[0].author == "Петрова Анна")
            let found = try await business.sample.history { $0.text = SoughtText(typed: "Оценка качества") }.entries
            #expect(found.map(\.kind) == [.questionnaire])
        }
    }

    @Test(
        "S3.4 has tasks of the client's cases and of the client's contacts, each once, as they stand",
        arguments: TestEngine.allCases
    )
    func tasks(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let business = try await SampleBusiness(store)
            let entries = try await business.entries(.task)
            #expect(entries.map(\.texts.first) == ["Проверить", "Позвонить"])
            #expect(entries.map(\.number) == ["00072", "00071"])
            #expect(entries.map(\.task?.doneAt) == [.sample(1_020), nil])
            #expect(entries.map(\.task?.dueAt) == [nil, .sample(1_500)])
            #expect(entries.map(\.responsible) == ["Рожин Олег", "Рожин Олег"])
            // By the topic of the entry.
            let topic = Set(business.sample.topics.prefix(1))
            #expect(try await business.sample.kinds { $0.topics = topic } == [.task, .task])
        }
    }

    @Test("S3.4 S3.26 all kinds come by pages, each entry once", arguments: TestEngine.allCases)
    func pages(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let business = try await SampleBusiness(store)
            let whole = try await business.sample.history().entries
            #expect(Set(whole.map(\.kind)) == Set(ClientHistoryEntry.Kind.allCases))
            for limit in [1, 3] {
                var read: [ClientHistoryEntry] = []
                var hasEarlier = true
                while hasEarlier {
                    let answer = try await business.sample.history(before: read.last?.place, limit: limit)
                    read += answer.entries
                    hasEarlier = answer.hasEarlier
                }
                #expect(read == whole)
            }
        }
    }

    @Test("S3.4 a paper goes over with a merger, and comes back", arguments: TestEngine.allCases)
    func merged(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let business = try await SampleBusiness(store)
            let part = business.sample.client
            let whole = try await store.addClient("Боровков С.")
            _ = try await store.clients.merge(part, into: whole, by: .sample())
            var filter = ClientHistoryFilter()
            filter.kind = .paper
            let moved = try await store.clients.history(of: whole, where: filter, before: nil, limit: 9).entries
            #expect(moved.count == 2)
            _ = try await store.clients.separate(part, by: .sample())
            #expect(try await business.entries(.paper).count == 2)
            #expect(try await store.papers.papers(of: .client(whole), limit: 9).isEmpty)
        }
    }
}

@Suite("The history of a client in the database") struct ClientHistoryStoreTests {
    @Test(
        "S3.3 has what there was with all employees, the latest first, and nothing of others",
        arguments: TestEngine.allCases
    )
    func whole(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleHistory(store)
            let entries = try await sample.history().entries
            #expect(entries.map(\.kind) == [.reminder, .document, .note, .contact, .contact])
            #expect(entries.map(\.at) == [600, 500, 400, 200, 100].map { Date.sample($0) })
            #expect(
                entries.map(\.texts) == [
                    ["Сказать цену"], ["Замена шаровой"], ["Перезвонить жене"], ["Спрашивал про ёлку"],
                    ["Диагностика подвески"],
                ]
            )
            #expect(entries.map(\.author) == ["Петрова Анна", nil, "Петрова Анна", "Петрова Анна", "Петрова Анна"])
            #expect(entries.map(\.responsible) == ["Рожин Олег", "Рожин Олег", nil, "Рожин Олег", nil])
            #expect(entries[1].number == "A000003269" && entries[1].documentKind == .repairRequest)
            #expect(entries[2].contact == sample.contacts[0].id && entries[4].topics == [sample.topics[1]])
            #expect(entries[4].number == sample.contacts[0].record.number && entries[4].reason == "Услуги частники")
        }
    }

    @Test("S3.26 is narrowed by text, person, period, reason, topic and kind", arguments: TestEngine.allCases)
    func narrowed(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleHistory(store)
            let (anna, oleg) = (sample.anna.id, sample.oleg.id)
            #expect(try await sample.kinds { $0.text = SoughtText(typed: "ЕЛК спрашивал") } == [.contact])
            #expect(try await sample.kinds { $0.text = SoughtText(typed: "чужая") } == [])
            #expect(try await sample.kinds { $0.person = .init(user: anna, employee: nil) } == [.reminder, .contact])
            #expect(
                try await sample.kinds { $0.person = .init(user: oleg, employee: sample.olegsEmployee) }
                    == [.reminder, .document, .note, .contact]
            )
            #expect(try await sample.kinds { $0.person = .init(user: nil, employee: nil) } == [])
            #expect(
                try await sample.kinds { $0.period = Period(from: .sample(200), until: .sample(500)) } == [
                    .note, .contact,
                ]
            )
            let parts = try await store.reason("parts")
            let byReason = try await sample.history { $0.reason = parts }.entries
            #expect(byReason.map(\.texts) == [["Спрашивал про ёлку"]])
            // What came of a contact is about the same.
            let topic = Set(sample.topics.suffix(1))
            #expect(try await sample.kinds { $0.topics = topic } == [.reminder, .document, .note, .contact])
            let other = Set(sample.topics.prefix(1))
            #expect(try await sample.kinds { $0.topics = other } == [])
            for kind in [ClientHistoryEntry.Kind.contact, .note, .document, .reminder] {
                let found = try await sample.kinds { $0.kind = kind }
                #expect(found.allSatisfy { $0 == kind } && !found.isEmpty)
            }
        }
    }

    @Test("S3.26 comes by pages that leave nothing out, whatever it is searched for", arguments: TestEngine.allCases)
    func pages(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleHistory(store)
            let contact = sample.contacts[0].id
            // More than are searched at once, several of them of one instant.
            try await store.database.write { transaction in
                try transaction.execute(
                    "INSERT INTO conversation_entries (contact_id, ordinal, at, text) VALUES ($1, $2, $3, $4)",
                    each: (2..<1_202).map { ordinal in
                        [
                            .integer(contact.rawValue), .integer(ordinal),
                            .instant(.sample(1_000 + Double(ordinal / 7))),
                            .text(ordinal % 100 == 0 ? "сотый \(ordinal)" : "разговор \(ordinal)"),
                        ]
                    }
                )
            }
            for (typed, count, limit) in [("", 1_205, 100), ("сотый", 12, 5), ("разговор сотый", 0, 5)] {
                var read: [ClientHistoryEntry] = []
                var hasEarlier = true
                while hasEarlier {
                    let answer = try await sample.history(before: read.last?.place, limit: limit) {
                        $0.text = SoughtText(typed: typed)
                    }
                    read += answer.entries
                    hasEarlier = answer.hasEarlier
                }
                #expect(read.count == count && Set(read.map(\.place)).count == count, "\(typed)")
            }
        }
    }

    @Test("leaves out what is hidden, and goes over with a merger", arguments: TestEngine.allCases)
    func hidden(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleHistory(store)
            let first = try #require(try await store.contacts.contact(sample.contacts[0].id))
            _ = try await store.contacts.setHidden(true, first.id, over: first.version, by: .sample())
            let left = try await sample.history().entries
            #expect(left.map(\.kind) == [.document, .contact])
            let whole = try await store.addClient("Боровков С.")
            _ = try await store.clients.merge(sample.client, into: whole, by: .sample())
            let moved = try await store.clients.history(of: whole, where: ClientHistoryFilter(), before: nil, limit: 9)
            #expect(moved.entries.map(\.kind) == [.document, .contact])
        }
    }
}
