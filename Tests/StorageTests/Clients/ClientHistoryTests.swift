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
            for kind in ClientHistoryEntry.Kind.allCases {
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
