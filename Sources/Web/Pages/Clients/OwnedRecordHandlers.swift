import ContactCenter
import Foundation
import Hummingbird

/// Vehicles, documents, policies and their limits, by the same pages.
extension Site {
    func showNew<Record: OwnedRecord>(_ type: Record.Type) -> Handler {
        { request, context in
            let viewer = viewer(of: request, context)
            let record = Record(asked: Self.asked(request), now: now())
            let card = try await card(nil, RecordDraft(record, in: viewer.timeZone), for: viewer)
            return .page(OwnedRecordPage(card: card).html(address: request.addressWithoutLanguage))
        }
    }

    func add<Record: OwnedRecord>(
        _ save: @escaping @Sendable (Record, RecordAuthor) async throws -> Saving<Record>
    ) -> Handler {
        { request, context in
            let form = try await Form(of: request, from: try context.signedIn)
            let author = try author(context)
            let record = Record(asked: { name in form[name].flatMap { Int64($0) } }, now: now())
            return response(
                to: try await add(form, over: record, for: viewer(of: request, context)) { try await save($0, author) }
            )
        }
    }

    func show<Record: OwnedRecord>(_ type: Record.Type) -> Handler {
        { request, context in
            let kept = try await record(type, context)
            let viewer = viewer(of: request, context)
            var record = kept.record
            record.take(asked: Self.asked(request))
            let card = try await card(kept, RecordDraft(record, in: viewer.timeZone), for: viewer)
            var page = OwnedRecordPage(card: card)
            if Record.kind == .policies { page.limits = try await limits(of: PolicyID(kept.id.rawValue), for: viewer) }
            return .page(page.html(address: Record.path(of: kept.id)))
        }
    }

    func change<Record: OwnedRecord>(_ type: Record.Type) -> Handler {
        { request, context in response(to: try await change(type, request, context)) }
    }

    func setHidden<Record: OwnedRecord>(_ isHidden: Bool, _ type: Record.Type) -> Handler {
        { request, context in response(to: try await setHidden(type, isHidden, request, context)) }
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
