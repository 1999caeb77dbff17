import ContactCenter
import Foundation
import Hummingbird

/// Filling in questionnaires beside a contact, during the call and after it.
extension Site {
    /// Those of a contact, as a piece of a page.
    @Sendable func showContactQuestionnaires(_ request: Request, _ context: Context) async throws -> Response {
        let contact = try await contactToAsk(recordID(context), context)
        return .page(try await questionnairesView(of: contact, viewer(of: request, context)).html)
    }

    /// Begins one, or goes on with it.
    @Sendable func beginQuestionnaire(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        let contact = try await contactToAsk(recordID(context), context)
        guard let script = form["script"].flatMap({ Int64($0) }).map(ScriptID.init(_:)) else {
            throw HTTPError(.badRequest)
        }
        guard let filling = try await questionnaireDesk.begin(script, on: contact, by: reader.user.id) else {
            throw HTTPError(.notFound)
        }
        return try await answer(.shown(filling, []), request, context)
    }

    @Sendable func showQuestionnaire(_ request: Request, _ context: Context) async throws -> Response {
        let filling = try await filling(of: context)
        let viewer = viewer(of: request, context)
        let piece = try await html(of: filling, viewer)
        let page = QuestionnairePage(filling: filling, piece: piece)
        return .page(page.html(address: request.addressWithoutLanguage, for: viewer))
    }

    /// Keeps a step and goes on, back or nowhere.
    @Sendable func goInQuestionnaire(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        let filling = try await filling(of: context)
        guard let step = form["step"], let revision = form["revision"].flatMap({ Int64($0) }) else {
            throw HTTPError(.badRequest)
        }
        let move = IntakeMove(form["move"])
        let outcome = try await questionnaireDesk.go(
            move,
            typed: form.answers,
            step: step,
            revision: revision,
            of: filling,
            by: reader.user.id
        )
        if move == .stay, case .shown(let now, _) = outcome { return try kept(now, viewer(of: request, context)) }
        return try await answer(outcome, request, context)
    }

    /// Opens a finished one to be changed.
    @Sendable func reopenQuestionnaire(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        _ = try await Form(of: request, from: reader)
        let outcome = try await questionnaireDesk.reopen(try await filling(of: context), by: reader.user.id)
        return try await answer(outcome, request, context)
    }

    // MARK: - What they stand on

    /// The contact, for who takes it and for who may see it.
    private func contactToAsk(_ id: ContactID, _ context: Context) async throws -> Kept<Contact> {
        let reader = try context.signedIn
        guard let contact = try await contacts.contact(id) else { throw HTTPError(.notFound) }
        if reader.rights.allows(.intake), try await mayTake(contact.record, reader) { return contact }
        switch reader.reach(of: .contacts) {
        case .everybody: return contact
        case .some(let sitters): if try await isShown(id, to: reader, in: sitters) { return contact }
        case .nobody: break
        }
        throw HTTPError(.forbidden)
    }

    /// The questionnaire that the address names.
    private func filling(of context: Context) async throws -> QuestionnaireFilling {
        guard let filling = try await questionnaireDesk.filling(recordID(context)) else { throw HTTPError(.notFound) }
        _ = try await contactToAsk(filling.contact.id, context)
        return filling
    }

    // MARK: - Pieces of pages

    /// On a contact's own card: those that are offered or filled in.
    func questionnairesCard(of contact: Kept<Contact>, _ viewer: Viewer) async throws -> HTML {
        let view = try await questionnairesView(of: contact, viewer)
        guard !view.items.isEmpty else { return .nothing }
        return "\(view.html)<div id=\"intake-words\" hidden data-kept=\"\(viewer.language[.intakeDraftKept])\"></div>"
    }

    private func questionnairesView(
        of contact: Kept<Contact>,
        _ viewer: Viewer
    ) async throws -> ContactQuestionnairesView {
        let topics = TopicTree(try await records.records(of: Topic.self, includingHidden: true))
        var items: [ContactQuestionnairesView.Item] = []
        for questionnaire in try await questionnaireDesk.questionnaires(of: contact, topics) {
            var item = ContactQuestionnairesView.Item(questionnaire: questionnaire)
            if let filled = questionnaire.filled, filled.finishedAt != nil,
                let filling = try await questionnaireDesk.filling(filled, of: contact)
            {
                item.answers = try await html(of: filling, viewer)
            }
            items.append(item)
        }
        return ContactQuestionnairesView(
            contact: contact.id,
            items: items,
            mayFill: viewer.may(.intake),
            viewer: viewer
        )
    }

    private func answer(
        _ step: QuestionnaireStep,
        _ request: Request,
        _ context: Context
    ) async throws -> Response {
        let viewer = viewer(of: request, context)
        let filling: QuestionnaireFilling
        let html: HTML
        switch step {
        case .shown(let now, let problems):
            filling = now
            html = try await self.html(of: now, problems: problems, viewer)
        case .finished(let now):
            filling = now
            html = try await self.html(of: now, viewer)
        case .stale(let now, let typed):
            let words = typedHere(typed, in: now.run) ?? viewer.language[.intakeStaleNothing]
            filling = now
            html = try await self.html(of: now, notice: viewer.language(.intakeStaleStep, words), viewer)
        }
        guard request.isOfScript else {
            return .redirect(to: SitePath.questionnaire(filling.filled.id).markup, type: .normal)
        }
        return .page(html)
    }

    private func html(
        of filling: QuestionnaireFilling,
        problems: [FieldProblem] = [],
        notice: HTML? = nil,
        _ viewer: Viewer
    ) async throws -> HTML {
        guard filling.filled.finishedAt == nil, viewer.may(.intake) else {
            let questions = filling.run.path.flatMap(\.questions)
            return FilledQuestionnaireView(
                filling: filling,
                words: try await answerWords(for: questions, viewer),
                mayFill: viewer.may(.intake),
                notice: notice,
                viewer: viewer
            ).html
        }
        let intake = filling.intake
        return IntakeView(
            intake: intake,
            content: try await content(for: intake, viewer),
            problems: problems,
            notice: notice,
            purpose: .questionnaire(filling.filled.id),
            viewer: viewer
        ).html
    }

    /// What an autosave is answered with, as that of a contact is.
    private func kept(_ filling: QuestionnaireFilling, _ viewer: Viewer) throws -> Response {
        struct Body: Encodable {
            var revision: Int64
            var saved: String
            var steps: String
            var next: String
            var days: [String: String] = [:]
        }
        let view = IntakeView(
            intake: filling.intake,
            content: IntakeContent(),
            purpose: .questionnaire(filling.filled.id),
            viewer: viewer
        )
        let body = Body(
            revision: filling.filled.revision,
            saved: viewer.language(.intakeDraftSaved, secondsTime(viewer.now, for: viewer)).markup,
            steps: view.steps.markup,
            next: view.next.markup
        )
        let text = String(decoding: try JSONEncoder().encode(body), as: UTF8.self)
        return .text(text, type: "application/json", isKept: false)
    }
}

extension QuestionnaireFilling {
    /// As the pages of scripts show it.
    fileprivate var intake: Intake {
        let kept = KeptRun(
            script: filled.version,
            step: filled.step,
            isCallerIdentified: contact.record.client != nil,
            answers: run.answers,
            revision: filled.revision
        )
        return Intake(contact: contact, run: run, kept: kept)
    }
}
