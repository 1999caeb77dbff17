import ContactCenter
import Foundation
import Hummingbird

/// The directories: showing, searching, adding, changing, hiding.
extension Site {
    @Sendable func showDirectories(_ request: Request, _ context: Context) async throws -> Response {
        let page = DirectoriesPage(
            counts: try await records.counts(of: Directory.allCases.map(\.kind)),
            viewer: viewer(of: request, context)
        )
        return .page(page.html(address: request.addressWithoutLanguage))
    }

    @Sendable func showDirectory(_ request: Request, _ context: Context) async throws -> Response {
        let directory = try directory(of: context)
        return try await list(directory.type, directory, request, context)
    }

    @Sendable func showNewRecord(_ request: Request, _ context: Context) async throws -> Response {
        let directory = try directory(of: context)
        return try await offer(directory.type, directory, request, context)
    }

    @Sendable func addRecord(_ request: Request, _ context: Context) async throws -> Response {
        let directory = try directory(of: context)
        return try await add(directory.type, directory, request, context)
    }

    @Sendable func showRecord(_ request: Request, _ context: Context) async throws -> Response {
        let directory = try directory(of: context)
        return try await show(directory.type, directory, request, context)
    }

    @Sendable func changeRecord(_ request: Request, _ context: Context) async throws -> Response {
        let directory = try directory(of: context)
        return try await change(directory.type, directory, request, context)
    }

    @Sendable func hideRecord(_ request: Request, _ context: Context) async throws -> Response {
        let directory = try directory(of: context)
        return try await setHidden(directory.type, true, directory, request, context)
    }

    @Sendable func restoreRecord(_ request: Request, _ context: Context) async throws -> Response {
        let directory = try directory(of: context)
        return try await setHidden(directory.type, false, directory, request, context)
    }

    private func directory(of context: Context) throws -> Directory {
        guard let directory = context.parameters.get("name").flatMap(Directory.init(rawValue:)) else {
            throw HTTPError(.notFound)
        }
        guard try context.signedIn.rights.allows(directory.permission) else { throw HTTPError(.forbidden) }
        return directory
    }

    // MARK: - Lists

    private func list<Record: DirectoryRecord>(
        _ type: Record.Type,
        _ directory: Directory,
        _ request: Request,
        _ context: Context
    ) async throws -> Response {
        let address = ListAddress(directory.path, of: request, fields: ["q", "hidden"])
        let (found, texts) = try await directoryRecords(type, address, for: viewer(of: request, context))
        let page = DirectoryListPage(
            directory: directory,
            records: found,
            search: address["q"] ?? "",
            includesHidden: address["hidden"] != nil,
            texts: texts
        )
        return .page(page.html(address: request.addressWithoutLanguage))
    }

    /// What an address asks for by its fields `q` and `hidden`, in the order of the directory.
    func directoryRecords<Record: DirectoryRecord>(
        _ type: Record.Type,
        _ address: ListAddress,
        for viewer: Viewer
    ) async throws -> (found: [Kept<Record>], texts: RecordTexts) {
        let all = try await records.records(of: type, includingHidden: address["hidden"] != nil)
        let names = try await records.names(of: all.reduce(into: []) { $0.formUnion($1.record.references) })
        let texts = RecordTexts(names: names, viewer: viewer)
        let search = RecordSearch(address["q"] ?? "", texts: texts)
        return (all.filter { search.matches($0.record) }, texts)
    }

    // MARK: - New ones

    private func offer<Record: DirectoryRecord>(
        _ type: Record.Type,
        _ directory: Directory,
        _ request: Request,
        _ context: Context
    ) async throws -> Response {
        let viewer = viewer(of: request, context)
        var record = Record()
        // What the page that leads here says it is of: the provider of a price.
        for field in Record.fields where field.content.referenceKind != nil && !field.isFixed {
            guard let id = request.uri.queryParameters[Substring(field.name)].flatMap({ Int64($0) }) else { continue }
            _ = field.set(.integer(id), in: &record)
        }
        let card = try await card(nil, RecordDraft(record, in: viewer.timeZone), for: viewer)
        return .page(
            DirectoryCardPage(directory: directory, card: card, places: places(of: nil as Kept<Record>?, for: viewer))
                .html
        )
    }

