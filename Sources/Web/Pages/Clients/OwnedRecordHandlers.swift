import ContactCenter
import Foundation
import Hummingbird

/// Vehicles and documents, by the same pages.
extension Site {
    @Sendable func showNewVehicle(_ request: Request, _ context: Context) async throws -> Response {
        try await offer(Vehicle.self, request, context)
    }

    @Sendable func addVehicle(_ request: Request, _ context: Context) async throws -> Response {
        try await add(request, context) { try await records.add($0 as Vehicle, by: $1) }
    }

    @Sendable func showVehicle(_ request: Request, _ context: Context) async throws -> Response {
        try await show(Vehicle.self, request, context)
    }

    @Sendable func changeVehicle(_ request: Request, _ context: Context) async throws -> Response {
        try await change(Vehicle.self, request, context)
    }

    @Sendable func hideVehicle(_ request: Request, _ context: Context) async throws -> Response {
        try await setHidden(Vehicle.self, true, request, context)
    }

    @Sendable func restoreVehicle(_ request: Request, _ context: Context) async throws -> Response {
        try await setHidden(Vehicle.self, false, request, context)
    }

    @Sendable func showNewDocument(_ request: Request, _ context: Context) async throws -> Response {
        try await offer(Document.self, request, context)
    }

    @Sendable func addDocument(_ request: Request, _ context: Context) async throws -> Response {
        try await add(request, context) { try await documents.add($0, by: $1) }
    }

    @Sendable func showDocument(_ request: Request, _ context: Context) async throws -> Response {
        try await show(Document.self, request, context)
    }

    @Sendable func changeDocument(_ request: Request, _ context: Context) async throws -> Response {
        try await change(Document.self, request, context)
    }

    @Sendable func hideDocument(_ request: Request, _ context: Context) async throws -> Response {
        try await setHidden(Document.self, true, request, context)
    }

    @Sendable func restoreDocument(_ request: Request, _ context: Context) async throws -> Response {
        try await setHidden(Document.self, false, request, context)
    }

    // MARK: -

    private func offer<Record: OwnedRecord>(
        _ type: Record.Type,
        _ request: Request,
        _ context: Context
    ) async throws -> Response {
        let viewer = viewer(of: request, context)
        let record = Record(
            asked: { name in request.uri.queryParameters[Substring(name)].flatMap { Int64($0) } },
            now: now()
        )
        let page = try await page(nil, RecordDraft(record, in: viewer.timeZone), for: viewer)
        return .page(page.html(address: request.addressWithoutLanguage))
    }

    private func add<Record: OwnedRecord>(
        _ request: Request,
        _ context: Context,
        _ add: (Record, RecordAuthor) async throws -> Saving<Record>
    ) async throws -> Response {
        let form = try await Form(of: request, from: try context.signedIn)
        let viewer = viewer(of: request, context)
        let record = Record(asked: { name in form[name].flatMap { Int64($0) } }, now: now())
        var draft = RecordDraft(form, over: record, in: viewer.timeZone)
        // A document has its number only when it is added.
        if !draft.isRefused {
            switch try await add(draft.record, recordActor(context)) {
            case .saved(let kept): return .redirect(to: Record.path(of: kept.id), type: .normal)
            case .refused(let problems): draft.refuse(problems)
            case .stale, .missing: throw HTTPError(.internalServerError)
            }
        }
        let page = try await page(nil, draft, for: viewer)
        return .page(page.html(address: Record.path), status: .unprocessableContent)
    }

    private func show<Record: OwnedRecord>(
        _ type: Record.Type,
        _ request: Request,
        _ context: Context
    ) async throws -> Response {
        let kept: Kept<Record> = try await kept(context)
        let viewer = viewer(of: request, context)
        let page = try await page(kept, RecordDraft(kept.record, in: viewer.timeZone), for: viewer)
        return .page(page.html(address: Record.path(of: kept.id)))
    }

    private func change<Record: OwnedRecord>(
        _ type: Record.Type,
        _ request: Request,
        _ context: Context
    ) async throws -> Response {
        let form = try await Form(of: request, from: try context.signedIn)
        let present: Kept<Record> = try await kept(context)
        let viewer = viewer(of: request, context)
        guard let version = form["version"].flatMap({ Int64($0) }) else { throw HTTPError(.badRequest) }
        var draft = RecordDraft(form, over: present.record, in: viewer.timeZone)
        for field in Record.fields where form["take.\(field.name)"] == "theirs" {
            draft.take(field, from: present.record, in: viewer.timeZone)
        }
        guard version == present.version else { return try await tellStale(draft, version, present, for: viewer) }
        if !draft.isRefused {
            switch try await records.change(present.id, over: version, to: draft.record, by: recordActor(context)) {
            case .saved(let kept): return .redirect(to: Record.path(of: kept.id), type: .normal)
            case .refused(let problems): draft.refuse(problems)
            case .stale(let other): return try await tellStale(draft, version, other, for: viewer)
            case .missing: throw HTTPError(.notFound)
            }
        }
        let page = try await page(present, draft, for: viewer)
        return .page(page.html(address: Record.path(of: present.id)), status: .unprocessableContent)
    }

    private func tellStale<Record: OwnedRecord>(
        _ draft: RecordDraft<Record>,
        _ version: Int64,
        _ present: Kept<Record>,
        for viewer: Viewer
    ) async throws -> Response {
        var page = try await page(present, draft, for: viewer)
        let since = Array(page.history.prefix(Int(clamping: max(0, present.version - version))))
        page.conflicts = RecordConflict.conflicts(draft.record, present, since: since)
        return .page(page.html(address: Record.path(of: present.id)), status: .conflict)
    }

    private func setHidden<Record: OwnedRecord>(
        _ type: Record.Type,
        _ isHidden: Bool,
        _ request: Request,
        _ context: Context
    ) async throws -> Response {
        let form = try await Form(of: request, from: try context.signedIn)
        let present: Kept<Record> = try await kept(context)
        guard let version = form["version"].flatMap({ Int64($0) }) else { throw HTTPError(.badRequest) }
        _ = try await records.setHidden(present.id, over: version, to: isHidden, by: recordActor(context))
        // The card shows what stands there, whoever was first.
        return .redirect(to: Record.path(of: present.id), type: .normal)
    }

    private func kept<Record: OwnedRecord>(_ context: Context) async throws -> Kept<Record> {
        guard let id = context.parameters.get("id").flatMap({ Int64($0) }),
            let kept = try await records.record(RecordID<Record>(id))
        else { throw HTTPError(.notFound) }
        return kept
    }

    private func page<Record: OwnedRecord>(
        _ kept: Kept<Record>?,
        _ draft: RecordDraft<Record>,
        for viewer: Viewer
    ) async throws -> OwnedRecordPage<Record> {
        let history = if let kept { try await records.history(of: kept.id, limit: 100) } else { [Change]() }
        let references = draft.record.references.union(history.references(of: Record.self))
            .union(kept?.record.references ?? [])
        var choices: [RecordReference.Kind: [RecordChoice]] = [:]
        for kind in RecordFields<Record>.choosable { choices[kind] = try await records.choices(of: kind) }
        return OwnedRecordPage(
            kept: kept,
            draft: draft,
            choices: choices,
            history: history,
            texts: RecordTexts(names: try await records.names(of: references), viewer: viewer)
        )
    }
}
