import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

/// Somebody who fills in questionnaires.
struct SampleInterviewer {
    let store: DataStore
    let user: User
    let desk: QuestionnaireDesk

    init(_ store: DataStore, as user: User) {
        self.store = store
        self.user = user
        desk = QuestionnaireDesk(
            store: store.questionnaires,
            scripts: store.scripts,
            contacts: store.contacts,
            intake: SampleTaker(store, as: user).desk,
            now: { SampleTaker.now }
        )
    }

    /// The survey of quality, or what becomes of it.
    func add(_ change: (inout Script) -> Void = { _ in }) async throws -> KeptScript {
        var script = Script.qualitySurvey
        change(&script)
        guard case .saved(let kept) = try await store.scripts.add(script, by: .sample(user)) else { throw NotAdded() }
        return kept
    }

    struct NotAdded: Error {}

    func begin(_ script: KeptScript, on contact: Kept<Contact>) async throws -> QuestionnaireFilling {
        try #require(try await desk.begin(script.id, on: contact, by: user.id))
    }

    func go(
        _ filling: QuestionnaireFilling,
        _ typed: [String: String],
        _ move: IntakeMove = .next
    ) async throws -> QuestionnaireStep {
        try await desk.go(
            move,
            typed: typed,
            step: try #require(filling.run.step?.id),
            revision: filling.filled.revision,
            of: try #require(try await desk.filling(filling.filled.id)),
            by: user.id
        )
    }

    /// Filled in to its end by those who are content.
    @discardableResult
    func finish(
        _ script: KeptScript,
        on contact: Kept<Contact>,
        recommends: String = "9"
    ) async throws -> QuestionnaireFilling {
        let begun = try await begin(script, on: contact)
        let second = try #require(try await go(begun, ["content": "yes"]).shown)
        return try #require(try await go(second, ["recommends": recommends]).finished)
    }
}

extension QuestionnaireStep {
    var shown: QuestionnaireFilling? { if case .shown(let filling, []) = self { filling } else { nil } }
    var finished: QuestionnaireFilling? { if case .finished(let filling) = self { filling } else { nil } }
    var stale: QuestionnaireFilling? { if case .stale(let filling, _) = self { filling } else { nil } }
}

@Suite("Questionnaires in the database")
struct QuestionnaireStoreTests {
    private func withInterviewer(
        _ engine: TestEngine,
        _ test: @escaping @Sendable (SampleInterviewer) async throws -> Void
    ) async throws {
        try await engine.withDatabase { store in
            try await test(SampleInterviewer(store, as: try await store.access.add(.sample("anna"))))
        }
    }

    @Test(
        "S3.20 S3.25 each step is kept, several are filled in on one contact, its history tells, and a finished one is opened again",
        arguments: TestEngine.allCases
    )
    func kept(engine: TestEngine) async throws {
        try await withInterviewer(engine) { anna in
            let contact = try await anna.store.register(1, by: anna.user)
            let (survey, order) = try await (anna.add(), anna.add { $0.name = LocalText("Заказ") })
            let begun = try await anna.begin(survey, on: contact)
            #expect(begun.filled.step == "quality" && begun.filled.finishedAt == nil)
            // Nothing is lost by going nowhere, and what is wrong is told.
            let typed = try #require(try await anna.go(begun, ["content": "no", "strange": "x"], .stay).shown)
            #expect(typed.filled.answers == ["content": "no"] && typed.filled.revision == 2)
            let second = try #require(try await anna.go(typed, ["content": "no"]).shown)
            #expect(second.run.step?.id == "what_is_wrong")
            let refused = try await anna.go(second, ["shortcomings": " "])
            guard case .shown(let again, let problems) = refused else { throw SampleInterviewer.NotAdded() }
            #expect(problems == [FieldProblem("shortcomings", .required)])
            let third = try #require(try await anna.go(again, ["shortcomings": "'; DROP TABLE contacts; --"]).shown)
            let done = try #require(try await anna.go(third, ["recommends": "2"]).finished)
            #expect(done.filled.total == 0 && done.filled.finishedBy == anna.user.id)
            #expect(done.filled.finishedAt == SampleTaker.now)
            #expect(try await anna.store.questionnaires.filled(done.filled.id) == done.filled)

            _ = try await anna.begin(order, on: contact)
            let filled = try await anna.store.questionnaires.filled(on: contact.id)
            #expect(filled.map(\.script) == [survey.id, order.id])
            let changes = try #require(try await anna.store.contacts.dossier(contact.id)?.changes)
            let told = changes.flatMap(\.fields).filter { $0.name == "questionnaire" }
            #expect(told.map(\.after) == ["Оценка качества · 0"])

            let reopened = try #require(try await anna.desk.reopen(done, by: anna.user.id).shown)
            let changed = try #require(try await anna.go(reopened, [:], .to("quality")).shown)
            let content = try #require(try await anna.go(changed, ["content": "yes"]).shown)
            #expect(content.run.step?.id == "advice")
            let better = try #require(try await anna.go(content, [:]).finished)
            #expect(better.filled.total == 5 && better.run.countingAnswers["shortcomings"] == nil)
        }
    }

