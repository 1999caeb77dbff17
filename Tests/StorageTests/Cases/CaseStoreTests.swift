import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Cases and tasks in the database") struct CaseStoreTests {
    @Test(
        "S3.33 a case has a number of its own, and its first entry is written with it or nothing is",
        arguments: TestEngine.allCases
    )
    func opened(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleCases(store)
            let first = try await sample.open("Госпитализация", sample.entry("согласована", sample.order))
            #expect(first.record.number == "00001" && first.record.openedBy == sample.anna.id)
            #expect(first.record.openedAt == .sample(200))
            // No text: the case goes back, and so does its number.
            let refused = try await store.cases.open(
                first.record,
                with: NewCaseEntry(CaseEntry()),
                by: .sample(sample.anna)
            )
            #expect(refused == .refused([FieldProblem("text", .required)]))
            #expect(try await sample.open("Открытое дело").record.number == "00002")
            let listed = try #require(try await sample.tasks().first)
            #expect(listed.actionName == "Заказать медикаменты" && listed.clientName == "Боровков Сергей")
            #expect(listed.case.id == first.id && listed.entry.record.text == "согласована")
            #expect(listed.authorName != nil && listed.entry.record.at == .sample(200))
            #expect(try await store.cases.add(sample.entry(), to: CaseID(99), by: .sample(sample.anna)) == .missing)
        }
    }

    @Test(
        "S3.32 an action says whose a task is and by when; when it is done what follows is made by itself, and every stage stays readable",
        arguments: TestEngine.allCases
    )
    func followed(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleCases(store)
            let kept = try await sample.open("Госпитализация", sample.entry("согласована", sample.order))
            let first = try #require(try await sample.tasks().first)
            // Nobody is responsible for a contact: who wrote it.
            #expect(first.kept.record.employee == sample.annasEmployee)
            #expect(first.kept.record.dueAt == .sample(200) + 3_600)

            let done = try await store.cases.finish(first.kept.id, over: 1, by: .sample(sample.oleg, 300)).kept
            #expect(done.record.doneAt == .sample(300) && done.record.doneBy == sample.oleg.id)
            let next = try #require(try await sample.tasks().first)
            #expect(next.actionName == "Проверить" && next.kept.record.department == sample.department)
            #expect(next.kept.record.previous == first.kept.id && next.entry.id == first.entry.id)
            let stages = try await sample.tasks { ($0.state, $0.case) = (nil, kept.id) }
            #expect(stages.map(\.actionName) == ["Заказать медикаменты", "Проверить"])
            #expect(stages.map { $0.kept.record.doneAt != nil } == [true, false])
            // Done twice it is done once.
            _ = try await store.cases.finish(first.kept.id, over: 1, by: .sample(sample.anna, 400)).kept
            #expect(try await sample.tasks { $0.state = nil }.count == 2)

            // What followed goes when it is to be done after all, and cannot when it is done.
            let open = try await store.cases.reopen(first.kept.id, over: 2, by: .sample(sample.anna, 500)).kept
            #expect(try await sample.tasks().map(\.kept.id) == [first.kept.id])
            _ = try await store.cases.finish(first.kept.id, over: open.version, by: .sample(sample.anna, 600)).kept
            let again = try #require(try await sample.tasks().first)
            _ = try await store.cases.finish(again.kept.id, over: 1, by: .sample(sample.oleg, 700)).kept
            let refused = try await store.cases.reopen(
                first.kept.id,
                over: open.version + 1,
                by: .sample(sample.anna, 800)
            )
            #expect(refused == .refused([FieldProblem("done_at", .contradiction)]))
            let history = try await store.records.history(of: first.kept.id, limit: 10)
            #expect(history.count == 4 && history.last?.kind == .added)
            #expect(try await sample.tasks { $0.state = .done(since: .sample(0)) }.count == 2)
        }
    }

    @Test(
        "S3.11, S3.12 a task is handed to a colleague or a department, which is told; who had it is told of it no more",
        arguments: TestEngine.allCases
    )
    func handed(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleCases(store)
            let kept = try await sample.open("Госпитализация", sample.entry("согласована", sample.order))
            let id = try #require(try await sample.tasks().first).kept.id
            // Their own doing is no news.
            #expect(try await sample.told(sample.anna).isEmpty)
            let handover = TaskHandover(to: sample.olegsEmployee, dueAt: .sample(9_000))
            let handed = try await store.cases.hand(id, over: 1, handover, by: .sample(sample.anna, 300)).kept
            #expect(handed.record.employee == sample.olegsEmployee && handed.record.dueAt == .sample(9_000))
            let told = try #require(try await sample.told(sample.oleg).first)
            #expect(told.kind == .task && told.subject == .case(kept.id))
            #expect(told.reminder == "Заказать медикаменты" && told.person == "Боровков Сергей")
            // Somebody saw it as it was before.
            let stale = try await store.cases.hand(id, over: 1, handover, by: .sample(sample.anna, 301))
            guard case .stale = stale else { return #expect(Bool(false), "\(stale)") }

            _ = try await store.cases.hand(
                id,
                over: 2,
                TaskHandover(to: nil, department: sample.department),
                by: .sample(sample.anna, 400)
            ).kept
            #expect(try await sample.told(sample.oleg).count == 1)
            try await store.cases.read(kept.id, by: sample.oleg.id, at: .sample(500))
            #expect(try await sample.told(sample.oleg).isEmpty)
            let nobody = try await store.cases.hand(id, over: 3, TaskHandover(to: nil), by: .sample(sample.anna, 600))
            #expect(nobody == .refused([FieldProblem("employee_id", .required)]))
            _ = try await store.cases.hand(
                id,
                over: 3,
                TaskHandover(to: sample.olegsEmployee),
                by: .sample(sample.anna, 700)
            ).kept
            _ = try await store.cases.finish(id, over: 4, by: .sample(sample.anna, 800)).kept
            // Of what is done nobody has to read; of what follows their department is told.
            #expect(try await sample.told(sample.oleg).map(\.reminder) == ["Проверить"])
        }
    }

    @Test(
        "S3.12, S3.14 a board shows one's own tasks, the department's or all, what is overdue, and what is found by words",
        arguments: TestEngine.allCases
    )
    func board(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleCases(store)
            let first = try await sample.open("Открытое дело", sample.entry("боль в суставе", sample.order)) {
                $0.policyCode = "К/001031"
            }
            try await sample.open("Госпитализация", sample.entry("заказать палату", sample.check), by: sample.oleg)
            func texts(_ change: (inout TaskQuestion) -> Void) async throws -> [String?] {
                try await sample.tasks(change).map(\.entry.record.text)
            }
            #expect(try await texts { _ in } == ["боль в суставе", "заказать палату"])
            #expect(try await texts { $0.whose = .mine(sample.anna.id) } == ["боль в суставе"])
            // Given to the department, and nobody's in it.
            #expect(try await texts { $0.whose = .mine(sample.oleg.id) } == ["заказать палату"])
            #expect(try await texts { $0.whose = .department("Сервис") } == ["заказать палату"])
            #expect(try await texts { $0.reach = .user(sample.anna.id) } == ["боль в суставе"])
            #expect(try await texts { $0.reach = .department("Колл-центр") } == ["боль в суставе"])
            #expect(try await texts { $0.state = .overdue(at: .sample(200) + 3_600) }.first == "боль в суставе")
            #expect(try await texts { $0.state = .overdue(at: .sample(200)) }.isEmpty)
            #expect(try await texts { $0.action = sample.check } == ["заказать палату"])
            for words in ["сустав", "открытое", "001031", "00001"] {
                #expect(try await texts { $0.text = SoughtText(typed: words) } == ["боль в суставе"], "\(words)")
            }
            #expect(try await texts { $0.text = SoughtText(typed: "Боровков") }.count == 2)
            #expect(try await texts { $0.text = SoughtText(typed: "палата перелом") }.isEmpty)
            var renamed = first.record
            renamed.title = "Перелом"
            _ = try await store.records.change(first.id, over: 1, to: renamed, by: .sample()).kept
            #expect(try await texts { $0.text = SoughtText(typed: "перелом") } == ["боль в суставе"])
            _ = try await store.records.setHidden(first.id, over: 2, to: true, by: .sample()).kept
            #expect(try await texts { _ in } == ["заказать палату"])
        }
    }

    @Test(
        "S3.11 a case is reached by who opened it, has a task of it, or reaches the contact it came from",
        arguments: TestEngine.allCases
    )
    func reach(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleCases(store)
            let contact = try await store.register(1, by: sample.oleg) { $0.responsible = sample.olegsEmployee }
            let kept = try await sample.open()
            func reached(_ reach: Sitters) async throws -> Bool { try await store.cases.isInReach(kept.id, of: reach) }
            #expect(try await reached(.user(sample.anna.id)))
            #expect(try await reached(.department("Колл-центр")))
            var isReached = try await reached(.user(sample.oleg.id))
            #expect(!isReached)
            var entry = sample.entry("по контакту", sample.order)
            entry.entry.contact = contact.id
            _ = try await store.cases.add(entry, to: kept.id, by: .sample(sample.anna, 300)).kept
            isReached = try await reached(.user(sample.oleg.id))
            #expect(isReached)
            // Who is responsible for the contact has it to do.
            #expect(
                try await sample.tasks { $0.contact = contact.id }.map(\.kept.record.employee) == [sample.olegsEmployee]
            )
            #expect(try await sample.told(sample.oleg).contains { $0.kind == .task })
        }
    }

    @Test(
        "S3.33 the cases of a client who becomes part of another go with them, and come back when that is undone",
        arguments: TestEngine.allCases
    )
    func merged(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleCases(store)
            let other = try await SampleCases.client("Боровков С.", store)
            let first = try await sample.open("Открытое дело", sample.entry("боль", sample.order)) { $0.client = other }
            let own = try await sample.open()
            _ = try await store.clients.merge(other, into: sample.client, by: .sample(sample.anna, 300))
            #expect(try await store.records.record(first.id)?.record.client == sample.client)
            #expect(try await sample.tasks().map(\.clientName) == ["Боровков Сергей"])
            #expect(try await store.records.history(of: first.id, limit: 1).first?.fields.first?.name == "client_id")
            _ = try await store.clients.separate(other, by: .sample(sample.anna, 400))
            #expect(try await store.records.record(first.id)?.record.client == other)
            #expect(try await store.records.record(own.id)?.record.client == sample.client)
        }
    }

    @Test(
        "S3.14 a calendar's address is found by its digest until it is revoked or its owner may not log in",
        arguments: TestEngine.allCases
    )
    func feeds(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let sample = try await SampleCases(store)
            let (first, second) = (
                TokenDigest(String(repeating: "a", count: 64)), TokenDigest(String(repeating: "b", count: 64))
            )
            try await store.cases.setFeed(first, of: sample.anna.id, at: .sample(1))
            #expect(try await store.cases.owner(ofFeed: first) == sample.anna.id)
            #expect(try await store.cases.feed(of: sample.anna.id) == .sample(1))
            #expect(try await store.cases.feed(of: sample.oleg.id) == nil)
            try await store.cases.setFeed(second, of: sample.anna.id, at: .sample(2))
            #expect(try await store.cases.owner(ofFeed: first) == nil)
            #expect(try await store.cases.owner(ofFeed: second) == sample.anna.id)
            let database = store.database
            try await database.write { try $0.execute("UPDATE users SET is_disabled = 1 WHERE name = 'anna'") }
            #expect(try await store.cases.owner(ofFeed: second) == nil)
            try await database.write { try $0.execute("UPDATE users SET is_disabled = 0 WHERE name = 'anna'") }
            try await store.cases.setFeed(nil, of: sample.anna.id, at: .sample(3))
            #expect(try await store.cases.owner(ofFeed: second) == nil)
            #expect(try await store.cases.feed(of: sample.anna.id) == nil)
        }
    }
}
