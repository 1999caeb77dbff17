import ContactCenter

/// What was rendered in a contact, what it costs, and what is left of the client's policies (requirements S3.29, S3.31).
struct RenderedServices: Sendable {
    /// Where a line is taken off: one comes back there.
    enum Home: String, Sendable {
        case card
        case page
    }

    var contact: ContactID
    var rendered: [RenderedService]
    /// The client's policies.
    var balances: [PolicyBalance]
    /// Of the services that the limits are about.
    var names: [ServiceID: String]
    /// Nothing is added or taken off where the contact is hidden.
    var isClosed = false
    var viewer: Viewer

    private var language: Language { viewer.language }
    private var address: HTML { "\(SitePath.contact(contact))/services" }

    /// Those that are good today.
    var valid: [PolicyBalance] { balances.filter { $0.policy.record.isValid(on: viewer.today) } }

    /// On the card of the contact.
    var card: HTML {
        let add: HTML =
            isClosed
            ? .nothing
            : """
            <a class="button small push" href="\(address)" data-key="KeyU">\(Icon.plus.html()) \(language[.serviceAdd]) <kbd>U</kbd></a>
            """
        return """
            <section class="card" id="services"><header><h2>\(language[.services])</h2>\(add)</header>\(table(in: .card))\(limits)</section>
            """
    }

    func table(in home: Home) -> HTML {
        guard !rendered.isEmpty else { return "<p class=\"body muted\">\(language[.serviceNone])</p>" }
        let total = rendered.reduce(0) { $0 + $1.amount }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(language[.services])"><table class="table rendered"><thead><tr>\
            <th scope="col">\(language[.serviceName])</th><th scope="col">\(language[.providerName])</th>\
            <th scope="col" class="num">\(language[.servicePiecesInShort])</th><th scope="col" class="num">\(language[.servicePrice])</th>\
            <th scope="col" class="num">\(language[.serviceSum])</th><th scope="col">\(language[.serviceRemove])</th></tr></thead>\
            <tbody>\(rendered.map { row($0, in: home) })</tbody>\
            <tfoot><tr><th scope="row" colspan="4">\(language[.serviceTotal])</th><td class="num"><b>\(sumText(total))</b></td><td></td></tr>\
            </tfoot></table></div>
            """
    }

    private func row(_ service: RenderedService, in home: Home) -> HTML {
        let policy = service.policyTitle.map { foreign($0, limit: 120) } ?? language[.policyNone]
        let reason = service.reason.map { reason -> HTML in
            " <span class=\"pill warn\">\(language[.serviceAllowed])</span> \(foreign(reason, limit: 400))"
        }
        return """
            <tr data-row><th scope="row">\(foreign(service.serviceName, limit: 200))<small>\(policy)\(reason ?? .nothing)</small></th>\
            <td>\(foreign(service.providerName, limit: 200))</td><td class="num">\(service.pieces)</td>\
            <td class="num">\(sumText(service.price))</td><td class="num">\(sumText(service.amount))</td><td>\(removal(of: service, in: home))</td></tr>
            """
    }

    private func removal(of service: RenderedService, in home: Home) -> HTML {
        guard !isClosed else { return .nothing }
        let words = language(.serviceRemoveOf, HTML(text: shortened(service.serviceName, to: 60)))
        return """
            <form method="post" action="\(address)/remove">\(viewer.formToken)<input type="hidden" name="id" value="\(service.id.rawValue)">\
            <input type="hidden" name="home" value="\(home.rawValue)"><button class="button quiet small square" aria-label="\(words)" \
            title="\(words)">\(Icon.cross.html())</button></form>
            """
    }

    /// What is left of each policy that is good today.
    var limits: HTML {
        let parts = valid.map { balance -> HTML in
            let table = PolicyLimits(balance: balance, services: names, viewer: viewer).table(isKept: false)
            return "<div class=\"policy\">\(policyHead(balance, for: viewer))\(table)</div>"
        }
        return "\(parts)"
    }
}

extension Site {
    /// - Returns: `nil` where there is nothing to show and nothing to offer.
    func renderedServices(of contact: Kept<Contact>, for viewer: Viewer) async throws -> RenderedServices? {
        let account = try await serviceAccount(of: contact, for: viewer)
        guard account.rendered.isEmpty, account.balances.isEmpty else { return account }
        return try await services.offers(ServiceOfferFilter(), limit: 1).isEmpty ? nil : account
    }

    func serviceAccount(of contact: Kept<Contact>, for viewer: Viewer) async throws -> RenderedServices {
        var balances: [PolicyBalance] = []
        if let client = contact.record.client { balances = try await services.balances(of: client) }
        return RenderedServices(
            contact: contact.id,
            rendered: try await services.rendered(in: contact.id),
            balances: balances,
            names: try await serviceNames(of: balances),
            isClosed: contact.isHidden,
            viewer: viewer
        )
    }
}
