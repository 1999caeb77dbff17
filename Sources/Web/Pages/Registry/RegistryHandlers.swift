import ContactCenter
import Foundation
import Hummingbird

/// What answers at the addresses of the registry.
extension Site {
    @Sendable func showRegistry(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let viewer = viewer(of: request, context)
        let list = try registryList(request, context, for: viewer)
        if let typed = list.address[RegistryList.Field.who] {
            return try await chooseClient(typed, on: list, for: viewer)
        }
        let columns = try await registry.columns(of: reader.user.id, in: list.kind)
        let options = try await registry.options()
        var clientName: String?
        if let client = list.filter.client { clientName = try await registry.clientName(client) }
        var page = RegistryPage(
            list: list,
            answer: RegistryAnswer(rows: [], hasNext: false, hasPrevious: false),
            total: viewer.language.count(0, list.kind.counted),
            filters: RegistryFilters(
                list: list,
                options: options,
                clientName: clientName,
                saved: try await registry.savedFilters(of: reader.user.id),
                viewer: viewer
            ),
            columns: columns,
            employees: viewer.may(.intake) || list.kind == .leads ? options.employees.filter { !$0.isHidden } : [],
            leadNotice: try await leadNotice(request, on: list, for: viewer),
            viewer: viewer
        )
        guard !list.isWrong else { return .page(page.html, status: .badRequest) }
        // Before the rows: what comes in between is told of, even if it is shown already.
        if let recent = list.recent(since: nil, at: viewer.now) {
            page.recentCount = try await registry.count(list.filter, in: recent)
        }
        // Each may have to read the whole period: side by side, one takes no longer than both.
        async let total = list.isCountedLater ? nil : totalWords(of: list, for: viewer)
        async let answer = registry.answer(to: list.question)
        (page.total, page.answer) = try await (total, answer)
        return .page(page.html)
    }

    /// Who was meant by what somebody typed: one is taken at once, of several the reader chooses.
    private func chooseClient(_ typed: String, on list: RegistryList, for viewer: Viewer) async throws -> Response {
        let found = viewer.may(.clients) ? try await clientSearch.clients(matching: SearchQuery(typed), limit: 20) : []
        if found.count == 1 {
            let address = list.top.with(RegistryList.Field.client, "\(found[0].id)")
            return .redirect(to: address.reference, type: .normal)
        }
        return .page(RegistryClientChoice(typed: typed, found: found, list: list, viewer: viewer).html)
    }

    /// How many contacts a long period has, in words.
    @Sendable func countRegistry(_ request: Request, _ context: Context) async throws -> Response {
        let viewer = viewer(of: request, context)
        let list = try registryList(request, context, for: viewer)
        guard !list.isWrong else { throw HTTPError(.badRequest) }
        let words = try await totalWords(of: list, for: viewer).markup
        return .text(words, type: "text/plain; charset=utf-8", isKept: false)
    }

    /// How many there are; of the journal how fast they were gone on with, too (requirement S1.33).
    private func totalWords(of list: RegistryList, for viewer: Viewer) async throws -> HTML {
        let language = viewer.language
        guard list.kind == .journal else {
            return language.count(try await registry.count(list.filter, in: list.period.period), list.kind.counted)
        }
        let totals = try await registry.totals(list.filter, in: list.period.period)
        let averages: [(Phrase, RegistryTotals.Average)] = [
            (.journalTakenTotal, totals.taken), (.journalProcessedTotal, totals.processed),
            (.journalWaitedTotal, totals.waited),
        ]
        let words = averages.compactMap { phrase, average -> HTML? in
            average.length.map { language(phrase, "\(grouped(average.count))", "\(durationText($0))") }
        }
        return ([language.count(totals.contacts, .contacts)] + words).joined(" · ")
    }

    /// What has changed on a page of the registry since it was made: the words for the pill, and the rows that look otherwise.
    @Sendable func tellRegistryNews(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let viewer = viewer(of: request, context)
        let list = try registryList(request, context, for: viewer)
        let columns = try await registry.columns(of: reader.user.id, in: list.kind)
        let shown = Self.shownRows(String(request.uri.queryParameters["rows"] ?? ""))
        let rows = try await registry.rows(of: shown.map(\.id), reach: list.filter.reach)
        let known = Dictionary(shown.map { ($0.id, $0.digest) }, uniquingKeysWith: { $1 })
        let mayMark = list.kind == .leads || viewer.may(.intake)
        let table = RegistryTable(list: list, columns: columns, mayAssign: mayMark, viewer: viewer)
        let changed = rows.filter { RegistryTable.digest(of: table.content(of: $0)) != known[$0.id] }.map(table.row)
        let words = try await newsWords(request, list, for: viewer)
        let html: HTML = "<p data-words>\(words)</p><table><tbody>\(changed)</tbody></table>"
        return .text(html.markup, type: "text/html; charset=utf-8", isKept: false)
    }

