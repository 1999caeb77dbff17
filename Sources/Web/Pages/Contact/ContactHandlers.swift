import ContactCenter
import Foundation
import Hummingbird

/// What answers at the addresses of contacts.
extension Site {
    @Sendable func showContact(_ request: Request, _ context: Context) async throws -> Response {
        let dossier = try await dossier(of: context)
        try await noteRead(dossier.contact.id, context)
        var page = try await contactPage(dossier, request, context)
        if let refused = request.uri.queryParameters["refused"].flatMap({ Self.refusal(String($0)) }) {
            page.waiting?.refusal = viewer(of: request, context).language[refused]
        }
        page.isSaved = request.uri.queryParameters["saved"] != nil
        return .page(page.html)
    }

    @Sendable func saveContact(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        let dossier = try await dossier(of: context)
        var page = try await contactPage(dossier, request, context)
        page.back = Self.registryQuery(form["from"])
        let action = form["do"] ?? "save"
        guard action != "hide" && action != "restore" || page.mayJudge else { throw HTTPError(.forbidden) }
        guard let version = form["version"].flatMap({ Int64($0) }) else { throw HTTPError(.badRequest) }
        let saving = try await save(form, &page, over: version, by: reader)
        switch try await act(action, after: saving, by: reader) {
        case .saved(let kept):
            if action == "ok" { return .redirect(to: page.list, type: .normal) }
            let from = page.back.map { "&from=\(SitePath.percentEncoded($0))" } ?? ""
            return .redirect(to: "/contacts/\(kept.id.rawValue)?saved=1\(from)", type: .normal)
        case .stale(let theirs):
            page.dossier = try await self.dossier(of: context)
            page.stale = theirs
            return .page(page.html, status: .conflict)
        case .refused(let problems):
            page.typed.problems += problems
            // A part may have been saved: the next try is made over that.
            page.dossier = try await self.dossier(of: context)
            return .page(page.html, status: .badRequest)
        case .missing:
            throw HTTPError(.notFound)
        }
    }

    private func save(
        _ form: Form,
        _ page: inout ContactPage,
        over version: Int64,
        by reader: SignedIn
    ) async throws -> Saving<Contact> {
        var typed = ContactForm(form, over: page.kept.record, mayJudge: page.mayJudge)
        if let text = typed.baseNumber, !text.isEmpty {
            let number = ContactNumber(typed: text)?.text ?? text
            if let base = try await contacts.contact(numbered: number), base.id != page.kept.id {
                typed.contact.baseContact = base.id
            } else {
                typed.problems.append(FieldProblem("base_contact", .noSuchRecord))
            }
        }
        page.typed = typed
        guard typed.problems.isEmpty else { return .refused([]) }
        let author = author(reader)
        return try await contacts.save(typed.contact, page.kept.id, over: version, by: author)
    }

    private func act(
        _ action: String,
        after saving: Saving<Contact>,
        by reader: SignedIn
    ) async throws -> Saving<Contact> {
        guard case .saved(let kept) = saving else { return saving }
        let author = author(reader)
        return switch action {
        case "register": try await contacts.register(kept.id, over: kept.version, by: author)
        case "wait": try await registerToWait(kept, by: author)
        case "drop": try await contacts.drop(kept.id, over: kept.version, by: author)
        case "hide": try await contacts.setHidden(true, kept.id, over: kept.version, by: author)
        case "restore": try await contacts.setHidden(false, kept.id, over: kept.version, by: author)
        default: saving
        }
    }

    @Sendable func addConversationEntry(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        let dossier = try await dossier(of: context)
        let author = author(reader)
        _ = try await contacts.note(form["text"] ?? "", on: dossier.contact.id, by: author)
        let from = Self.registryQuery(form["from"]).map { "?from=\(SitePath.percentEncoded($0))" } ?? ""
        return .redirect(to: "/contacts/\(dossier.contact.id.rawValue)\(from)#entries", type: .normal)
    }

    @Sendable func beginContact(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        var contact = Contact()
        contact.at = now()
        var typed = ContactForm(Form.empty, over: contact, mayJudge: false)
        if request.method == .post {
            let form = try await Form(of: request, from: reader)
            typed = ContactForm(form, over: contact, mayJudge: false)
            if typed.contact.channel == nil { typed.problems.append(FieldProblem("channel", .required)) }
            if typed.problems.isEmpty {
                let author = author(reader)
                switch try await contacts.begin(typed.contact, by: author) {
                case .saved(let kept): return .redirect(to: SitePath.contact(kept.id).markup, type: .normal)
                case .refused(let problems): typed.problems += problems
                case .stale, .missing: break
                }
            }
        }
        let viewer = viewer(of: request, context)
        let page = NewContactPage(options: try await registry.options(), typed: typed, viewer: viewer)
        return .page(page.html, status: typed.problems.isEmpty ? .ok : .badRequest)
    }

