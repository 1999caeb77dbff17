import ContactCenter
import Foundation

/// Who it is, on a card: one box to look for them, what is known of who was chosen, and what can be said of who is in no directory
/// (requirements S1.4, S1.7 to S1.12).
extension IntakeFields {
    var clientOnCard: HTML {
        let isNew = value(ScriptAnswer.isNew) == ScriptQuestion.yes
        let search = SitePath.intakeClients(view.intake.contact.id)
        return """
            \(hidden(ScriptAnswer.client))\(hidden(ScriptAnswer.vehicle))\
            <section class="card finding" data-finding="\(search)"><header><h2>\(language[.intakeClientTitle])</h2>\
            <label class="search push" data-alt="KeyF">\(Icon.search.html())<span class="only-read">\(language[.intakeFindClient])</span>\
            <input type="search" id="\(id("find_client"))" data-find maxlength="80" autocomplete="off" \
            placeholder="\(language[.intakeFindAnything])"><span class="keys"><kbd>Alt</kbd><kbd>F</kbd></span></label></header>\
            <div class="body stack"><div data-found aria-live="polite">\
            \(FoundClientsView(found: content.found, chosen: chosen, viewer: viewer).html)</div>\(said(ScriptAnswer.client))\
            <div data-client aria-live="polite">\(clientPanel)</div>\
            <div class="fields">\(field(ScriptAnswer.clientPhone, language[.intakePhoneField], phone))\
            <label class="check" data-alt="KeyN"><input type="hidden" name="is_new" value="no">\
            <input type="checkbox" name="is_new" value="yes"\(isNew ? " checked" : .nothing)> \(language[.intakeClientUnknown]) \
            <span class="keys"><kbd>Alt</kbd><kbd>N</kbd></span></label></div></div></section>
            """
    }

    /// The client who was chosen: cars to choose from, open documents, how they stand with the business, each a step away.
    var clientPanel: HTML {
        guard let dossier = content.dossier else { return .nothing }
        let panel = ClientPanel(viewer: viewer)
        let client = dossier.client
        let name = foreign(client.record.name)
        let link: HTML = viewer.may(.clients) ? "<a href=\"\(SitePath.client(client.id))\">\(name)</a>" : name
        let group = id("which_vehicle")
        let vehicles = dossier.vehicles.map { vehicle -> HTML in
            let isChosen = value(ScriptAnswer.vehicle) == vehicle.id.description
            let jump: HTML =
                viewer.may(.clients)
                ? "<a href=\"\(SitePath.vehicle(vehicle.id))\" aria-label=\"\(language[.vehicleOne])\">\(Icon.right.html())</a>"
                : .nothing
            return """
                <li><label class="check"><input type="radio" name="_vehicle" form="\(group)" data-vehicle="\(vehicle.id.description)"\
                \(isChosen ? " checked" : .nothing)> \(ClientSearchBox.vehicleText(vehicle))</label>\(jump)</li>
                """
        }
        let open = dossier.documents.filter(\.record.isOpen).map(panel.document)
        return """
            <section class="client-panel" data-client-id="\(client.id.description)"><header><h3>\(link)</h3>\
            \(panel.type(of: client.record))\(panel.statuses(of: dossier))\(panel.missed(dossier))</header><div class="parts">\
            \(panel.part(.intakeWhichVehicle, vehicles))\(panel.part(.clientDocuments, open))\
            \(panel.contacts(of: dossier, limit: 3))</div></section>
            """
    }
}
