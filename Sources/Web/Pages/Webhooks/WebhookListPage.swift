import ContactCenter

/// All webhooks, with how each does.
struct WebhookListPage {
    var webhooks: [Kept<Webhook>]
    var states: [WebhookID: WebhookState]
    var includesHidden: Bool
    var viewer: Viewer

    private var language: Language { viewer.language }

    func html(address: String) -> HTML {
        let keys: HTML = """
            <span><kbd>Ctrl</kbd> <kbd>Enter</kbd> \(language[.keyAdd])</span>\
            <span><kbd>J</kbd> <kbd>K</kbd> \(language[.keyRows])</span><span><kbd>Enter</kbd> \(language[.keyOpen])</span>
            """
        let hidden = ListAddress("/webhooks").with("hidden", includesHidden ? nil : "1")
        return Shell(title: language[.webhooks], place: .webhooks, statusline: keys).page(
            """
            <div class="page-head"><h1>\(language[.webhooks])</h1>\
            <a class="button quiet" href="\(hidden.html)">\(language[includesHidden ? .recordsHiddenLeave : .recordsHiddenShow])</a>\
            <a class="button primary push" href="\(SitePath.newWebhook)" data-primary>\(Icon.plus.html()) \(language[.recordAdd])</a></div>\
            <p class="muted">\(language[.webhooksAdvice])</p>\(webhooks.isEmpty ? empty : table)
            """,
            address: address,
            for: viewer
        )
    }

    private var empty: HTML {
        """
        <div class="card empty">\(Icon.plug.html())<b>\(language[.webhooksNone])</b><span>\(language[.webhooksNoneAdvice])</span></div>
        """
    }

    private var table: HTML {
        ListTable(
            label: language[.webhooks],
            columns: [
                .init(.fieldName), .init(.webhookURL), .init(.webhookState), .init(.webhookLastDelivered),
                .init(.webhookWaiting, isNumber: true), .init(.webhookGivenUp, isNumber: true),
            ],
            rows: webhooks.map(row)
        ).html(for: viewer)
    }

    private func row(_ kept: Kept<Webhook>) -> HTML {
        let state = states[kept.id]
        let delivered = state?.lastDelivered.map { dayAndTime($0, for: viewer) } ?? "—"
        func figure(_ number: Int?) -> HTML { number.map { $0 > 0 ? "\($0)" : "—" } ?? "—" }
        return """
            <tr data-row><th scope="row"><a href="\(SitePath.webhook(kept.id))">\(foreign(kept.record.name, limit: 60))</a></th>\
            <td>\(foreign(kept.record.url, limit: 80))</td><td>\(WebhookWords.state(kept, state, in: language))</td>\
            <td>\(delivered)</td><td class="num">\(figure(state?.waiting))</td><td class="num">\(figure(state?.failed))</td></tr>
            """
    }
}
