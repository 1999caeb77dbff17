import ContactCenter

/// Several clients, or none, are known by what somebody typed to narrow the registry (requirement S0.45).
struct RegistryClientChoice {
    var typed: String
    var found: [FoundClient]
    var list: RegistryList
    var viewer: Viewer

    var html: HTML {
        let language = viewer.language
        let rows = found.map { client -> HTML in
            let phones = client.phones.prefix(2).map { viewer.callable($0.number) }.joined(", ")
            let vehicle = foreign(client.vehicles.first?.title ?? "")
            let address = list.top.with(RegistryList.Field.client, "\(client.id)")
            return """
                <li data-row><span class="grow"><a href="\(address.html)" data-choice>\(foreign(client.name))</a>\
                <small><span class="phone">\(phones)</span> \(vehicle)</small></span></li>
                """
        }
        let body: HTML =
            rows.isEmpty
            ? "<p class=\"body muted\">\(language(.registryNoSuchClient, foreign(typed)))</p>"
            : "<ul class=\"rows\">\(rows)</ul>"
        return Shell(title: language[list.kind.place.name], place: list.kind.place).page(
            """
            <div class="page-head"><a class="button quiet square" href="\(list.top.html)" \
            aria-label="\(language[.contactBack])" title="\(language[.contactBack])">\(Icon.back.html())</a>\
            <h1>\(language(.registryWhichClient, foreign(typed)))</h1></div><section class="card">\(body)</section>
            """,
            address: list.address.reference,
            for: viewer
        )
    }
}
