import ContactCenter
import Foundation
import Hummingbird

/// What answers at the addresses of cases.
extension Site {
    /// More entries of one case are not read on one page.
    private static var mostEntries: Int { 300 }
    private static var mostCases: Int { 50 }

    // MARK: - New ones

    @Sendable func showNewCase(_ request: Request, _ context: Context) async throws -> Response {
        let viewer = viewer(of: request, context)
        var new = Case()
        new.client = request.uri.queryParameters["client"].flatMap { Int64($0) }.map(ClientID.init(_:))
        let draft = RecordDraft(new, in: viewer.timeZone)
        return .page(try await newCasePage(draft, CaseEntryForm(in: viewer.timeZone), for: viewer).html)
    }

    /// From a contact: into an open case of its client, or into a new one.
    @Sendable func showContactCase(_ request: Request, _ context: Context) async throws -> Response {
        let viewer = viewer(of: request, context)
        let contact = try await dossier(of: context).contact
        var new = Case()
        new.client = contact.record.client
        var entry = CaseEntry()
        entry.text = contact.record.works ?? contact.record.comment
        let form = CaseEntryForm(entry, in: viewer.timeZone)
        var page = try await newCasePage(RecordDraft(new, in: viewer.timeZone), form, for: viewer)
        page.contact = Self.named(contact)
        page.open = try await openCases(of: contact.record.client, context)
        return .page(page.html)
    }

    @Sendable func openCase(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let sent = try await Form(of: request, from: reader)
        let viewer = viewer(of: request, context)
        let contact = try await contact(of: sent, for: reader)
        var draft = RecordDraft(sent, over: Case(), in: viewer.timeZone)
        var form = CaseEntryForm(sent, in: viewer.timeZone)
        if !draft.isRefused, !form.isRefused {
            let entry = form.isEmpty && contact == nil ? nil : form.new(from: contact?.id)
            switch try await cases.open(draft.record, with: entry, by: author(reader)) {
            case .saved(let kept):
                await desk.showTasks()
                return .redirect(
                    to: "\(CasePage.path(of: kept.id))?done=\(CasePage.Done.opened.rawValue)",
                    type: .normal
                )
            case .refused(let problems):
                draft.refuse(problems.filter { NewCasePage.caseFields.contains($0.field) })
                form.refuse(problems)
            case .stale, .missing: throw HTTPError(.internalServerError)
            }
        }
        var page = try await newCasePage(draft, form, for: viewer)
        page.contact = contact.map(Self.named)
        return .page(page.html, status: .unprocessableContent)
    }

    private func newCasePage(
        _ draft: RecordDraft<Case>,
        _ form: CaseEntryForm,
        for viewer: Viewer
    ) async throws -> NewCasePage {
        let references = draft.record.references.union(form.entry.record.references)
            .union(form.task.record.references)
        return NewCasePage(
            draft: draft,
            form: form,
            choices: try await caseChoices(RecordFields<Case>.choosable.union(CaseEntryForm.choosable)),
            texts: RecordTexts(names: try await records.names(of: references), viewer: viewer)
        )
    }

    private func openCases(of client: ClientID?, _ context: Context) async throws -> [Kept<Case>] {
        guard let client, let field = Case.field("client_id"), let state = Case.field("state") else { return [] }
        let found = try await records.records(
            of: Case.self,
            where: [(field, .integer(client.rawValue)), (state, .text(Case.State.open.rawValue))],
            includingHidden: false,
            after: nil,
            limit: Self.mostCases
        )
        guard let reach = try taskReach(context) else { return found }
        var reached: [Kept<Case>] = []
        for kept in found where try await cases.isInReach(kept.id, of: reach) { reached.append(kept) }
        return reached
    }

    // MARK: - The card

    @Sendable func showCase(_ request: Request, _ context: Context) async throws -> Response {
        let kept = try await ofCase(context)
        let viewer = viewer(of: request, context)
        let card = try await card(kept, RecordDraft(kept.record, in: viewer.timeZone), for: viewer)
        var page = try await casePage(card, kept, CaseEntryForm(in: viewer.timeZone))
        page.done = request.uri.queryParameters["done"].flatMap { CasePage.Done(rawValue: String($0)) }
        if let id = request.uri.queryParameters["contact"].flatMap({ Int64($0) }).map(ContactID.init(_:)) {
            page.contact = try await contact(id, for: try context.signedIn).id
        }
        try await cases.read(kept.id, by: try context.signedIn.user.id, at: now())
        return .page(page.html)
    }

