import ContactCenter
import Foundation

/// A webhook: what it listens to, what it was sent, its history. Also the form for a new one.
struct WebhookCardPage {
    enum Told {
        case saved
        /// The secret, which is not shown again.
        case secret(String)
        /// There is no key to seal a secret with.
        case noKey(SealingError)
        /// What became of a test; it may still be on its way.
        case tested(WebhookDelivery?)
        case sentAgain
    }

    var card: RecordCard<Webhook>
    var state: WebhookState?
    /// The latest first.
    var deliveries: [WebhookDelivery] = []
    var told: Told?

    private var viewer: Viewer { card.texts.viewer }
    private var language: Language { viewer.language }

    var html: HTML {
        let keys: HTML = "<span><kbd>Ctrl</kbd> <kbd>Enter</kbd> \(language[.keySave])</span>"
        let title = card.kept.map { foreign($0.record.name, limit: 60) } ?? language[.webhookNew]
        let address = card.kept.map { SitePath.webhook($0.id) } ?? SitePath.webhooks
        let pill = card.kept.map { WebhookWords.state($0, state, in: language) } ?? .nothing
        return Shell(
            title: card.kept == nil ? language[.webhookNew] : language[.webhook],
            place: .webhooks,
            statusline: keys
        )
        .page(
            """
            <div class="page-head"><a class="button quiet square" href="\(SitePath.webhooks)" \
            aria-label="\(language[.recordToList])" title="\(language[.recordToList])">\(Icon.back.html())</a>\
            <h1>\(title)</h1>\(pill)</div>\
            \(notice)\(card.notices)\(card.form(to: address.markup))\(acts)\(list)\(card.changes)
            """,
            address: card.kept == nil ? SitePath.newWebhook.markup : address.markup,
            for: viewer
        )
    }

    private var notice: HTML {
        func notice(_ tone: HTML, _ icon: Icon, _ words: HTML) -> HTML {
            "<p class=\"notice \(tone)\" role=\"status\">\(icon.html())<span>\(words)</span></p>"
        }
        switch told {
        case nil: return .nothing
        case .saved: return notice("good", .check, language[.recordSaved])
        case .sentAgain: return notice("good", .check, language[.webhookSentAgain])
        case .secret(let secret):
            return notice(
                "good",
                .check,
                "<b>\(language[.webhookSecret])</b> <code class=\"secret\">\(secret)</code><br>\(language[.webhookSecretAdvice])"
            )
        case .noKey(let error):
            return notice("bad", .warn, "<b>\(language[.webhookNoKey])</b> \(error.description)")
        case .tested(let delivery):
            guard let outcome = delivery?.outcome else { return notice("", .calendar, language[.webhookTestWaits]) }
            return outcome.isDelivered
                ? notice("good", .check, language[.webhookTestArrived])
                : notice(
                    "bad",
                    .warn,
                    "<b>\(language[.webhookTestFailed])</b> \(WebhookWords.outcome(outcome, in: language))"
                )
        }
    }

    /// What is done to it beside changing its fields.
    private var acts: HTML {
        guard let kept = card.kept, !kept.isHidden else { return .nothing }
        let address = SitePath.webhook(kept.id)
        let test: HTML =
            kept.record.isOn
            ? "<button class=\"button\" formaction=\"\(address)/test\">\(language[.webhookTest])</button>" : .nothing
        return """
            <form class="filters" method="post">\(viewer.formToken)\(test)\
            <button class="button" formaction="\(address)/secret">\(language[.webhookNewSecret])</button>\
            <span class="muted">\(language[.webhookNewSecretAdvice])</span></form>
            """
    }

    private var list: HTML {
        guard let kept = card.kept else { return .nothing }
        guard !deliveries.isEmpty else {
            return """
                <section class="card"><header><h2>\(language[.webhookDeliveries])</h2></header>\
                <p class="body muted">\(language[.webhookNothingSent])</p></section>
                """
        }
        let table = ListTable(
            label: language[.webhookDeliveries],
            columns: [
                .init(.webhookAt), .init(.webhookEvent), .init(.webhookState), .init(.webhookAttempts, isNumber: true),
                .init(.webhookAnswer), .init(.webhookSendAgain),
            ],
            rows: deliveries.map { row($0, of: kept) }
        )
        return """
            <h2>\(language[.webhookDeliveries])</h2><form method="post" action="\(SitePath.webhook(kept.id))/again" \
            class="deliveries">\(viewer.formToken)\(table.html(for: viewer))</form>
            """
    }

    private func row(_ delivery: WebhookDelivery, of kept: Kept<Webhook>) -> HTML {
        let event = WebhookEvent(rawValue: delivery.event).map(WebhookWords.event) ?? .webhookTestEvent
        let state: HTML =
            switch delivery.state {
            case .waiting(let next) where next <= viewer.now: language[.webhookWaitsNow]
            case .waiting(let next): language(.webhookWaitsUntil, dayAndTime(next, for: viewer))
            case .delivered(let at):
                "<span class=\"pill good\">\(language[.webhookDelivered])</span> \(clockTime(at, for: viewer))"
            case .failed: "<span class=\"pill bad\">\(language[.webhookFailed])</span>"
            }
        let answer = delivery.outcome.map { WebhookWords.outcome($0, in: language) } ?? "—"
        let again: HTML =
            kept.isHidden
            ? .nothing
            : """
            <button class="button small" name="delivery" value="\(delivery.id)">\(language[.webhookSendAgain])</button>
            """
        return """
            <tr data-row><th scope="row">\(dayAndSecondsTime(delivery.at, for: viewer))</th>\
            <td>\(language[event])<small>\(delivery.event)</small></td><td>\(state)</td>\
            <td class="num">\(delivery.attempts)</td><td>\(answer)</td><td>\(again)</td></tr>
            """
    }
}
