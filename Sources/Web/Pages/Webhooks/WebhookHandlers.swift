import ContactCenter
import Foundation
import Hummingbird

/// Webhooks: keeping them, trying them, looking at what became of their messages.
extension Site {
    private static var mostDeliveries: Int { 100 }
    /// How long the page with the button waits for what becomes of a test.
    private static var testPatience: Duration { .seconds(6) }

    @Sendable func showWebhooks(_ request: Request, _ context: Context) async throws -> Response {
        let includesHidden = request.uri.queryParameters["hidden"] != nil
        let page = WebhookListPage(
            webhooks: try await records.records(of: Webhook.self, includingHidden: includesHidden),
            states: try await webhooks.store.states(),
            includesHidden: includesHidden,
            viewer: viewer(of: request, context)
        )
        return .page(page.html(address: request.addressWithoutLanguage))
    }

    @Sendable func showNewWebhook(_ request: Request, _ context: Context) async throws -> Response {
        let viewer = viewer(of: request, context)
        let card = try await card(nil, RecordDraft(Webhook(), in: viewer.timeZone), for: viewer)
        return .page(WebhookCardPage(card: card).html)
    }

    @Sendable func addWebhook(_ request: Request, _ context: Context) async throws -> Response {
        let form = try await Form(of: request, from: try context.signedIn)
        let author = try author(context)
        let viewer = viewer(of: request, context)
        var secret = ""
        do {
            let outcome = try await add(form, over: Webhook(), for: viewer) { webhook in
                let added = try await webhooks.add(webhook, by: author)
                secret = added.secret
                return added.saving
            }
            switch outcome {
            case .saved(let kept): return try await webhookPage(kept, .secret(secret), viewer)
            case .shown(let card, let status): return .page(WebhookCardPage(card: card).html, status: status)
            }
        } catch let error as SealingError {
            let draft = RecordDraft(form, over: Webhook(), in: viewer.timeZone)
            let page = WebhookCardPage(card: try await card(nil, draft, for: viewer), told: .noKey(error))
            return .page(page.html, status: .internalServerError)
        }
    }

    @Sendable func showWebhook(_ request: Request, _ context: Context) async throws -> Response {
        let told: WebhookCardPage.Told? = request.uri.queryParameters["done"] == "saved" ? .saved : nil
        return try await webhookPage(record(Webhook.self, context), told, viewer(of: request, context))
    }

    @Sendable func changeWebhook(_ request: Request, _ context: Context) async throws -> Response {
        try await response(to: change(Webhook.self, request, context), request, context)
    }

    @Sendable func hideWebhook(_ request: Request, _ context: Context) async throws -> Response {
        try await response(to: setHidden(Webhook.self, true, request, context), request, context)
    }

    @Sendable func restoreWebhook(_ request: Request, _ context: Context) async throws -> Response {
        try await response(to: setHidden(Webhook.self, false, request, context), request, context)
    }

    @Sendable func testWebhook(_ request: Request, _ context: Context) async throws -> Response {
        _ = try await Form(of: request, from: try context.signedIn)
        let kept = try await record(Webhook.self, context)
        let delivery = try await webhooks.test(kept.id, by: author(context), patience: Self.testPatience)
        return try await webhookPage(kept, .tested(delivery), viewer(of: request, context))
    }

    @Sendable func renewWebhookSecret(_ request: Request, _ context: Context) async throws -> Response {
        _ = try await Form(of: request, from: try context.signedIn)
        let kept = try await record(Webhook.self, context)
        let viewer = viewer(of: request, context)
        do {
            guard let secret = try await webhooks.renewSecret(of: kept.id, by: author(context)) else {
                throw HTTPError(.notFound)
            }
            return try await webhookPage(record(Webhook.self, context), .secret(secret), viewer)
        } catch let error as SealingError {
            return try await webhookPage(kept, .noKey(error), viewer)
        }
    }

    @Sendable func sendWebhookAgain(_ request: Request, _ context: Context) async throws -> Response {
        let form = try await Form(of: request, from: try context.signedIn)
        let kept = try await record(Webhook.self, context)
        guard let delivery = form["delivery"].flatMap({ Int64($0) }) else { throw HTTPError(.badRequest) }
        guard try await webhooks.store.sendAgain(delivery, to: kept.id, at: now()) else { throw HTTPError(.notFound) }
        return try await webhookPage(kept, .sentAgain, viewer(of: request, context))
    }

    private func webhookPage(
        _ kept: Kept<Webhook>,
        _ told: WebhookCardPage.Told?,
        _ viewer: Viewer
    ) async throws -> Response {
        let card = try await card(kept, RecordDraft(kept.record, in: viewer.timeZone), for: viewer)
        return .page(try await webhookPage(card, told).html)
    }

    private func webhookPage(
        _ card: RecordCard<Webhook>,
        _ told: WebhookCardPage.Told? = nil
    ) async throws -> WebhookCardPage {
        guard let id = card.kept?.id else { return WebhookCardPage(card: card, told: told) }
        return WebhookCardPage(
            card: card,
            state: try await webhooks.store.states()[id],
            deliveries: try await webhooks.store.deliveries(of: id, limit: Self.mostDeliveries),
            told: told
        )
    }

    private func response(
        to outcome: RecordOutcome<Webhook>,
        _ request: Request,
        _ context: Context
    ) async throws -> Response {
        switch outcome {
        case .saved(let kept):
            return .redirect(to: "\(SitePath.webhook(kept.id).markup)?done=saved", type: .normal)
        case .shown(let card, let status):
            return .page(try await webhookPage(card).html, status: status)
        }
    }
}