    private func newsWords(_ request: Request, _ list: RegistryList, for viewer: Viewer) async throws -> HTML {
        guard let since = request.uri.queryParameters["since"].flatMap({ Int64($0) }),
            let seen = request.uri.queryParameters["seen"].flatMap({ Int($0) }), seen >= 0
        else { return .nothing }
        let from = Date(timeIntervalSince1970: Double(since) / 1_000)
        let bounded = min(max(from, viewer.now - 7 * 86_400), viewer.now)
        guard let recent = list.recent(since: bounded, at: viewer.now) else { return .nothing }
        let count = try await registry.count(list.filter, in: recent)
        return count > seen
            ? viewer.language.count(count - seen, list.kind == .leads ? .newInquiries : .newContacts) : .nothing
    }

    /// `12.k3f9-13.x1`: the rows that a browser shows, each with its digest. No page has more than `rowsOnPage`.
    private static func shownRows(_ text: String) -> [(id: ContactID, digest: String)] {
        text.split(separator: "-").prefix(RegistryList.rowsOnPage).compactMap { row in
            let parts = row.split(separator: ".")
            guard parts.count == 2, let id = Int64(parts[0]) else { return nil }
            return (ContactID(id), String(parts[1]))
        }
    }

    @Sendable func assignContacts(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        guard reader.rights.allows(.intake) else { throw HTTPError(.forbidden) }
        let form = try await Form(of: request, from: reader)
        let list = try registryList(request, context, for: viewer(of: request, context))
        let contacts = form.all("contact").compactMap(Self.seen)
        guard let employee = form["employee"].flatMap({ Int64($0) }).map(EmployeeID.init(_:)), !contacts.isEmpty,
            contacts.count <= 10 * RegistryList.rowsOnPage
        else { return .redirect(to: list.address.without(RegistryList.Field.assigned).reference, type: .normal) }
        let inReach = Set(try await registry.rows(of: contacts.map(\.id), reach: list.filter.reach).map(\.id))
        let count = try await self.contacts.assign(
            contacts.filter { inReach.contains($0.id) },
            to: employee,
            by: author(reader)
        )
        let back = list.address.with(RegistryList.Field.assigned, "\(count)-\(contacts.count)")
        return .redirect(to: back.reference, type: .normal)
    }

    /// `2851.4`: a contact with the version in which it was shown.
    static func seen(_ text: String) -> (id: ContactID, version: Int64)? {
        let parts = text.split(separator: ".")
        guard parts.count == 2, let id = Int64(parts[0]), let version = Int64(parts[1]) else { return nil }
        return (ContactID(id), version)
    }

    @Sendable func chooseRegistryColumns(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        let list = try registryList(request, context, for: viewer(of: request, context))
        var columns = RegistryColumns(
            order: form.all("order").compactMap(RegistryColumn.init(rawValue:)),
            shown: Set(form.all("shown").compactMap(RegistryColumn.init(rawValue:)))
        )
        if let column = form["up"].flatMap(RegistryColumn.init(rawValue:)) { columns = columns.moving(column, by: -1) }
        if let column = form["down"].flatMap(RegistryColumn.init(rawValue:)) { columns = columns.moving(column, by: 1) }
        if form["standard"] != nil { columns = list.kind.columns }
        try await registry.setColumns(columns, of: reader.user.id, in: list.kind)
        return .redirect(to: list.address.without(RegistryList.Field.assigned).reference, type: .normal)
    }

    /// Gives what the reader is looking at a name, or takes one away.
    @Sendable func changeRegistryFilters(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        let form = try await Form(of: request, from: reader)
        let list = try registryList(request, context, for: viewer(of: request, context))
        if let name = form["remove"] {
            try await registry.removeFilter(named: name, of: reader.user.id)
        } else if !list.isWrong, let filter = SavedFilter(name: form["name"] ?? "", query: list.top.query) {
            _ = try await registry.save(filter, of: reader.user.id)
        }
        return .redirect(to: list.top.reference, type: .normal)
    }

    /// - Parameter kind: `nil`: as the path of the request says.
    func registryList(
        _ request: Request,
        _ context: Context,
        of kind: RegistryKind? = nil,
        for viewer: Viewer
    ) throws -> RegistryList {
        let reach: Sitters?
        switch try context.signedIn.reach(of: .contacts) {
        case .nobody: throw HTTPError(.forbidden)
        case .everybody: reach = nil
        case .some(let sitters): reach = sitters
        }
        let asked = request.uri.path.split(separator: "/").lazy.compactMap { RegistryKind(rawValue: String($0)) }.first
        let kind = kind ?? asked ?? .registry
        let address = ListAddress(kind.path, of: request, fields: RegistryList.Field.all)
        return RegistryList(address, of: kind, reach: reach, for: viewer)
    }
}
