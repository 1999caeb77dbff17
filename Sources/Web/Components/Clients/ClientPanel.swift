import ContactCenter
import Foundation

/// Who somebody is, beside a call and on the client's page: telephones, vehicles, open documents first, the last contacts with who
/// said what, missed calls (requirements S0.5, S0.30). The same wherever it stands.
struct ClientPanel {
    var viewer: Viewer

    private var language: Language { viewer.language }

    // MARK: - Beside a call

    /// The likeliest first; none for a number that no client has.
    func caller(_ candidates: [ClientDossier], number: String?) -> HTML {
        switch candidates.count {
        case 0:
            guard viewer.isUsable(number), let number else { return .nothing }
            return """
                <section class="client-panel"><header><span class="muted">\(language[.callerUnknown])</span>\
                <a class="push" href="\(SitePath.newClient(phone: number))">\(Icon.plus.html()) \(language[.clientAdd])</a></header></section>
                """
        case 1:
            return panel(candidates[0])
        default:
            // Nobody is taken for another: the operator asks.
            return """
                <section class="client-panel"><header><h3>\(language[.callerCouldBe])</h3></header>\
                <ul class="could-be">\(candidates.map(candidate))</ul></section>
                """
        }
    }

    private func candidate(_ dossier: ClientDossier) -> HTML {
        let vehicles = dossier.vehicles.prefix(3).map { ClientSearchBox.vehicleText($0) }
        let last = dossier.contacts.first.map { contact -> HTML in
            "\(dayAndTime(contact.at, for: viewer)) \(foreign(contact.reason ?? ""))"
        }
        return """
            <li><b>\(name(of: dossier))</b> \(type(of: dossier.client.record))\
            <small>\((vehicles + [last].compactMap { $0 }).joined(" · "))</small></li>
            """
    }

    private func panel(_ dossier: ClientDossier) -> HTML {
        """
        <section class="client-panel"><header><h3>\(name(of: dossier))</h3>\(type(of: dossier.client.record))\
        \(statuses(of: dossier))\(missed(dossier))</header>\(attributes(of: dossier))<div class="parts">\(parts(of: dossier))</div></section>
        """
    }

    private func name(of dossier: ClientDossier) -> HTML {
        let name = foreign(dossier.client.record.name)
        guard viewer.may(.clients) else { return name }
        return "<a href=\"\(SitePath.client(dossier.client.id))\">\(name)</a>"
    }

    /// Those that a supervisor has placed here (requirement S3.23).
    private func attributes(of dossier: ClientDossier) -> HTML {
        let rows = AttributeFacts(viewer: viewer).rows(dossier.attributes.filter { $0.attribute.record.spot == .panel })
        return rows.isEmpty ? .nothing : "<dl class=\"facts\">\(rows)</dl>"
    }

    // MARK: - Parts

    func type(of client: Client) -> HTML { "<span class=\"pill\">\(language[client.clientType.phrase])</span>" }

    /// How the client stands with the business, by direction (requirement S1.8).
    func statuses(of dossier: ClientDossier) -> HTML {
        let pills = dossier.statuses(at: viewer.now, sleepingAfter: viewer.clientSleepsAfter).map { direction, status in
            "<span class=\"pill \(status.tone)\">\(language[direction.phrase]): \(language[status.phrase])</span> "
                as HTML
        }
        return pills.isEmpty ? .nothing : "<span class=\"statuses\" title=\"\(language[.crmStatus])\">\(pills)</span>"
    }

    func missed(_ dossier: ClientDossier) -> HTML {
        guard let last = dossier.missedCalls.first else { return .nothing }
        return """
            <span class="pill bad">\(Icon.missed.html()) \(language(.clientMissed, "\(dossier.missedCalls.count)", dayAndTime(last, for: viewer)))</span>
            """
    }

    /// Vehicles, documents, contacts; what there is none of says so in a word.
    func parts(of dossier: ClientDossier) -> [HTML] {
        [
            part(.clientVehicles, dossier.vehicles.map(vehicle)),
            part(.clientDocuments, dossier.documents.map(document)),
            contacts(of: dossier),
        ]
    }

    /// The last ones, and where all is found that there was with the client (requirements S3.3, S3.26).
    func contacts(of dossier: ClientDossier, limit: Int = .max) -> HTML {
        var lines = dossier.contacts.prefix(limit).map(contact)
        if !lines.isEmpty, viewer.may(.clients) {
            lines.append(
                "<li><a href=\"\(SitePath.history(of: dossier.client.id))\">\(language[.clientStoryAll])</a></li>"
            )
        }
        return part(.clientContacts, lines)
    }

    func part(_ title: Phrase, _ lines: [HTML]) -> HTML {
        let list: HTML =
            lines.isEmpty ? "<p class=\"muted\">\(language[.clientNone])</p>" : "<ul class=\"history\">\(lines)</ul>"
        return "<div><h4>\(language[title])</h4>\(list)</div>"
    }

    func phone(_ phone: ClientPhone) -> HTML {
        let mark: HTML =
            phone.key == nil ? " <span class=\"pill warn\">\(language[.clientPhoneNoNumber])</span>" : .nothing
        let person = phone.person.map { person -> HTML in " \(foreign(person))" } ?? .nothing
        return """
            <li><span class="phone">\(viewer.callable(phone.number))</span>\(mark)<small>\(language[phone.kind.phrase])\(person)</small></li>
            """
    }

    func vehicle(_ vehicle: FoundVehicle) -> HTML {
        let text = ClientSearchBox.vehicleText(vehicle)
        guard viewer.may(.clients) else { return "<li>\(text)</li>" }
        return "<li><a href=\"\(SitePath.vehicle(vehicle.id))\">\(text)</a></li>"
    }

    func document(_ kept: Kept<Document>) -> HTML {
        let document = kept.record
        let words: HTML = "\(language[document.kind.phrase]) \(foreign(document.number, limit: 64))"
        let link: HTML = viewer.may(.clients) ? "<a href=\"\(SitePath.document(kept.id))\">\(words)</a>" : words
        let state: HTML =
            document.isOpen ? "<span class=\"pill warn\">\(language[.documentOpen])</span> " : .nothing
        let works = document.works.map { works -> HTML in " · \(foreign(works, limit: 120))" } ?? .nothing
        return "<li>\(state)\(link)<small>\(dayAndTime(document.at, for: viewer))\(works)</small></li>"
    }

    func contact(_ contact: RecentContact) -> HTML {
        let time = dayAndTime(contact.at, for: viewer)
        let link: HTML =
            viewer.may(.contacts) ? "<a href=\"\(SitePath.contact(contact.id))\">\(time)</a>" : time
        let people = [contact.registrar, contact.responsible].compactMap { $0 }.map { foreign($0, limit: 60) }
        let said = contact.summary ?? contact.works
        let words = said.map { said -> HTML in "<small>\(foreign(said, limit: 200))</small>" } ?? .nothing
        return """
            <li>\(link) \(foreign(contact.reason ?? ""))\(words)<small>\(people.joined(" → "))</small></li>
            """
    }
}

extension CRMStatus {
    fileprivate var tone: HTML {
        switch self {
        case .new, .vip: "good"
        case .active: ""
        case .sleeping: "warn"
        case .lost: "bad"
        }
    }
}

extension Client.Kind {
    var phrase: Phrase {
        switch self {
        case .person: .clientKindPerson
        case .organisation: .clientKindOrganisation
        }
    }
}
