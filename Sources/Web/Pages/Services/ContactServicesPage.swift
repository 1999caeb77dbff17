import ContactCenter

/// What services are offered to a contact's client and by whom, with what was rendered and what is left (requirements S3.28, S3.29).
struct ContactServicesPage {
    /// Why a service was not written down.
    enum Refusal {
        case overLimit(NewRenderedService, PolicyBalance.Rest?)
        case policyGone
        case offerGone
        case tooMuch
        /// Somebody wanted to go beyond a limit and did not say why.
        case noReason(NewRenderedService)
    }

    /// More are narrowed by service or provider.
    static let mostOffers = 200

    var title: String
    var clientName: String?
    var hasClient: Bool
    var account: RenderedServices
    var choice: ServiceChoice
    /// One more than are shown where there are more.
    var offers: [ServiceOffer]
    var services: [RecordChoice]
    var providers: [RecordChoice]
    /// The provider that the list is narrowed to.
    var provider: Provider?
    var rule: OverLimitRule
    var refusal: Refusal?
    var isRendered = false
    var viewer: Viewer

    private var language: Language { viewer.language }
    private var address: HTML { "\(SitePath.contact(account.contact))/services" }
    /// The policy that is to pay.
    private var policy: PolicyBalance? { account.valid.first { $0.policy.id == choice.policy } }
    private var mayAllow: Bool { rule == .supervisor && viewer.may(.policies) }

    var html: HTML {
        let back = SitePath.contact(account.contact)
        return Shell(title: language[.services], place: .registry, statusline: keys).page(
            """
            <div class="page-head"><a class="button quiet square" href="\(back)" aria-label="\(language[.contactBack])" \
            title="\(language[.contactBack])">\(Icon.back.html())</a><h1>\(language(.serviceOfContact, foreign(title)))</h1>\
            <span class="muted">\(foreign(clientName ?? "", limit: 200))</span></div>\(notice)\
            <div class="columns"><div class="stack"><section class="card" id="services"><header><h2>\(language[.services])</h2></header>\
            \(account.table(in: .page))</section>\(offered)</div><aside class="stack">\(limits)\(providerCard)</aside></div>\(toast)
            """,
            address: "\(back.markup)/services",
            for: viewer
        )
    }

    private var keys: HTML {
        """
        <span><kbd>Ctrl</kbd> <kbd>Enter</kbd> \(language[.serviceFind])</span>\
        <span><kbd>J</kbd> <kbd>K</kbd> \(language[.keyRows])</span>
        """
    }

    private var toast: HTML {
        guard isRendered else { return .nothing }
        return """
            <div class="toasts" role="status"><div class="toast good" data-toast>\(Icon.check.html())\
            <b>\(language[.serviceRendered])</b></div></div>
            """
    }

    // MARK: - What was refused

    private var notice: HTML {
        guard let refusal else { return .nothing }
        let (words, form): (HTML, HTML) =
            switch refusal {
            case .overLimit(let new, let rest): (overLimit(rest), allowing(new))
            case .policyGone: (language[.servicePolicyGone], .nothing)
            case .offerGone: (language[.serviceOfferGone], .nothing)
            case .tooMuch:
                (
                    language(
                        .serviceTooMuch,
                        "\(RenderedService.piecesRange.upperBound)",
                        HTML(text: sumText(RenderedService.mostAmount))
                    ), .nothing
                )
            case .noReason(let new): (language[.problemRequired], allowing(new))
            }
        return """
            <div class="notice bad" role="alert" id="refused">\(Icon.warn.html())<div><p>\(words)</p>\(form)</div></div>
            """
    }

    private func overLimit(_ rest: PolicyBalance.Rest?) -> HTML {
        let name = foreign(policy?.policy.record.title ?? "", limit: 270)
        let advice: Phrase = rule == .supervisor ? .serviceAskSupervisor : .serviceOverLimitAdvice
        let words = rest.map { language(.serviceOverLimit, name, text(of: $0)) } ?? language(.serviceNotPaid, name)
        return mayAllow ? words : "\(words) \(language[advice])"
    }

    private func text(of rest: PolicyBalance.Rest) -> HTML {
        let parts = [
            rest.pieces.map { "\($0) \(language[.servicePiecesInShort])" as HTML },
            rest.amount.map { HTML(text: sumText($0)) },
        ].compactMap(\.self)
        return parts.isEmpty ? language[.serviceUnbounded] : parts.joined(" · ")
    }

    private func allowing(_ new: NewRenderedService) -> HTML {
        guard mayAllow else { return .nothing }
        return """
            <form method="post" action="\(address)">\(given(new.offer, new.policy))\
            <input type="hidden" name="pieces" value="\(new.pieces)"><input type="hidden" name="allow" value="1">\
            <div class="field"><label for="reason">\(language[.serviceReason])</label>\
            <input class="input" id="reason" name="reason" required maxlength="\(RenderedService.longestReason)" autocomplete="off" \
            autofocus></div><button class="button" data-primary>\(language[.serviceRenderAnyway])</button></form>
            """
    }

    // MARK: - What is offered

