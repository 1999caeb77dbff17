import ContactCenter
import Foundation
import Hummingbird

/// Clients: list, search, card, form, making one of two.
extension Site {
    // MARK: - Finding

    @Sendable func showClients(_ request: Request, _ context: Context) async throws -> Response {
        let viewer = viewer(of: request, context)
        var page = try await clientList(typed(request), for: viewer)
        page.attributes = try await clientAttributes()
        let address = ListAddress(SitePath.clients.markup, of: request, fields: ["attribute", "value"])
        if let id: ClientAttributeID = address.id("attribute"), let value = address["value"] {
            page.sought = (id, value)
            let found = try await clientSearch.clients(with: value, of: id, limit: ClientListPage.limit)
            page.found = FoundInDirectory(clients: found)
        }
        return .page(page.html(address: request.addressWithoutLanguage))
    }

    /// What was found for what is typed so far: the lines below the box, the rows of the list, or whom a field of a form offers.
    @Sendable func findClients(_ request: Request, _ context: Context) async throws -> Response {
        let viewer = viewer(of: request, context)
        let typed = typed(request)
        switch request.uri.queryParameters["as"] {
        case "rows": return .page(try await clientList(typed, for: viewer).rows)
        case "choices":
            let found = try await clientSearch.clients(matching: SearchQuery(typed), limit: ClientSearchBox.limit)
            return .page(ClientSearchBox.choices(found, typed: typed, for: viewer))
        default:
            let found = try await find(typed, limit: ClientSearchBox.limit)
            return .page(ClientSearchBox.options(found, typed: typed, for: viewer))
        }
    }

    private func clientList(_ typed: String, for viewer: Viewer) async throws -> ClientListPage {
        let found =
            typed.isEmpty
            ? FoundInDirectory(clients: try await clientSearch.latestClients(limit: ClientListPage.limit))
            : try await find(typed, limit: ClientListPage.limit)
        return ClientListPage(typed: typed, found: found, viewer: viewer)
    }

    private func typed(_ request: Request) -> String {
        ListAddress("", of: request, fields: ["q"])["q"].map { String($0.prefix(SearchQuery.longest)) } ?? ""
    }

    @Sendable func showClientDoubles(_ request: Request, _ context: Context) async throws -> Response {
        let pairs = try await clients.likelyDoubles(limit: ClientDoublesPage.limit)
        let found = try await clientSearch.clients(Array(Set(pairs.flatMap { [$0.first, $0.second] })))
        let page = ClientDoublesPage(
            pairs: pairs,
            clients: Dictionary(found.map { ($0.id, $0) }) { first, _ in first },
            viewer: viewer(of: request, context)
        )
        return .page(page.html(address: request.addressWithoutLanguage))
    }

    // MARK: - Card

    @Sendable func showClient(_ request: Request, _ context: Context) async throws -> Response {
        guard let dossier = try await clients.dossier(try recordID(context)) else { throw HTTPError(.notFound) }
        let doubles = try await others(behind: dossier.client.record.phones.compactMap(\.key))
            .filter { $0.id != dossier.client.id }
        var names: [ClientID: String] = [:]
        for id in dossier.parts + [dossier.mergedInto].compactMap(\.self) {
            names[id] = try await clients.client(id)?.record.name
        }
        for double in doubles { names[double.id] = double.name }
        let users = dossier.changes.compactMap { $0.user.map { RecordReference(.user, $0.rawValue) } }
        let others = dossier.changes.flatMap(\.fields).flatMap { field in
            [field.before, field.after].compactMap { ClientCardPage.reference($0, of: field.name) }
        }
        let policies = try await services.balances(of: dossier.client.id)
        let isClosed = dossier.client.isHidden || dossier.mergedInto != nil
        let viewer = viewer(of: request, context)
        let page = ClientCardPage(
            dossier: dossier,
            doubles: doubles,
            names: names,
            named: try await records.names(of: Set(users + others)),
            faxes: try await faxes(to: dossier.client.id, for: try context.signedIn),
            papers: try await papersCard(of: .client(dossier.client.id), isClosed: isClosed, viewer),
            policies: policies,
            services: try await serviceNames(of: policies),
            viewer: viewer
        )
        return .page(page.html(address: request.addressWithoutLanguage))
    }

    // MARK: - Form

    @Sendable func showNewClient(_ request: Request, _ context: Context) async throws -> Response {
        var client = Client()
        if let phone = ListAddress("", of: request, fields: ["phone"])["phone"] {
            client.phones = [ClientPhone(number: String(phone.prefix(64)))]
        }
        let page = ClientFormPage(
            draft: ClientDraft(client),
            attributes: try await clientAttributes(),
            viewer: viewer(of: request, context)
        )
        return .page(page.html(address: request.addressWithoutLanguage))
    }

