import ContactCenter
import Foundation
import Hummingbird

/// Vehicles, documents, policies and their limits, by the same pages.
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
        response(to: try await change(Vehicle.self, request, context))
    }

    @Sendable func hideVehicle(_ request: Request, _ context: Context) async throws -> Response {
        response(to: try await setHidden(Vehicle.self, true, request, context))
    }

    @Sendable func restoreVehicle(_ request: Request, _ context: Context) async throws -> Response {
        response(to: try await setHidden(Vehicle.self, false, request, context))
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
        response(to: try await change(Document.self, request, context))
    }

    @Sendable func hideDocument(_ request: Request, _ context: Context) async throws -> Response {
        response(to: try await setHidden(Document.self, true, request, context))
    }

    @Sendable func restoreDocument(_ request: Request, _ context: Context) async throws -> Response {
        response(to: try await setHidden(Document.self, false, request, context))
    }

    @Sendable func showNewPolicy(_ request: Request, _ context: Context) async throws -> Response {
        try await offer(Policy.self, request, context)
    }

    @Sendable func addPolicy(_ request: Request, _ context: Context) async throws -> Response {
        try await add(request, context) { try await records.add($0 as Policy, by: $1) }
    }

    @Sendable func showPolicy(_ request: Request, _ context: Context) async throws -> Response {
        try await show(Policy.self, request, context)
    }

    @Sendable func changePolicy(_ request: Request, _ context: Context) async throws -> Response {
        response(to: try await change(Policy.self, request, context))
    }

    @Sendable func hidePolicy(_ request: Request, _ context: Context) async throws -> Response {
        response(to: try await setHidden(Policy.self, true, request, context))
    }

    @Sendable func restorePolicy(_ request: Request, _ context: Context) async throws -> Response {
        response(to: try await setHidden(Policy.self, false, request, context))
    }

    @Sendable func showNewPolicyLimit(_ request: Request, _ context: Context) async throws -> Response {
        try await offer(PolicyLimit.self, request, context)
    }

    @Sendable func addPolicyLimit(_ request: Request, _ context: Context) async throws -> Response {
        try await add(request, context) { try await records.add($0 as PolicyLimit, by: $1) }
    }

    @Sendable func showPolicyLimit(_ request: Request, _ context: Context) async throws -> Response {
        try await show(PolicyLimit.self, request, context)
    }

    @Sendable func changePolicyLimit(_ request: Request, _ context: Context) async throws -> Response {
        response(to: try await change(PolicyLimit.self, request, context))
    }

    @Sendable func hidePolicyLimit(_ request: Request, _ context: Context) async throws -> Response {
        response(to: try await setHidden(PolicyLimit.self, true, request, context))
    }

    @Sendable func restorePolicyLimit(_ request: Request, _ context: Context) async throws -> Response {
        response(to: try await setHidden(PolicyLimit.self, false, request, context))
    }

    // MARK: -

    private func offer<Record: OwnedRecord>(
        _ type: Record.Type,
        _ request: Request,
        _ context: Context
    ) async throws -> Response {
        let viewer = viewer(of: request, context)
        let record = Record(asked: Self.asked(request), now: now())
        let card = try await card(nil, RecordDraft(record, in: viewer.timeZone), for: viewer)
        return .page(OwnedRecordPage(card: card).html(address: request.addressWithoutLanguage))
    }

    private func add<Record: OwnedRecord>(
        _ request: Request,
        _ context: Context,
        _ add: (Record, RecordAuthor) async throws -> Saving<Record>
    ) async throws -> Response {
        let form = try await Form(of: request, from: try context.signedIn)
        let author = try author(context)
        let record = Record(asked: { name in form[name].flatMap { Int64($0) } }, now: now())
        return response(
            to: try await self.add(form, over: record, for: viewer(of: request, context)) { try await add($0, author) }
        )
    }

    private func show<Record: OwnedRecord>(
        _ type: Record.Type,
        _ request: Request,
        _ context: Context
    ) async throws -> Response {
        let kept = try await record(type, context)
        let viewer = viewer(of: request, context)
        var record = kept.record
        record.take(asked: Self.asked(request))
        let card = try await card(kept, RecordDraft(record, in: viewer.timeZone), for: viewer)
        var page = OwnedRecordPage(card: card)
        if Record.kind == .policies { page.limits = try await limits(of: PolicyID(kept.id.rawValue), for: viewer) }
        return .page(page.html(address: Record.path(of: kept.id)))
    }

    private static func asked(_ request: Request) -> (String) -> Int64? {
        { name in request.uri.queryParameters[Substring(name)].flatMap { Int64($0) } }
    }

    private func response<Record: OwnedRecord>(to outcome: RecordOutcome<Record>) -> Response {
        switch outcome {
        case .saved(let kept): return .redirect(to: Record.path(after: kept), type: .normal)
        case .shown(let card, let status):
            let address = card.kept.map { Record.path(of: $0.id) } ?? Record.path
            return .page(OwnedRecordPage(card: card).html(address: address), status: status)
        }
    }
}
