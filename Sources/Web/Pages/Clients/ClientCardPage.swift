import ContactCenter

/// The card of a client: who, telephones, vehicles, documents, contacts, what was changed; and making one of two.
struct ClientCardPage: Sendable {
    var dossier: ClientDossier
    /// Others with one of the numbers.
    var doubles: [FoundClient]
    /// What those that the card names are called.
    var names: [ClientID: String]
    /// Those whom its history names, and what.
    var named: [RecordReference: String]
    /// What was faxed to the client, as far as the reader may see it.
    var faxes: [FaxEntry] = []
    /// What was made for the client from templates.
    var papers = HTML.nothing
    var policies: [PolicyBalance] = []
    /// Of the services that the policies' limits are about.
    var services: [ServiceID: String] = [:]
    var viewer: Viewer

    private var language: Language { viewer.language }
    private var client: Client { dossier.client.record }
    private var id: ClientID { dossier.client.id }

    func html(address: String) -> HTML {
        let panel = ClientPanel(viewer: viewer)
        let parts = panel.parts(of: dossier).map { part -> HTML in
            "<section class=\"card\"><div class=\"body client-part\">\(part)</div></section>"
        }
        return Shell(title: HTML(text: shortened(client.name, to: 60)), place: .clients).page(
            """
            <div class="page-head"><h1>\(foreign(client.name, limit: 200))</h1>\(ClientTabs(client: id, current: .card, viewer: viewer).html)\(panel.type(of: client))\(panel.statuses(of: dossier))\(panel.missed(dossier))\(state)\
            \(isOwn ? "<a class=\"button push\" href=\"\(SitePath.client(id))/edit\" data-key=\"KeyE\">\(language[.clientEdit]) <kbd>E</kbd></a>" : .nothing)</div>
            \(mergedNotice)\(doublesNotice)
            <div class="card-columns"><section class="card"><header><h2>\(language[.clientPhones])</h2></header>\
            <ul class="rows">\(client.phones.map(panel.phone))</ul>\(facts)</section>\(parts)\(policyCard)\(papers)\(ClientFaxes(entries: faxes, viewer: viewer).html)\(tools)\(history)</div>
            """,
            address: address,
            for: viewer
        )
    }

    /// Neither hidden nor part of another.
    private var isOwn: Bool { !dossier.client.isHidden && dossier.mergedInto == nil }

    private var state: HTML {
        dossier.client.isHidden ? "<span class=\"pill warn\">\(language[.clientHidden])</span>" : .nothing
    }

    private var facts: HTML {
        var rows: [(Phrase, HTML)] = []
        if !client.emails.isEmpty { rows.append((.clientEmails, client.emails.map { foreign($0) }.joined("<br>"))) }
        if !client.addresses.isEmpty {
            rows.append((.clientAddresses, client.addresses.map { foreign($0, limit: 400) }.joined("<br>")))
        }
        if let note = client.note { rows.append((.clientNote, foreign(note, limit: 4_000))) }
        let fields = rows.map { name, value -> HTML in "<dt>\(language[name])</dt><dd>\(value)</dd>" }
        let attributes = AttributeFacts(viewer: viewer).rows(dossier.attributes)
        return "<div class=\"body\"><dl class=\"facts\">\(fields)\(attributes)</dl></div>"
    }

    private var mergedNotice: HTML {
        guard let whole = dossier.mergedInto else { return .nothing }
        return """
            <div class="notice warn">\(Icon.warn.html())<span>\(language[.clientIsPart]) \(link(whole))</span>\
            \(button("separate", .clientSeparate, fields: .nothing))</div>
            """
    }

    private var doublesNotice: HTML {
        guard isOwn, !doubles.isEmpty else { return .nothing }
        let lines = doubles.map { other -> HTML in
            let field: HTML = "<input type=\"hidden\" name=\"part\" value=\"\(other.id.rawValue)\">"
            return "<li>\(link(other.id)) \(button("merge", .clientMergeHere, fields: field))</li>"
        }
        return """
            <div class="notice">\(Icon.people.html())<div><b>\(language[.clientLikelyDoubles])</b><ul class="doubles">\(lines)</ul></div></div>
            """
    }

    private var policyCard: HTML {
        ClientPolicies(client: isOwn ? id : nil, policies: policies, services: services, viewer: viewer).html
    }

