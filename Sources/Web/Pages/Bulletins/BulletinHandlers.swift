import ContactCenter
import Foundation
import Hummingbird

/// What answers at the addresses of bulletins.
extension Site {
    private static var mostBulletins: Int { 300 }

    @Sendable func showBulletins(_ request: Request, _ context: Context) async throws -> Response {
        let shown = try await bulletins.bulletins(for: context.signedIn.user.id, at: now())
        return .page(BulletinsPage(bulletins: shown, viewer: viewer(of: request, context)).html)
    }

    @Sendable func readBulletin(_ request: Request, _ context: Context) async throws -> Response {
        let reader = try context.signedIn
        _ = try await Form(of: request, from: reader)
        guard try await bulletins.read(try recordID(context), by: reader.user.id, at: now()) else {
            throw HTTPError(.notFound)
        }
        return .redirect(to: BulletinsPage.path, type: .normal)
    }

    // MARK: - For who writes them

    @Sendable func showAllBulletins(_ request: Request, _ context: Context) async throws -> Response {
        let all = try await bulletins.all(limit: Self.mostBulletins)
        return .page(BulletinListPage(bulletins: all, viewer: viewer(of: request, context)).html)
    }

    @Sendable func showNewBulletin(_ request: Request, _ context: Context) async throws -> Response {
        let viewer = viewer(of: request, context)
        let card = try await card(nil, RecordDraft(newBulletin(), in: viewer.timeZone), for: viewer)
        return .page(BulletinPage(card: card).html)
    }

    @Sendable func addBulletin(_ request: Request, _ context: Context) async throws -> Response {
        let form = try await Form(of: request, from: try context.signedIn)
        let author = try author(context)
        var fresh = newBulletin()
        (fresh.createdAt, fresh.createdBy) = (author.at, author.user)
        let outcome = try await add(form, over: fresh, for: viewer(of: request, context)) {
            try await records.add($0, by: author)
        }
        return try await response(to: outcome)
    }

    /// Of today, from now on.
    private func newBulletin() -> Bulletin {
        let calendar = BusinessCalendar(configuration.timeZone)
        var bulletin = Bulletin()
        bulletin.from = now()
        bulletin.until = calendar.start(of: calendar.day(of: now()) + 1)
        bulletin.createdAt = now()
        return bulletin
    }

    @Sendable func showBulletin(_ request: Request, _ context: Context) async throws -> Response {
        let kept = try await record(Bulletin.self, context)
        let viewer = viewer(of: request, context)
        let card = try await card(kept, RecordDraft(kept.record, in: viewer.timeZone), for: viewer)
        var page = BulletinPage(card: card, readings: try await bulletins.readings(of: kept.id))
        page.isSaved = request.uri.queryParameters["done"] != nil
        return .page(page.html)
    }

    @Sendable func changeBulletin(_ request: Request, _ context: Context) async throws -> Response {
        try await response(to: try await change(Bulletin.self, request, context))
    }

    @Sendable func hideBulletin(_ request: Request, _ context: Context) async throws -> Response {
        try await response(to: try await setHidden(Bulletin.self, true, request, context))
    }

    @Sendable func restoreBulletin(_ request: Request, _ context: Context) async throws -> Response {
        try await response(to: try await setHidden(Bulletin.self, false, request, context))
    }

    private func response(to outcome: RecordOutcome<Bulletin>) async throws -> Response {
        switch outcome {
        case .saved(let kept): return .redirect(to: "\(BulletinsPage.path(of: kept.id))?done=1", type: .normal)
        case .shown(let card, let status):
            var page = BulletinPage(card: card)
            if let kept = card.kept { page.readings = try await bulletins.readings(of: kept.id) }
            return .page(page.html, status: status)
        }
    }
}