    @Test(
        "S3.20 of two who fill in one questionnaire both go on with the first's, and none writes over the other",
        arguments: TestEngine.allCases
    )
    func together(engine: TestEngine) async throws {
        try await withInterviewer(engine) { anna in
            let oleg = SampleInterviewer(anna.store, as: try await anna.store.access.add(.sample("oleg")))
            let contact = try await anna.store.register(1, by: anna.user)
            let survey = try await anna.add()
            let (first, second) = try await (anna.begin(survey, on: contact), oleg.begin(survey, on: contact))
            #expect(first.filled == second.filled)
            _ = try #require(try await anna.go(first, ["content": "yes"]).shown)
            let late = try #require(try await oleg.go(second, ["content": "no"]).stale)
            #expect(late.filled.answers == ["content": "yes"] && late.filled.step == "advice")
            // Both at once: the desk of the second has read it before the first wrote.
            let read = try #require(try await oleg.desk.filling(first.filled.id))
            _ = try #require(try await anna.go(read, ["wishes": "Быстрее"], .stay).shown)
            let stale = try await oleg.desk.go(
                .stay,
                typed: ["wishes": "Дешевле"],
                step: "advice",
                revision: read.filled.revision,
                of: read,
                by: oleg.user.id
            )
            #expect(stale.stale?.filled.answers["wishes"] == "Быстрее")
        }
    }

    @Test(
        "S3.25 one that was begun keeps its version, and a questionnaire never becomes a script of contacts",
        arguments: TestEngine.allCases
    )
    func version(engine: TestEngine) async throws {
        try await withInterviewer(engine) { anna in
            let contact = try await anna.store.register(1, by: anna.user)
            let survey = try await anna.add()
            let begun = try await anna.begin(survey, on: contact)
            var changed = survey.script
            changed.steps[0].questions[0].label = LocalText("Иначе")
            guard
                case .saved(let later) = try await anna.store.scripts.save(
                    changed,
                    as: survey.id,
                    over: 1,
                    by: .sample()
                )
            else { throw SampleInterviewer.NotAdded() }
            let now = try #require(try await anna.desk.filling(begun.filled.id))
            #expect(now.run.script == survey.script && now.filled.version == survey.version)
            let other = try await anna.store.register(2, by: anna.user)
            #expect(try await anna.begin(later, on: other).filled.version == later.version)
            var contactScript = Script.inboundContact
            contactScript.name = LocalText("Другое")
            let saving = try await anna.store.scripts.save(contactScript, as: survey.id, over: 2, by: .sample())
            #expect(saving == .refused([ScriptProblem(.kindChanged)]))
        }
    }

