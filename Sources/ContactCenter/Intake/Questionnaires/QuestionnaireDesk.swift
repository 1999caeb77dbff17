import Foundation

/// Leads people through questionnaires beside a contact, during the call and after it: every step is kept before it is shown
/// (requirements S3.20, S3.24, S3.25, S3.27).
package struct QuestionnaireDesk: Sendable {
    let store: any QuestionnaireStore
    let scripts: any ScriptStore
    let contacts: any ContactStore
    /// Knows what scripts may ask about a contact.
    let intake: IntakeDesk
    let now: @Sendable () -> Date

    package init(
        store: any QuestionnaireStore,
        scripts: any ScriptStore,
        contacts: any ContactStore,
        intake: IntakeDesk,
        now: @escaping @Sendable () -> Date
    ) {
        self.store = store
        self.scripts = scripts
        self.contacts = contacts
        self.intake = intake
        self.now = now
    }

    /// Those that were begun on a contact, and those that it is offered by its topics.
    package func questionnaires(of contact: Kept<Contact>, _ topics: TopicTree) async throws -> [CardQuestionnaire] {
        let filled = try await store.filled(on: contact.id)
        var found: [CardQuestionnaire] = []
        for filled in filled {
            guard let body = try await scripts.body(of: filled.version) else { continue }
            found.append(CardQuestionnaire(script: filled.script, name: body.name, filled: filled))
        }
        let begun = Set(filled.map(\.script))
        let offered = try await store.offered().filter {
            !begun.contains($0.script.id) && $0.suits(contact.record.topics, of: topics)
        }
        return found + offered.map { CardQuestionnaire(script: $0.script.id, name: $0.script.script.name) }
    }

    /// Begins a questionnaire on a contact, or goes on with it.
    ///
    /// - Returns: `nil` when there is no such questionnaire.
    package func begin(
        _ id: ScriptID,
        on contact: Kept<Contact>,
        by user: UserID
    ) async throws -> QuestionnaireFilling? {
        guard let script = try await scripts.script(id), script.script.kind == .questionnaire,
            let filled = try await store.begin(script, on: contact.id, by: RecordAuthor(user, at: now()))
        else { return nil }
        return try await filling(filled, of: contact)
    }

    /// - Returns: `nil` when there is none.
    package func filling(_ id: QuestionnaireID) async throws -> QuestionnaireFilling? {
        guard let filled = try await store.filled(id), let contact = try await contacts.contact(filled.contact) else {
            return nil
        }
        return try await filling(filled, of: contact)
    }

    package func filling(
        _ filled: FilledQuestionnaire,
        of contact: Kept<Contact>
    ) async throws -> QuestionnaireFilling? {
        guard let script = try await scripts.body(of: filled.version) else { return nil }
        let known = KeptRun(
            script: filled.version,
            step: filled.step,
            isCallerIdentified: contact.record.client != nil,
            answers: [ScriptAnswer.reason: contact.record.reason?.description ?? ""]
        )
        let facts = try await intake.facts(known, of: contact.record)
        let run = ScriptRun(script, facts: facts, answers: filled.answers, at: filled.step)
        return QuestionnaireFilling(filled: filled, run: run, contact: contact)
    }

    /// Keeps what was typed in a step and goes where the person wants to.
    ///
    /// - Parameters:
    ///   - typed: answers by name; only those that the step asks for are taken.
    ///   - step: the one that was shown.
    ///   - revision: of what was shown.
    package func go(
        _ move: IntakeMove,
        typed: [String: String],
        step: ScriptStep.ID,
        revision: Int64,
        of filling: QuestionnaireFilling,
        by user: UserID
    ) async throws -> QuestionnaireStep {
        var filling = filling
        guard filling.filled.finishedAt == nil, filling.filled.revision == revision, filling.run.step?.id == step else {
            return .stale(filling, typed: typed)
        }
        for question in filling.run.step?.questions ?? [] {
            guard let answer = typed[question.name] else { continue }
            filling.run.answers[question.name] = String(answer.prefix(4_000))
        }
        var problems: [FieldProblem] = []
        switch move {
        case .stay: break
        case .back: filling.run.goBack()
        case .to(let step): filling.run.goBack(to: step)
        case .next where filling.run.isLast:
            problems = filling.run.problems
            if problems.isEmpty { (filling.filled.finishedAt, filling.filled.finishedBy) = (now(), user) }
        case .next: problems = filling.run.goOn()
        }
        filling.filled.step = filling.run.step?.id ?? step
        guard try await keep(&filling, by: user) else { return .stale(filling, typed: typed) }
        return filling.filled.finishedAt == nil ? .shown(filling, problems) : .finished(filling)
    }

    /// Opens a finished one again, at its last step.
    package func reopen(_ filling: QuestionnaireFilling, by user: UserID) async throws -> QuestionnaireStep {
        guard filling.filled.finishedAt != nil else { return .shown(filling, []) }
        var filling = filling
        (filling.filled.finishedAt, filling.filled.finishedBy) = (nil, nil)
        _ = try await keep(&filling, by: user)
        return filling.filled.finishedAt == nil ? .shown(filling, []) : .finished(filling)
    }

    /// - Returns: `false` when somebody else was quicker, whose it is then.
    private func keep(_ filling: inout QuestionnaireFilling, by user: UserID) async throws -> Bool {
        filling.filled.answers = filling.run.answers
        filling.filled.total = filling.run.total
        let kept = try await store.keep(
            filling.filled,
            counting: filling.run,
            named: filling.run.script.name,
            by: RecordAuthor(user, at: now())
        )
        guard let kept else {
            if let theirs = try await self.filling(filling.filled.id) { filling = theirs }
            return false
        }
        filling.filled = kept
        return true
    }
}