    @Sendable func addCaseEntry(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let sent = try await Form(of: request, from: reader)
        let kept = try await ofCase(context)
        let viewer = viewer(of: request, context)
        let contact = try await contact(of: sent, for: reader)
        var form = CaseEntryForm(sent, in: viewer.timeZone)
        if !form.isRefused {
            switch try await cases.add(form.new(from: contact?.id), to: kept.id, by: author(reader)) {
            case .saved(let entry):
                await desk.showTasks()
                return .redirect(
                    to: "\(CasePage.path(of: kept.id))?done=\(CasePage.Done.added.rawValue)#entry-\(entry.id)",
                    type: .normal
                )
            case .refused(let problems): form.refuse(problems)
            case .stale, .missing: throw HTTPError(.notFound)
            }
        }
        let card = try await card(kept, RecordDraft(kept.record, in: viewer.timeZone), for: viewer)
        var page = try await casePage(card, kept, form)
        page.contact = contact?.id
        return .page(page.html, status: .unprocessableContent)
    }

    @Sendable func changeCase(_ request: Request, _ context: Context) async throws -> Response {
        let kept = try await ofCase(context)
        return try await response(to: try await change(Case.self, request, context), .saved, kept, request, context)
    }

    @Sendable func hideCase(_ request: Request, _ context: Context) async throws -> Response {
        let kept = try await ofCase(context)
        let outcome = try await setHidden(Case.self, true, request, context)
        return try await response(to: outcome, .hidden, kept, request, context)
    }

    @Sendable func restoreCase(_ request: Request, _ context: Context) async throws -> Response {
        let kept = try await ofCase(context)
        let outcome = try await setHidden(Case.self, false, request, context)
        return try await response(to: outcome, .restored, kept, request, context)
    }

    private func response(
        to outcome: RecordOutcome<Case>,
        _ done: CasePage.Done,
        _ kept: Kept<Case>,
        _ request: Request,
        _ context: Context
    ) async throws -> Response {
        switch outcome {
        case .saved(let kept):
            await desk.showTasks()
            return .redirect(to: "\(CasePage.path(of: kept.id))?done=\(done.rawValue)", type: .normal)
        case .shown(let card, let status):
            let form = CaseEntryForm(in: configuration.timeZone)
            return .page(try await casePage(card, card.kept ?? kept, form).html, status: status)
        }
    }

    private func casePage(
        _ card: RecordCard<Case>,
        _ kept: Kept<Case>,
        _ form: CaseEntryForm
    ) async throws -> CasePage {
        var question = TaskQuestion(nil, limit: 2 * Self.mostEntries)
        question.case = kept.id
        let entries = try await entries(where: "case_id", kept.id.rawValue)
        var card = card
        let references = entries.reduce(into: Set<RecordReference>()) { $0.formUnion($1.record.references) }
            .union(form.entry.record.references).union(form.task.record.references)
        card.texts.names.merge(try await records.names(of: references)) { $1 }
        return CasePage(
            card: card,
            kept: kept,
            entries: entries.reversed(),
            tasks: try await cases.tasks(question),
            form: form,
            choices: try await caseChoices(CaseEntryForm.choosable)
        )
    }

    private func entries(where name: String, _ id: Int64) async throws -> [Kept<CaseEntry>] {
        guard let field = CaseEntry.field(name) else { return [] }
        return try await records.records(
            of: CaseEntry.self,
            where: [(field, .integer(id))],
            includingHidden: false,
            after: nil,
            limit: Self.mostEntries
        )
    }

    private func caseChoices(
        _ kinds: Set<RecordReference.Kind>
    ) async throws -> [RecordReference.Kind: [RecordChoice]] {
        var choices: [RecordReference.Kind: [RecordChoice]] = [:]
        for kind in kinds { choices[kind] = try await records.choices(of: kind) }
        return choices
    }

    /// The case that the address names.
    ///
    /// - Throws: 404 for what is none, 403 for one out of the reader's reach.
    private func ofCase(_ context: Context) async throws -> Kept<Case> {
        let kept = try await record(Case.self, context)
        if let reach = try taskReach(context) {
            guard try await cases.isInReach(kept.id, of: reach) else { throw HTTPError(.forbidden) }
        }
        return kept
    }

    // MARK: - Contacts

    /// The contact that a form names, where the reader may see it.
    private func contact(of form: Form, for reader: SignedIn) async throws -> Kept<Contact>? {
        guard let id = form["contact"].flatMap({ Int64($0) }).map(ContactID.init(_:)) else { return nil }
        return try await contact(id, for: reader)
    }

    private static func named(_ contact: Kept<Contact>) -> (id: ContactID, name: String) {
        (contact.id, contact.record.number ?? "№ \(contact.id)")
    }

    func whatBecame(of contact: ContactID) async throws -> ContactCases {
        let entries = try await entries(where: "contact_id", contact.rawValue)
        guard !entries.isEmpty else { return ContactCases() }
        var question = TaskQuestion(nil)
        question.contact = contact
        let references = entries.compactMap(\.record.case).map { RecordReference(.record(.cases), $0.rawValue) }
        let names = try await records.names(of: Set(references))
        return ContactCases(
            entries: entries,
            tasks: try await cases.tasks(question),
            caseNames: Dictionary(names.map { (CaseID($0.key.id), $0.value) }, uniquingKeysWith: { $1 })
        )
    }
}
