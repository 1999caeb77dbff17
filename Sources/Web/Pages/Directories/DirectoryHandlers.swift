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
        return directory
    }

    private func actor(_ context: Context) throws -> RecordAuthor {
        RecordAuthor(try context.signedIn.user.id, at: now())
    }

    // MARK: - Lists

    private func list<Record: DirectoryRecord>(
        _ type: Record.Type,
        _ directory: Directory,
        _ request: Request,
        _ context: Context
    ) async throws -> Response {
        let address = ListAddress(directory.path, of: request, fields: ["q", "hidden"])
        let includesHidden = address["hidden"] != nil
        let all = try await records.records(of: type, includingHidden: includesHidden)
        let names = try await records.names(of: all.reduce(into: []) { $0.formUnion($1.record.references) })
        let texts = RecordTexts(names: names, viewer: viewer(of: request, context))
        let search = RecordSearch(address["q"] ?? "", texts: texts)
        let page = DirectoryListPage(
            directory: directory,
            records: all.filter { search.matches($0.record) },
            search: address["q"] ?? "",
            includesHidden: includesHidden,
            texts: texts
        )
        return .page(page.html(address: request.addressWithoutLanguage))
    }

    // MARK: - New ones

    private func offer<Record: DirectoryRecord>(
        _ type: Record.Type,
        _ directory: Directory,
        _ request: Request,
        _ context: Context
    ) async throws -> Response {
        let viewer = viewer(of: request, context)
        let draft = RecordDraft(Record(), in: viewer.timeZone)
        return .page(try await card(directory, nil, draft, for: viewer).html(address: request.addressWithoutLanguage))
    }

    private func add<Record: DirectoryRecord>(
        _ type: Record.Type,
        _ directory: Directory,
        _ request: Request,
        _ context: Context
    ) async throws -> Response {
        let form = try await Form(of: request, from: try context.signedIn)
        let viewer = viewer(of: request, context)
        var draft = RecordDraft(form, over: Record(), in: viewer.timeZone)
        if !draft.isRefused {
            switch try await records.add(draft.record, by: actor(context)) {
            case .saved(let kept): return done(.added, kept, in: directory)
            case .refused(let problems): draft.refuse(problems)
            case .stale, .missing: throw HTTPError(.internalServerError)
            }
        }
        let page = try await card(directory, nil, draft, for: viewer)
        return .page(page.html(address: directory.newPath), status: .unprocessableContent)
    }

    // MARK: - Cards

    private func show<Record: DirectoryRecord>(
        _ type: Record.Type,
        _ directory: Directory,
        _ request: Request,
        _ context: Context
    ) async throws -> Response {
        let kept = try await kept(type, context)
        let viewer = viewer(of: request, context)
        var page = try await card(directory, kept, RecordDraft(kept.record, in: viewer.timeZone), for: viewer)
        page.done = request.uri.queryParameters["done"].flatMap { DirectoryCardPage<Record>.Done(rawValue: String($0)) }
        return .page(page.html(address: directory.path(of: kept.id)))
    }

    private func change<Record: DirectoryRecord>(
        _ type: Record.Type,
        _ directory: Directory,
        _ request: Request,
        _ context: Context
    ) async throws -> Response {
        let form = try await Form(of: request, from: try context.signedIn)
        let present = try await kept(type, context)
        let viewer = viewer(of: request, context)
        guard let version = form["version"].flatMap({ Int64($0) }) else { throw HTTPError(.badRequest) }
        var draft = RecordDraft(form, over: present.record, in: viewer.timeZone)
        for field in Record.fields where form["take.\(field.name)"] == "theirs" {
            draft.take(field, from: present.record, in: viewer.timeZone)
        }
        // Who was overtaken is told so first; what is wrong besides stays marked.
        guard version == present.version else {
            return try await tellOvertaken(draft, version, present, directory, for: viewer)
        }
        if !draft.isRefused {
            switch try await records.change(present.id, over: version, to: draft.record, by: actor(context)) {
            case .saved(let kept): return done(.saved, kept, in: directory)
            case .refused(let problems): draft.refuse(problems)
            case .stale(let other): return try await tellOvertaken(draft, version, other, directory, for: viewer)
            case .missing: throw HTTPError(.notFound)
            }
        }
        let page = try await card(directory, present, draft, for: viewer)
        return .page(page.html(address: directory.path(of: present.id)), status: .unprocessableContent)
    }

    private func tellOvertaken<Record: DirectoryRecord>(
        _ draft: RecordDraft<Record>,
        _ version: Int64,
        _ present: Kept<Record>,
        _ directory: Directory,
        for viewer: Viewer
    ) async throws -> Response {
        var page = try await card(directory, present, draft, for: viewer)
        let since = Array(page.history.prefix(Int(clamping: max(0, present.version - version))))
        page.overtaking = .init(
            by: since.first,
            conflicts: RecordConflict.conflicts(draft.record, present, since: since)
        )
        return .page(page.html(address: directory.path(of: present.id)), status: .conflict)
    }

    private func setHidden<Record: DirectoryRecord>(
        _ type: Record.Type,
        _ isHidden: Bool,
        _ directory: Directory,
        _ request: Request,
        _ context: Context
    ) async throws -> Response {
        let form = try await Form(of: request, from: try context.signedIn)
        let present = try await kept(type, context)
        let viewer = viewer(of: request, context)
        guard let version = form["version"].flatMap({ Int64($0) }) else { throw HTTPError(.badRequest) }
        var draft = RecordDraft(present.record, in: viewer.timeZone)
        switch try await records.setHidden(present.id, over: version, to: isHidden, by: actor(context)) {
        case .saved(let kept): return done(isHidden ? .hidden : .restored, kept, in: directory)
        case .refused(let problems): draft.refuse(problems)
        case .stale(let other): return try await tellOvertaken(draft, version, other, directory, for: viewer)
        case .missing: throw HTTPError(.notFound)
        }
        let page = try await card(directory, present, draft, for: viewer)
        return .page(page.html(address: directory.path(of: present.id)), status: .unprocessableContent)
    }

    // MARK: -

    private func kept<Record: DirectoryRecord>(_ type: Record.Type, _ context: Context) async throws -> Kept<Record> {
        guard let id = context.parameters.get("id").flatMap({ Int64($0) }),
            let kept = try await records.record(RecordID<Record>(id))
        else { throw HTTPError(.notFound) }
        return kept
    }

    private func done<Record: DirectoryRecord>(
        _ done: DirectoryCardPage<Record>.Done,
        _ kept: Kept<Record>,
        in directory: Directory
    ) -> Response {
        // The pages of calls show it at once.
        if [.dids, .sources].contains(directory) { dids.forget() }
        return .redirect(to: "\(directory.path(of: kept.id))?done=\(done.rawValue)", type: .normal)
    }

    /// How much of a history a card shows.
    private static var mostChanges: Int { 100 }

    private func card<Record: DirectoryRecord>(
        _ directory: Directory,
        _ kept: Kept<Record>?,
        _ draft: RecordDraft<Record>,
        for viewer: Viewer
    ) async throws -> DirectoryCardPage<Record> {
        let history =
            if let kept { try await records.history(of: kept.id, limit: Self.mostChanges) } else { [Change]() }
        var references = draft.record.references.union(history.references(of: Record.self))
        references.formUnion(kept?.record.references ?? [])
        var choices: [RecordReference.Kind: [RecordChoice]] = [:]
        for kind in RecordFields<Record>.choosable { choices[kind] = try await records.choices(of: kind) }
        return DirectoryCardPage(
            directory: directory,
            kept: kept,
            draft: draft,
            choices: choices,
            history: history,
            texts: RecordTexts(names: try await records.names(of: references), viewer: viewer)
        )
    }
}