    @Sendable func addClient(_ request: Request, _ context: Context) async throws -> Response {
        let form = try await Form(of: request, from: try context.signedIn)
        var page = ClientFormPage(
            draft: ClientDraft(form),
            attributes: try await clientAttributes(),
            viewer: viewer(of: request, context)
        )
        page.others = try await others(behind: page.draft.client.phones.compactMap { numbers.read($0.number).key })
        if page.others.isEmpty || form["confirmed"] == "1" {
            switch try await clients.add(page.draft.client, by: author(context)) {
            case .saved(let kept):
                if page.others.isEmpty { try await linkContacts(of: kept, by: author(context)) }
                return .redirect(to: SitePath.client(kept.id).markup, type: .normal)
            case .refused(let problems): page.draft.problems = problems
            case .stale, .missing: throw HTTPError(.internalServerError)
            }
        }
        return .page(page.html(address: SitePath.newClient.markup), status: .unprocessableContent)
    }

    /// Who has one of these numbers already.
    func others(behind keys: [NumberKey]) async throws -> [FoundClient] {
        let found = try await clientSearch.clients(behind: Set(keys), limit: 5)
        var known: Set<ClientID> = []
        return keys.flatMap { found[$0] ?? [] }.filter { known.insert($0.id).inserted }
    }

    /// Earlier contacts of a number that nobody else has are this client's.
    func linkContacts(of client: Kept<Client>, by author: RecordAuthor) async throws {
        for key in Set(client.record.phones.compactMap(\.key)) {
            _ = try await contacts.linkEarlier(ofNumber: key, to: client.id, limit: Self.mostLinked, by: author)
        }
    }

    private static var mostLinked: Int { 200 }

    /// Those that forms ask for.
    private func clientAttributes() async throws -> [Kept<ClientAttribute>] {
        try await records.records(of: ClientAttribute.self, includingHidden: false)
    }

    @Sendable func showClientForm(_ request: Request, _ context: Context) async throws -> Response {
        guard let kept = try await clients.client(try recordID(context)) else { throw HTTPError(.notFound) }
        let page = ClientFormPage(
            draft: ClientDraft(kept.record),
            id: kept.id,
            version: kept.version,
            attributes: try await clientAttributes(),
            viewer: viewer(of: request, context)
        )
        return .page(page.html(address: request.addressWithoutLanguage))
    }

    @Sendable func changeClient(_ request: Request, _ context: Context) async throws -> Response {
        let form = try await Form(of: request, from: try context.signedIn)
        let id: ClientID = try recordID(context)
        guard let version = form["version"].flatMap({ Int64($0) }) else { throw HTTPError(.badRequest) }
        var page = ClientFormPage(
            draft: ClientDraft(form),
            id: id,
            version: version,
            attributes: try await clientAttributes(),
            viewer: viewer(of: request, context)
        )
        if let present = try await clients.client(id) { page.draft.keepAttributes(of: present.record) }
        switch try await clients.change(id, over: version, to: page.draft.client, by: author(context)) {
        case .saved: return .redirect(to: SitePath.client(id).markup, type: .normal)
        case .missing: throw HTTPError(.notFound)
        case .refused(let problems): page.draft.problems = problems
        case .stale(let present):
            // Whoever saves once more has seen what stands there.
            page.present = present
            page.version = present.version
        }
        let status: HTTPResponse.Status = page.present == nil ? .unprocessableContent : .conflict
        return .page(page.html(address: "\(SitePath.client(id).markup)/edit"), status: status)
    }

    @Sendable func hideClient(_ request: Request, _ context: Context) async throws -> Response {
        try await setClientHidden(true, request, context)
    }

    @Sendable func restoreClient(_ request: Request, _ context: Context) async throws -> Response {
        try await setClientHidden(false, request, context)
    }

    private func setClientHidden(_ isHidden: Bool, _ request: Request, _ context: Context) async throws -> Response {
        let form = try await Form(of: request, from: try context.signedIn)
        let id: ClientID = try recordID(context)
        guard let version = form["version"].flatMap({ Int64($0) }) else { throw HTTPError(.badRequest) }
        _ = try await clients.setHidden(id, over: version, to: isHidden, by: author(context))
        // What the card shows is what stands there, whoever was first.
        return .redirect(to: SitePath.client(id).markup, type: .normal)
    }

    // MARK: - Making one of two

    @Sendable func mergeClient(_ request: Request, _ context: Context) async throws -> Response {
        let form = try await Form(of: request, from: try context.signedIn)
        let whole: ClientID = try recordID(context)
        guard let part = form["part"].flatMap({ Int64($0) }).map(ClientID.init(_:)) else {
            throw HTTPError(.badRequest)
        }
        let merging = try await clients.merge(part, into: whole, by: author(context))
        guard case .done = merging else { throw HTTPError(.conflict) }
        return .redirect(to: SitePath.client(whole).markup, type: .normal)
    }

    @Sendable func separateClient(_ request: Request, _ context: Context) async throws -> Response {
        _ = try await Form(of: request, from: try context.signedIn)
        let part: ClientID = try recordID(context)
        let merging = try await clients.separate(part, by: author(context))
        guard case .done = merging else { throw HTTPError(.conflict) }
        return .redirect(to: SitePath.client(part).markup, type: .normal)
    }
}