    /// What is rarely done.
    private var tools: HTML {
        let version: HTML = "<input type=\"hidden\" name=\"version\" value=\"\(dossier.client.version)\">"
        var lines: [HTML] = []
        if isOwn {
            lines.append(
                """
                <a class="button" href="\(SitePath.newVehicle(owner: id))">\(Icon.plus.html()) \(language[.vehicleAdd])</a> \
                <a class="button" href="\(SitePath.newDocument(client: id))">\(Icon.plus.html()) \(language[.documentAdd])</a>
                """
            )
        }
        if isOwn, viewer.sendsFaxes {
            lines.append(
                "<a class=\"button\" href=\"\(FaxFormPage.path)?client=\(id.rawValue)\">\(Icon.doc.html()) \(language[.faxSend])</a>"
            )
        }
        if !dossier.parts.isEmpty {
            let parts = dossier.parts.map { part -> HTML in "<li>\(link(part))</li>" }
            lines.append("<div><h4>\(language[.clientParts])</h4><ul class=\"history\">\(parts)</ul></div>")
        }
        if dossier.mergedInto == nil {
            lines.append(
                dossier.client.isHidden
                    ? button("restore", .clientRestore, fields: version) : button("hide", .clientHide, fields: version)
            )
        }
        return "<section class=\"card\"><div class=\"body stack\">\(lines)</div></section>"
    }

    private func link(_ client: ClientID) -> HTML {
        "<a href=\"\(SitePath.client(client))\">\(foreign(names[client] ?? "№ \(client)"))</a>"
    }

    private func button(_ action: String, _ words: Phrase, fields: HTML) -> HTML {
        """
        <form class="inline" method="post" action="\(SitePath.client(id))/\(action)">\(viewer.formToken)\(fields)\
        <button class="button">\(language[words])</button></form>
        """
    }

    private var history: HTML {
        let lines = dossier.changes.map { change -> HTML in
            let author = change.user.flatMap { named[RecordReference(.user, $0.rawValue)] } ?? ""
            let fields = change.fields.map { field -> HTML in
                let words = Self.fieldPhrase(field.name).map { language[$0] } ?? HTML(text: field.name)
                return """
                    <small>\(words): \(value(field.before, of: field.name)) → \(value(field.after, of: field.name))</small>
                    """
            }
            return
                "<li>\(dayAndTime(change.at, for: viewer)) \(language[change.kind.phrase]) \(foreign(author, limit: 60))\(fields)</li>"
        }
        return """
            <section class="card"><header><h2>\(language[.clientHistory])</h2></header>\
            <div class="body"><ul class="history">\(lines)</ul></div></section>
            """
    }

    private func value(_ text: String?, of field: String) -> HTML {
        let phrase: Phrase? =
            switch field {
            case "kind": text.flatMap(Client.Kind.init(rawValue:))?.phrase
            case "client_type": text.flatMap(ClientType.init(rawValue:))?.phrase
            case let name where name.hasSuffix("_status"): text.flatMap(CRMStatus.init(rawValue:))?.phrase
            default: nil
            }
        let name = Self.reference(text, of: field).flatMap { named[$0] }
        if let name { return foreign(name, limit: 200) }
        return phrase.map { language[$0] } ?? foreign(text ?? "—", limit: 200)
    }

    /// What a field of the history points at.
    static func reference(_ text: String?, of field: String) -> RecordReference? {
        guard let id = text.flatMap({ Int64($0) }) else { return nil }
        return switch field {
        case "client": RecordReference(.record(.clients), id)
        case "vehicle": RecordReference(.record(.vehicles), id)
        default: nil
        }
    }

    private static func fieldPhrase(_ name: String) -> Phrase? {
        if let direction = name.split(separator: "_").first.flatMap({ ReasonCategory(rawValue: String($0)) }) {
            return direction.phrase
        }
        return switch name {
        case "kind": .clientKind
        case "name": .clientName
        case "client_type": .clientType
        case "note": .clientNote
        case "phones": .clientPhones
        case "emails": .clientEmails
        case "addresses": .clientAddresses
        case "attributes": .attributesTitle
        case "client": .clientOther
        case "vehicle": .vehicleOne
        default: nil
        }
    }
}
