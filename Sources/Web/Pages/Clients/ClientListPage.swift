import ContactCenter

/// Clients: the last contacted, or those who were found, as one types; after them the vehicles that nobody owns.
struct ClientListPage: Sendable {
    var typed: String
    var found: FoundInDirectory
    /// By whose values clients are found, too.
    var attributes: [Kept<ClientAttribute>] = []
    /// What is sought of which attribute.
    var sought: (attribute: ClientAttributeID, value: String)?
    var viewer: Viewer

    static let limit = 50

    private var language: Language { viewer.language }

    func html(address: String) -> HTML {
        Shell(title: language[.clientsTitle], place: .clients).page(
            """
            <div class="page-head"><h1>\(language[.clientsTitle])</h1>\
            <a href="\(SitePath.clientDoubles)">\(language[.clientDoubles])</a>\
            <a class="button primary push" href="\(SitePath.newClient)" data-primary>\(Icon.plus.html()) \(language[.clientAdd])</a></div>
            <form class="record-search" method="get" action="\(SitePath.clients)" role="search">\
            <label class="search"><span class="only-read">\(language[.clientSearch])</span>\(Icon.search.html())\
            <input type="search" name="q" value="\(typed)" maxlength="80" autocomplete="off" spellcheck="false" data-search \
            aria-controls="clients" placeholder="\(language[.clientSearchHint])" \
            data-ask="\(SitePath.findClients)?as=rows"></label></form>\(attributeSearch)
            <section class="card list" id="clients" aria-live="polite">\(rows)</section>
            """,
            address: address,
            for: viewer
        )
    }

    /// One attribute and what is sought of it (requirement S3.23).
    private var attributeSearch: HTML {
        guard !attributes.isEmpty else { return .nothing }
        let options = attributes.map { attribute in
            selectOption(
                attribute.id.description,
                foreignOption(attribute.record.name),
                isChosen: attribute.id == sought?.attribute
            )
        }
        return """
            <form class="record-search" method="get" action="\(SitePath.clients)" role="search" aria-label="\(language[.attributeSearch])">\
            <select class="input" name="attribute" aria-label="\(language[.clientAttributeName])">\(options)</select>\
            <input class="input" name="value" value="\(sought?.value ?? "")" maxlength="100" autocomplete="off" required \
            placeholder="\(language[.attributeValue])" aria-label="\(language[.attributeValue])">\
            <button class="button">\(Icon.search.html()) \(language[.attributeSearch])</button></form>
            """
    }

    /// What `find.js` puts in place of the table.
    var rows: HTML {
        guard !found.isEmpty else {
            return
                "<div class=\"empty\">\(Icon.people.html())<b>\(language[typed.isEmpty && sought == nil ? .clientsNone : .clientsNotFound])</b></div>"
        }
        let columns: [Phrase] = [.clientName, .clientPhones, .clientVehicles, .clientLastContact]
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(language[.clientsTitle])"><table class="table frozen two-lines">\
            <thead><tr>\(columns.map { "<th scope=\"col\">\(language[$0])</th>" as HTML })</tr></thead>\
            <tbody>\(found.clients.map(row))\(found.vehicles.map(row))</tbody></table></div>
            """
    }

    private func row(_ client: FoundClient) -> HTML {
        let phones = client.phones.prefix(2).map { phone -> HTML in
            "<span class=\"phone\">\(viewer.callable(phone.number))</span>"
        }
        let vehicles = client.vehicles.prefix(2).map { ClientSearchBox.vehicleText($0) }
        let contacted = client.lastContactAt.map { dayAndTime($0, for: viewer) } ?? "—"
        return """
            <tr data-row><th scope="row"><a href="\(SitePath.client(client.id))">\(foreign(client.name))</a>\
            <small>\(language[client.clientType.phrase])</small></th><td>\(phones.joined("<br>"))</td>\
            <td>\(vehicles.joined("<br>"))</td><td class="number">\(contacted)</td></tr>
            """
    }

    private func row(_ vehicle: FoundVehicle) -> HTML {
        """
        <tr data-row><th scope="row"><a href="\(SitePath.vehicle(vehicle.id))">\(foreign(vehicle.plateNumber ?? vehicle.vin ?? "—"))</a>\
        <small>\(language[.vehicleOwnerless])</small></th><td></td><td>\(ClientSearchBox.vehicleText(vehicle))</td>\
        <td class="number">—</td></tr>
        """
    }
}
