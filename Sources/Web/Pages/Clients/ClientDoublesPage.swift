import ContactCenter

/// Clients that are likely one, each pair with what both have.
struct ClientDoublesPage: Sendable {
    var pairs: [LikelyDouble]
    var clients: [ClientID: FoundClient]
    var viewer: Viewer

    static let limit = 100

    private var language: Language { viewer.language }

    func html(address: String) -> HTML {
        let rows = pairs.compactMap { pair -> HTML? in
            guard let first = clients[pair.first], let second = clients[pair.second] else { return nil }
            return """
                <tr data-row><th scope="row">\(common(pair.common))</th>\
                <td>\(cell(first))</td><td>\(cell(second))</td>\
                <td>\(merge(second, into: first))</td></tr>
                """
        }
        let columns: [Phrase] = [.clientDoublesCommon, .clientFirst, .clientSecond]
        let table: HTML =
            rows.isEmpty
            ? "<div class=\"empty\">\(Icon.people.html())<b>\(language[.clientDoublesNone])</b></div>"
            : """
            <div class="scroll" tabindex="0" role="region" aria-label="\(language[.clientDoubles])"><table class="table two-lines">\
            <thead><tr>\(columns.map { "<th scope=\"col\">\(language[$0])</th>" as HTML })<th></th></tr></thead>\
            <tbody>\(rows)</tbody></table></div>
            """
        return Shell(title: language[.clientDoubles], place: .clients).page(
            """
            <div class="page-head"><h1>\(language[.clientDoubles])</h1><span class="muted">\(language[.clientDoublesAdvice])</span></div>
            <section class="card list">\(table)</section>
            """,
            address: address,
            for: viewer
        )
    }

    private func common(_ common: LikelyDouble.Common) -> HTML {
        switch common {
        case .number(let number): "<span class=\"phone\">\(viewer.callable(number.rawValue))</span>"
        case .email(let text), .vehicle(let text): foreign(text)
        }
    }

    private func cell(_ client: FoundClient) -> HTML {
        let vehicles = client.vehicles.prefix(2).map { ClientSearchBox.vehicleText($0) }.joined(" · ")
        return "<a href=\"\(SitePath.client(client.id))\">\(foreign(client.name))</a><small>\(vehicles)</small>"
    }

    /// The one who was there first stays.
    private func merge(_ part: FoundClient, into whole: FoundClient) -> HTML {
        """
        <form method="post" action="\(SitePath.client(whole.id))/merge">\(viewer.formToken)\
        <input type="hidden" name="part" value="\(part.id.rawValue)"><button class="button">\(language[.clientMerge])</button></form>
        """
    }
}