    // MARK: - What the pages stand on

    /// The contact that the address names.
    ///
    /// - Throws: 404 for what is no contact, 403 for one that the reader may not see.
    func dossier(of context: Context) async throws -> ContactDossier {
        try await dossier(try recordID(context), for: try context.signedIn)
    }

    /// - Throws: the same.
    func dossier(_ id: ContactID, for reader: SignedIn) async throws -> ContactDossier {
        guard let dossier = try await contacts.dossier(id) else { throw HTTPError(.notFound) }
        switch reader.reach(of: .contacts) {
        case .nobody: throw HTTPError(.forbidden)
        case .everybody: break
        case .some(let sitters):
            guard try await isShown(id, to: reader, in: sitters) else { throw HTTPError(.forbidden) }
        }
        return dossier
    }

    func contactPage(
        _ dossier: ContactDossier,
        _ request: Request,
        _ context: Context
    ) async throws -> ContactPage {
        let viewer = viewer(of: request, context)
        let names = ContactNames(
            options: try await registry.options(),
            dossier: dossier,
            photos: try await records.photographed(),
            viewer: viewer
        )
        let contact = dossier.contact.record
        var candidates: [FoundClient] = []
        if contact.client == nil, let key = contact.callerKey, viewer.may(.clients) {
            candidates = try await clientSearch.clients(behind: key, limit: 5)
        }
        var isVehicleOwnerless = false
        if let vehicle = contact.vehicle, contact.client != nil, viewer.may(.clients) {
            isVehicleOwnerless = try await !clientSearch.ownerlessVehicles([vehicle]).isEmpty
        }
        var history: ClientHistoryAnswer?
        if let client = contact.client, viewer.may(.clients) {
            let filter = ClientHistoryFilter()
            history = try await clients.history(of: client, where: filter, before: nil, limit: ContactPage.historyLines)
        }
        return ContactPage(
            dossier: dossier,
            names: names,
            typed: ContactForm(Form.empty, over: contact, mayJudge: false),
            sound: try await sound(of: contact, by: context.signedIn),
            candidates: candidates,
            isVehicleOwnerless: isVehicleOwnerless,
            hasTestVehicles: try await records.counts(of: [.testVehicles])[.testVehicles] ?? 0 > 0,
            history: history,
            deal: try await deal(of: contact),
            services: try await renderedServices(of: dossier.contact, for: viewer),
            cases: try await whatBecame(of: dossier.contact.id),
            questionnaires: try await questionnairesCard(of: dossier.contact, viewer),
            letters: try await lettersCard(of: dossier.contact, viewer),
            mails: try await mailCard(of: dossier.contact, viewer),
            papers: try await papersCard(of: .contact(dossier.contact.id), isClosed: dossier.contact.isHidden, viewer),
            project: try await project(of: contact)?.record,
            waiting: try await waiting(dossier, for: viewer),
            back: Self.registryQuery(request.uri.queryParameters["from"].map { String($0) }),
            viewer: viewer
        )
    }

    /// What the contact is taken for; a hidden project, too.
    func project(of contact: Contact) async throws -> Kept<Project>? {
        guard let id = contact.project else { return nil }
        return try await records.record(id)
    }

    /// The call with what can be heard of it (requirement S0.42). Who sees the contact sees its call's course; what was said is
    /// for who may listen to it.
    private func sound(of contact: Contact, by reader: SignedIn) async throws -> ContactPage.Sound? {
        guard let id = contact.call, let call = try await call(id) else { return nil }
        let rows = try await journal.cdrs(of: call.id)
        return ContactPage.Sound(
            call: call,
            recordings: try await whatCanBeHeard(of: call, rows: rows, by: reader)
        )
    }

    /// The call, or the one that it became part of.
    private func call(_ id: CallID) async throws -> Call? {
        if let call = try await journal.calls([id]).first { return call }
        guard let present = try await cards.present(id) else { return nil }
        return try await journal.calls([present]).first
    }

    /// Where the reader came from on the registry: its query as browsers write it, nothing else.
    private static func registryQuery(_ text: String?) -> String? {
        guard let text, !text.isEmpty, text.utf8.count <= 2_000 else { return nil }
        return text.utf8.allSatisfy { $0.isUnreserved || "%&=".utf8.contains($0) } ? text : nil
    }
}