    @Test(
        "S3.24 a contact is offered the questionnaires of its topics, where they are offered at all",
        arguments: TestEngine.allCases
    )
    func offered(engine: TestEngine) async throws {
        try await withInterviewer(engine) { anna in
            let store = anna.store
            let (hull, deposits) = try await (store.addTopic("КАСКО").id, store.addTopic("Вклады").id)
            let (ofHull, always) = try await (anna.add { $0.name = LocalText("КАСКО") }, anna.add())
            let contact = try await store.register(1, by: anna.user) { $0.topics = [hull] }
            let other = try await store.register(2, by: anna.user) { $0.topics = [deposits] }
            let tree = TopicTree(try await store.records.records(of: Topic.self, includingHidden: true))
            #expect(try await anna.desk.questionnaires(of: contact, tree).isEmpty)
            let use = ScriptUse(topics: [hull], isOffered: true)
            #expect(try await store.scripts.set(use, of: ofHull.id))
            #expect(try await store.scripts.use(of: ofHull.id) == use)
            #expect(try await store.scripts.set(ScriptUse(isOffered: true), of: always.id))
            let offers = try await anna.desk.questionnaires(of: contact, tree)
            #expect(offers.map(\.script) == [ofHull.id, always.id])
            #expect(try await anna.desk.questionnaires(of: other, tree).map(\.script) == [always.id])
            // What is filled in stays, whatever is offered.
            try await anna.finish(always, on: other)
            #expect(try await store.scripts.set(ScriptUse(), of: always.id))
            let kept = try await anna.desk.questionnaires(of: other, tree)
            #expect(kept.map(\.script) == [always.id] && kept.first?.filled?.total == 5)
            // Each kind is used for its own.
            #expect(try await !store.scripts.set(ScriptUse(reasons: [ReasonID(1)]), of: always.id))
            #expect(try await !store.scripts.set(ScriptUse(topics: [TopicID(999)]), of: always.id))
            let shipped = try #require(try await store.scripts.script(coded: Script.inboundContactCode))
            #expect(try await !store.scripts.set(ScriptUse(topics: [hull]), of: shipped.id))
            #expect(try await anna.desk.begin(shipped.id, on: contact, by: anna.user.id) == nil)
        }
    }

    @Test(
        "S3.9 S3.25 answers are counted by period and project, and the contacts behind a count are listed in the order of time",
        arguments: TestEngine.allCases
    )
    func counted(engine: TestEngine) async throws {
        try await withInterviewer(engine) { anna in
            let store = anna.store
            let survey = try await anna.add()
            let project = try await store.addProject("204", "Страхование").id
            var contacts: [Kept<Contact>] = []
            for number in 1...4 {
                contacts.append(
                    try await store.register(number, by: anna.user) { $0.project = number < 3 ? project : nil }
                )
            }
            for (contact, number) in zip(contacts.prefix(3), ["9", "10", "10"]) {
                try await anna.finish(survey, on: contact, recommends: number)
            }
            // One that is not finished counts nowhere, and neither does one of a hidden contact.
            _ = try await anna.go(try await anna.begin(survey, on: contacts[3]), ["content": "no"])
            let periods = [
                Period(from: .sample(0), until: .sample(2)), Period(from: .sample(2), until: .sample(10)),
            ]
            let filter = QuestionnaireFilter(script: survey.id)
            let counts = try await store.questionnaires.counts(filter, in: periods, telling: ["content", "recommends"])
            let figures = QuestionnaireFigures(QuestionnaireFigures.questions(of: [survey.script]), counts)
            #expect(figures.figures(of: nil).answered == 3 && figures.figures(of: nil).mean == 500)
            let recommends = figures.questions[2]
            #expect(figures.figures(of: recommends) { $0.period }[0]?.counts == ["9": 1])
            #expect(figures.figures(of: recommends) { $0.period }[1]?.counts == ["10": 2])
            let byProject = figures.figures(of: figures.questions[0]) { $0.project }
            #expect(byProject[project]?.counts == ["yes": 2] && byProject[nil]?.counts == ["yes": 1])
            let untold = try await store.questionnaires.counts(filter, in: periods, telling: [])
            #expect(untold.filter { $0.question == "content" }.map(\.answer) == ["", "", ""])
            var narrow = filter
            narrow.project = project
            let few = try await store.questionnaires.counts(narrow, in: [periods[1]], telling: ["content"])
            #expect(few.filter { $0.question == nil }.map(\.count) == [1])

            let whole = Period(from: .sample(0), until: .sample(10))
            let list = try await store.questionnaires.list(filter, in: whole, after: nil, limit: 2)
            #expect(list.map(\.filled.contact) == [contacts[2].id, contacts[1].id])
            #expect(list[1].project == "204 Страхование" && list[0].project == nil)
            #expect(list[0].filled.answers["recommends"] == "10" && list[0].contactNumber != nil)
            let rest = try await store.questionnaires.list(filter, in: whole, after: list[1].place, limit: 2)
            #expect(rest.map(\.filled.contact) == [contacts[0].id])
            var behind = filter
            (behind.question, behind.answer) = ("recommends", "10")
            let found = try await store.questionnaires.list(behind, in: whole, after: nil, limit: 9)
            #expect(found.map(\.filled.contact) == [contacts[2].id, contacts[1].id])
            _ = try await store.contacts.setHidden(true, contacts[2].id, over: contacts[2].version, by: .sample())
            #expect(try await store.questionnaires.list(behind, in: whole, after: nil, limit: 9).count == 1)
        }
    }
}
