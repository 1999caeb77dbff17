import ContactCenter
import Foundation

/// The tabs of a contact's card (requirements S0.37, S0.38): one form, so that whatever is changed is saved together.
extension ContactPage {
    private enum Tab: String, CaseIterable {
        case main
        case client
        case person
        case result
        case service
        case phones
        case history

        var phrase: Phrase {
            switch self {
            case .main: .contactTabMain
            case .client: .contactTabClient
            case .person: .contactTabPerson
            case .result: .contactTabResult
            case .service: .contactTabService
            case .phones: .contactTabPhones
            case .history: .contactTabHistory
            }
        }
    }

    var form: HTML {
        let tabs = Tab.allCases.map { tab -> HTML in
            let checked: HTML = tab == .main ? " checked" : .nothing
            return """
                <label><input type="radio" name="tab" value="\(tab.rawValue)"\(checked)>\(language[tab.phrase])\(count(on: tab))</label>
                """
        }
        let panels = Tab.allCases.map { "<div class=\"panel \($0.rawValue)-panel\">\(panel($0))</div>" as HTML }
        let from: HTML = back.map { "<input type=\"hidden\" name=\"from\" value=\"\($0)\">" } ?? .nothing
        return """
            <form class="contact" id="contact" method="post" action="/contacts/\(kept.id.rawValue)">\(viewer.formToken)\(from)\
            <input type="hidden" name="version" value="\(kept.version)">\
            <div class="tabs" role="group" aria-label="\(language[.contactTabs])">\(tabs)</div>\(panels)\
            <div class="closing"><button class="button primary" name="do" value="save" data-primary>\(language[.contactSave])</button>\
            <button class="button" name="do" value="ok">\(language[.contactOK])</button>\
            <a class="button quiet" href="\(registry)">\(language[.contactClose])</a></div></form>
            """
    }

    private func count(on tab: Tab) -> HTML {
        let count =
            switch tab {
            case .phones: phones.count
            case .history: dossier.changes.count
            case .result: dossier.reminders.count
            case .main, .client, .person, .service: 0
            }
        return count > 0 ? " <span class=\"count\">\(count)</span>" : .nothing
    }

    private func panel(_ tab: Tab) -> HTML {
        switch tab {
        case .main: main
        case .client: client
        case .person: person
        case .result: result
        case .service: service
        case .phones: phoneList
        case .history: changes
        }
    }

    // MARK: - Panels

    private var main: HTML {
        let stated = contact.statedVehicle
        let vehicle: HTML =
            contact.vehicle == nil
            ? """
            \(fields.text("stated_make", .contactVehicleStated, stated?.makeName))\
            \(fields.text("stated_model", .contactModel, stated?.model))\
            \(fields.text("stated_year", .contactYear, stated?.year.map { String($0) }))
            """
            : fixed(.contactVehicle, "\(foreign(dossier.vehicleName ?? ""))\(offerOfVehicle)")
        let novelty: HTML =
            mayJudge
            ? fields.choice("novelty", .contactNovelty, contact.novelty) { $0.phrase }
            : fixed(.contactNovelty, contact.novelty.map { language[$0.phrase] } ?? .nothing)
        return """
            <div class="fields">\(fields.choice("reason", .contactReason, contact.reason, of: names.options.reasons))\(vehicle)\
            \(fields.text("person_name", .contactInformation, contact.personName))\
            \(fields.text("contact_phone", .contactPhone, contact.contactPhone))\
            \(fields.text("works", .contactWorks, contact.works, isWide: true))\(novelty)\
            \(fields.text("base_contact", .contactBase, typed.baseNumber ?? dossier.baseNumber))\
            \(fields.choice("quality", .leadQualityName, contact.quality, of: names.options.qualities))\
            \(topics)\
            \(fields.area("comment", .contactComment, contact.comment))</div>\
            <div class="checks">\(fields.check("is_inquiry", .registryInquiry, contact.isInquiry))\
            \(fields.check("is_status_inquiry", .contactStatusInquiry, contact.isStatusInquiry))</div>
            """
    }

    private var topics: HTML {
        let chooser = TopicChooser(
            tree: names.options.topics,
            chosen: contact.topics,
            project: project,
            language: language
        )
        return chooser.isNeeded ? fields.group("topics", .topics) { chooser.html("topics", labelledBy: $0) } : .nothing
    }

    /// Nobody owns the car: it may be the client's.
    private var offerOfVehicle: HTML {
        guard isVehicleOwnerless, let vehicle = contact.vehicle, let client = contact.client else { return .nothing }
        return " <a href=\"\(SitePath.vehicle(vehicle, for: client))\">\(language[.vehicleMakeClients])</a>"
    }

    private var client: HTML {
        guard let client = contact.client else {
            return """
                <p class="muted">\(language[.contactNoClient])</p>\
                <div class="fields">\(fields.choice("client_type", .contactClientType, contact.clientType) { $0.phrase })</div>
                """
        }
        let all = ListAddress(RegistryList.path).with(.preset(.thisYear)).with(RegistryList.Field.client, "\(client)")
        return """
            <div class="fields">\(fixed(.contactClient, foreign(dossier.clientName ?? "№ \(client)")))\
            \(fields.choice("client_type", .contactClientType, contact.clientType) { $0.phrase })</div>\
            <div class="checks"><a href="\(all.html)">\(language[.contactAllOfClient])</a>\
            <label class="check"><input type="checkbox" name="client_off" value="1"> \(language[.contactTakeClientOff])</label></div>
            """
    }