    private func add<Record: DirectoryRecord>(
        _ type: Record.Type,
        _ directory: Directory,
        _ request: Request,
        _ context: Context
    ) async throws -> Response {
        let form = try await Form(of: request, from: try context.signedIn)
        let author = try author(context)
        let outcome = try await add(form, over: Record(), for: viewer(of: request, context)) {
            try await records.add($0, by: author)
        }
        return response(to: outcome, .added, in: directory)
    }

    // MARK: - Cards

    private func show<Record: DirectoryRecord>(
        _ type: Record.Type,
        _ directory: Directory,
        _ request: Request,
        _ context: Context
    ) async throws -> Response {
        let kept = try await record(type, context)
        let viewer = viewer(of: request, context)
        let card = try await card(kept, RecordDraft(kept.record, in: viewer.timeZone), for: viewer)
        let done = request.uri.queryParameters["done"].flatMap { DirectoryCardPage<Record>.Done(rawValue: String($0)) }
        let photo = try await photoForm(of: kept, for: viewer)
        var page = DirectoryCardPage(directory: directory, card: card, done: done, photo: photo)
        if Record.kind == .providers {
            page.prices = try await priceList(of: ProviderID(kept.id.rawValue), for: viewer)
        }
        if let box = kept as? Kept<MailBox> { page.mailBox = try await mailBoxCard(of: box, for: viewer) }
        if let form = kept as? Kept<WebForm> { page.formKey = try await formKey(of: form, for: viewer) }
        page.places = places(of: kept, for: viewer)
        return .page(page.html)
    }

    private func places<Record: DirectoryRecord>(of kept: Kept<Record>?, for viewer: Viewer) -> TemplatePlaces? {
        guard Record.kind == .documentTemplates else { return nil }
        return TemplatePlaces(template: kept.map { DocumentTemplateID($0.id.rawValue) }, viewer: viewer)
    }

    private func photoForm<Record: DirectoryRecord>(
        of kept: Kept<Record>,
        for viewer: Viewer
    ) async throws -> PhotoForm? {
        guard Record.kind == .employees else { return nil }
        let employee = EmployeeID(kept.id.rawValue)
        return PhotoForm(employee: employee, tag: try await records.photo(of: employee)?.tag, viewer: viewer)
    }

    private func change<Record: DirectoryRecord>(
        _ type: Record.Type,
        _ directory: Directory,
        _ request: Request,
        _ context: Context
    ) async throws -> Response {
        response(to: try await change(type, request, context), .saved, in: directory)
    }

    private func setHidden<Record: DirectoryRecord>(
        _ type: Record.Type,
        _ isHidden: Bool,
        _ directory: Directory,
        _ request: Request,
        _ context: Context
    ) async throws -> Response {
        let outcome = try await setHidden(type, isHidden, request, context)
        return response(to: outcome, isHidden ? .hidden : .restored, in: directory)
    }

    private func response<Record: DirectoryRecord>(
        to outcome: RecordOutcome<Record>,
        _ done: DirectoryCardPage<Record>.Done,
        in directory: Directory
    ) -> Response {
        switch outcome {
        case .saved(let kept):
            // The pages of calls show it at once.
            if [.dids, .sources, .projects].contains(directory) { dids.forget() }
            return .redirect(to: "\(directory.path(of: kept.id))?done=\(done.rawValue)", type: .normal)
        case .shown(let card, let status):
            let places = places(of: card.kept, for: card.texts.viewer)
            return .page(DirectoryCardPage(directory: directory, card: card, places: places).html, status: status)
        }
    }
}
