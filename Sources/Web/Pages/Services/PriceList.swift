import ContactCenter

/// What services cost at a provider, on that provider's card.
struct PriceList: Sendable {
    /// More are looked through in the directory.
    static let most = 500

    var provider: ProviderID
    var offers: [ServiceOffer]
    var viewer: Viewer

    private var language: Language { viewer.language }

    var html: HTML {
        let path = Directory.servicePrices
        let rows = offers.prefix(Self.most).map { offer -> HTML in
            """
            <tr data-row><th scope="row"><a href="\(path.path(of: offer.id))">\(foreign(offer.serviceName, limit: 200))</a></th>\
            <td class="num">\(sumText(offer.price))</td></tr>
            """
        }
        let table: HTML =
            rows.isEmpty
            ? "<p class=\"body muted\">\(language[.priceListEmpty])</p>"
            : """
            <div class="scroll" tabindex="0" role="region" aria-label="\(language[.priceList])"><table class="table"><thead><tr>\
            <th scope="col">\(language[.serviceName])</th><th scope="col" class="num">\(language[.servicePrice])</th></tr></thead>\
            <tbody>\(rows)</tbody></table></div>
            """
        return """
            <section class="card" id="prices"><header><h2>\(language[.priceList])</h2>\
            <a class="button small push" href="\(path.newPath)?provider_id=\(provider.description)">\(Icon.plus.html()) \
            \(language[.priceAdd])</a></header>\(table)</section>
            """
    }
}

extension Site {
    func priceList(of provider: ProviderID, for viewer: Viewer) async throws -> PriceList {
        var filter = ServiceOfferFilter()
        filter.provider = provider
        return PriceList(
            provider: provider,
            offers: try await services.offers(filter, limit: PriceList.most),
            viewer: viewer
        )
    }
}