    private var person: HTML {
        let rows = dossier.redials.map { redial -> HTML in
            let contact = redial.record
            let reason = names.name(of: contact.reason?.rawValue, in: names.options.reasons)
            return """
                <li><span class="grow"><a href="\(SitePath.contact(redial.id))">\
                \(contact.number.map { HTML(text: $0) } ?? language[.contactUnfinished])</a>\
                <small>\(exactTime(contact.at, for: viewer)) · \(foreign(reason ?? ""))</small></span></li>
                """
        }
        let redials: HTML =
            rows.isEmpty
            ? "<p class=\"muted\">\(language[.contactNoRedials])</p>"
            : "<section><h3>\(language[.contactRedials])</h3><ul class=\"rows\">\(rows)</ul></section>"
        return """
            <div class="fields">\(fixed(.contactInformation, foreign(contact.personName ?? "")))\
            \(fixed(.contactPhone, viewer.callable(contact.contactPhone)))\(fixed(.contactCaller, viewer.callable(contact.callerNumber)))</div>\(redials)
            """
    }

    private var result: HTML {
        let reminders = dossier.reminders.map { kept -> HTML in
            let reminder = kept.record
            let done: HTML =
                reminder.doneAt == nil
                ? .nothing : " <span class=\"pill good\">\(language[.contactReminderDone])</span>"
            let employee = names.name(of: reminder.employee.rawValue, in: names.options.employees)
            return """
                <li>\(Icon.bell.html())<span class="grow">\(foreign(reminder.text, limit: 4_000))\(done)\
                <small>\(exactTime(reminder.dueAt, for: viewer)) · \(foreign(employee ?? "")) · \(viewer.callable(reminder.phone))</small></span></li>
                """
        }
        let list: HTML =
            reminders.isEmpty
            ? "<p class=\"muted\">\(language[.contactNoReminders])</p>"
            : "<section><h3>\(language[.contactReminders])</h3><ul class=\"rows\">\(reminders)</ul></section>"
        return """
            <div class="fields">\(fields.choice("outcome", .contactOutcome, contact.outcome) { $0.phrase })\
            \(fields.choice("responsible", .contactResponsible, contact.responsible, of: names.options.employees, beside: peopleButton))\
            \(fields.choice("workshop", .contactWorkshop, contact.workshop, of: names.options.workshops))</div>\(list)
            """
    }

    private var service: HTML {
        let call: HTML =
            contact.call.map { call -> HTML in
                let words = foreign(call.description)
                return viewer.may(.calls) ? "<a href=\"\(SitePath.call(call))\">\(words)</a>" : words
            } ?? language[.contactWithoutCall]
        let state = language[contact.state == .registered ? .contactRegistered : .contactUnfinished]
        return """
            <div class="fields">\(fields.choice("channel", .contactChannel, contact.channel, of: names.options.channels))\
            \(fields.choice("source", .contactSource, contact.source, of: names.options.sources))\
            \(fields.choice("branch", .contactBranch, contact.branch, of: names.options.branches))\
            \(projects)\(fixed(.did, viewer.phone(contact.did)))\(fixed(.extensionNumber, foreign(contact.phone?.rawValue ?? "")))\
            \(fixed(.contactState, state))\
            \(fixed(.contactRegisteredAt, contact.registeredAt.map { exactTime($0, for: viewer) } ?? .nothing))\
            \(fixed(.contactCall, call))</div>
            """
    }

    /// Where there are any, or was one.
    private var projects: HTML {
        let options = names.options.projects
        return options.contains { !$0.isHidden } || contact.project != nil
            ? fields.choice("project", .projectName, contact.project, of: options) : .nothing
    }

    private var phones: [(label: HTML, number: String)] {
        var phones: [(HTML, String)] = []
        if let caller = contact.callerNumber { phones.append((language[.contactCaller], caller)) }
        if let phone = contact.contactPhone { phones.append((language[.contactPhone], phone)) }
        phones += dossier.clientPhones.map { (foreign($0.person ?? dossier.clientName ?? ""), $0.number) }
        return phones
    }

    private var phoneList: HTML {
        let rows = phones.map { label, number -> HTML in
            "<li><span class=\"grow\"><span class=\"phone\">\(viewer.callable(number))</span><small>\(label)</small></span></li>"
        }
        return "<ul class=\"rows\">\(rows)</ul>"
    }

    private var changes: HTML {
        let rows = dossier.changes.map { change -> HTML in
            let fields = change.fields.map { field -> HTML in
                let name = ContactNames.phrase(of: field.name).map { language[$0] } ?? HTML(text: field.name)
                let before = names.words(for: field.before, of: field.name)
                let old: HTML = before == .nothing ? .nothing : "<s>\(before)</s> → "
                return "<dt>\(name)</dt><dd>\(old)\(names.words(for: field.after, of: field.name))</dd>"
            }
            return """
                <li>\(change.kind.icon.html())<span>\(language[change.kind.phrase])\
                <small>\(exactTime(change.at, for: viewer)) · \(author(of: change))</small><dl>\(fields)</dl></span></li>
                """
        }
        return "<ol class=\"story changes\">\(rows)</ol>"
    }

    func author(of change: Change) -> HTML {
        guard let user = change.user else { return language[.changeBySystem] }
        return foreign(names.name(of: user.rawValue, in: names.options.registrars) ?? "№ \(user)", limit: 60)
    }

    private func fixed(_ label: Phrase, _ value: HTML) -> HTML {
        "<div class=\"field\"><span class=\"label\">\(language[label])</span><span>\(value)</span></div>"
    }
}

extension Change.Kind {
    var icon: Icon {
        switch self {
        case .added: .plus
        case .changed: .note
        case .hidden: .cross
        case .restored: .check
        case .merged, .separated: .transfer
        }
    }
}
