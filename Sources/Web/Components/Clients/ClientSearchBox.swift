import ContactCenter

/// The search for a client in the bar above every page, and what it finds (requirements S0.22 to S0.24). `find.js` asks as one
/// types.
enum ClientSearchBox {
    /// How many are shown below the box.
    static let limit = 12

    static func html(for viewer: Viewer) -> HTML {
        guard viewer.may(.clients) else { return .nothing }
        let language = viewer.language
        return """
            <form class="search" role="search" method="get" action="\(SitePath.clients)">\(Icon.search.html())\
            <input type="search" name="q" maxlength="80" autocomplete="off" spellcheck="false" role="combobox" aria-expanded="false" \
            aria-autocomplete="list" aria-controls="found-clients" aria-label="\(language[.clientSearch])" \
            placeholder="\(language[.clientSearchHint])" data-client-search data-ask="\(SitePath.findClients)"><kbd>/</kbd>\
            <div class="found" id="found-clients" role="listbox" aria-label="\(language[.clientsFound])" hidden></div></form>
            """
    }

    /// The list below the box: each line leads to a client, or to a vehicle that has none.
    static func options(_ found: FoundInDirectory, typed: String, for viewer: Viewer) -> HTML {
        let language = viewer.language
        guard !found.isEmpty else {
            return typed.isEmpty ? .nothing : "<p class=\"muted\">\(language[.clientsNotFound])</p>"
        }
        return "\(found.clients.map { option($0, for: viewer) })\(found.vehicles.map { option($0, for: viewer) })"
    }

    /// The same lines below a field of a form, see `ClientPicker`: each chooses its client.
    static func choices(_ found: [FoundClient], typed: String, for viewer: Viewer) -> HTML {
        guard !found.isEmpty || typed.isEmpty else {
            return "<p class=\"muted\">\(viewer.language[.clientsNotFound])</p>"
        }
        return found.map { client -> HTML in
            // Each chooses its client, so nothing in it is pressed by itself.
            let phones = client.phones.prefix(2).map { phone -> HTML in
                "<span class=\"phone\">\(viewer.phone(phone.number))</span>"
            }
            return """
                <div role="option" id="choice-client-\(client.id.rawValue)" aria-selected="false" \
                data-value="\(client.id.rawValue)" data-name="\(client.name)">\(content(of: client, phones: phones, for: viewer))</div>
                """
        }.joined("")
    }

    private static func option(_ client: FoundClient, for viewer: Viewer) -> HTML {
        // A link cannot stand in another one: the numbers, each of which calls, stand below that to the client.
        let phones = client.phones.prefix(2).map { phone -> HTML in
            "<span class=\"phone\">\(viewer.callable(phone.number))</span>"
        }
        let numbers: HTML = phones.isEmpty ? .nothing : "<small>\(phones.joined(" · "))</small>"
        return """
            <div class="one"><a role="option" id="found-client-\(client.id.rawValue)" aria-selected="false" tabindex="-1" \
            href="\(SitePath.client(client.id))">\(content(of: client, phones: [], for: viewer))</a>\(numbers)</div>
            """
    }

    private static func content(of client: FoundClient, phones: [HTML], for viewer: Viewer) -> HTML {
        let vehicles = client.vehicles.prefix(2).map { vehicleText($0) }
        let contacted = client.lastContactAt.map { at -> HTML in
            "<span class=\"number push\">\(dayAndTime(at, for: viewer))</span>"
        }
        return """
            <b>\(foreign(client.name))</b>\(contacted ?? .nothing)<small>\((phones + vehicles).joined(" · "))</small>
            """
    }

    private static func option(_ vehicle: FoundVehicle, for viewer: Viewer) -> HTML {
        """
        <a role="option" id="found-vehicle-\(vehicle.id.rawValue)" aria-selected="false" tabindex="-1" \
        href="\(SitePath.vehicle(vehicle.id))"><b>\(vehicleText(vehicle))</b>\
        <small>\(viewer.language[.vehicleOwnerless])</small></a>
        """
    }

    /// `А 482 ОР 97 MAZDA Premacy (2006)`
    static func vehicleText(_ vehicle: FoundVehicle) -> HTML {
        let plate = (vehicle.plateNumber ?? vehicle.vin).map { text -> HTML in
            "<span class=\"plate\">\(foreign(text, limit: 32))</span>"
        }
        return [plate, vehicle.title.map { foreign($0) }].compactMap { $0 }.joined(" ")
    }
}