    private var offered: HTML {
        let rows = offers.prefix(Self.mostOffers).map(row)
        let table: HTML =
            rows.isEmpty
            ? "<p class=\"body muted\">\(language[.serviceNoOffers])</p>"
            : """
            <div class="scroll" tabindex="0" role="region" aria-label="\(language[.serviceOffers])"><table class="table"><thead><tr>\
            <th scope="col">\(language[.serviceName])</th><th scope="col">\(language[.providerName])</th>\
            <th scope="col" class="num">\(language[.servicePrice])</th><th scope="col">\(language[.serviceRest])</th>\
            <th scope="col">\(language[.servicePiecesInShort])</th></tr></thead><tbody>\(rows)</tbody></table></div>
            """
        let more: HTML =
            offers.count > Self.mostOffers
            ? "<p class=\"notice\">\(language(.serviceMoreOffers, "\(Self.mostOffers)"))</p>" : .nothing
        return """
            <section class="card" id="offers"><header><h2>\(language[.serviceOffers])</h2></header>\(filter)\(table)\(more)</section>
            """
    }

    private var filter: HTML {
        let policies =
            account.valid.map {
                selectOption(
                    $0.policy.id.description,
                    foreignOption($0.policy.record.title),
                    isChosen: $0.policy.id == choice.policy
                )
            }
            + [selectOption(ServiceChoice.nobody, language[.policyNone], isChosen: policy == nil)]
        func select(_ name: String, _ words: Phrase, _ options: [HTML]) -> HTML {
            """
            <div class="field"><label for="choose-\(name)">\(language[words])</label>\
            <select class="input" id="choose-\(name)" name="\(name)">\(options)</select></div>
            """
        }
        func options(_ choices: [RecordChoice], _ chosen: Int64?) -> [HTML] {
            [selectOption("", language[.serviceAny])]
                + choices.map { selectOption(String($0.id), foreignOption($0.name), isChosen: $0.id == chosen) }
        }
        let first = hasClient ? select("policy", .policyName, policies) : .nothing
        return """
            <form class="body service-filter" method="get" action="\(address)">\(first)\
            \(select("service", .serviceName, options(services, choice.service?.rawValue)))\
            \(select("provider", .providerName, options(providers, choice.provider?.rawValue)))\
            <button class="button" data-primary>\(language[.serviceFind])</button></form>
            """
    }

    private func row(_ offer: ServiceOffer) -> HTML {
        let rest = policy.map { $0.rest(for: offer.service) } ?? PolicyBalance.Rest()
        let isSpent = !(rest?.suffices(for: .init(pieces: 1, amount: offer.price)) ?? false)
        let left: HTML =
            isSpent
            ? "<span class=\"pill bad\">\(language[.serviceSpent])</span>" : text(of: rest ?? PolicyBalance.Rest())
        return """
            <tr data-row><th scope="row">\(foreign(offer.serviceName, limit: 200))</th>\
            <td><a href="\(address)?\(choice.query(provider: offer.provider))">\(foreign(offer.providerName, limit: 200))</a></td>\
            <td class="num">\(sumText(offer.price))</td><td>\(left)</td><td>\(isSpent && !mayAllow ? .nothing : form(for: offer))</td></tr>
            """
    }

    private func form(for offer: ServiceOffer) -> HTML {
        let range = RenderedService.piecesRange
        return """
            <form class="inline service-pieces" method="post" action="\(address)">\(given(offer.id, policy?.policy.id))\
            <input class="input" type="number" name="pieces" value="1" min="\(range.lowerBound)" max="\(range.upperBound)" required \
            aria-label="\(language[.servicePiecesInShort])"><button class="button">\(language[.serviceRender])</button></form>
            """
    }

    /// What each form that writes one down says, beside how many.
    private func given(_ offer: ServicePriceID, _ policy: PolicyID?) -> HTML {
        """
        \(viewer.formToken)<input type="hidden" name="offer" value="\(offer.description)">\
        <input type="hidden" name="policy" value="\(policy?.description ?? ServiceChoice.nobody)">\
        <input type="hidden" name="service" value="\(choice.service?.description ?? "")">\
        <input type="hidden" name="provider" value="\(choice.provider?.description ?? "")">
        """
    }

    // MARK: - Beside it

    private var limits: HTML {
        guard hasClient else { return "<p class=\"notice\">\(language[.serviceNoClient])</p>" }
        let body: HTML =
            account.valid.isEmpty ? "<p class=\"body muted\">\(language[.policyNoneOfClient])</p>" : account.limits
        return """
            <section class="card" id="policies"><header><h2>\(language[.policies])</h2></header>\(body)</section>
            """
    }

    /// All that is known of who is chosen (requirement S3.30).
    private var providerCard: HTML {
        guard let provider else { return .nothing }
        let texts = RecordTexts(names: [:], viewer: viewer)
        let rows = Provider.fields.compactMap { field -> HTML? in
            let value = field.value(in: provider)
            guard value != .nothing else { return nil }
            let name = RecordWords.label(of: field.name, in: .providers).map { language[$0] } ?? HTML(text: field.name)
            return "<dt>\(name)</dt><dd>\(texts.html(value, of: field, limit: 4_000, isCallable: true))</dd>"
        }
        return """
            <section class="card" id="provider"><header><h2>\(language[.providerName])</h2></header>\
            <div class="body"><dl class="facts provider-facts">\(rows)</dl></div></section>
            """
    }
}
