import ContactCenter
import Foundation

/// What a step does beside asking its own questions.
extension IntakeFields {
    func html(of act: ScriptAct) -> HTML {
        switch act {
        case .identifyClient: step.isCard ? clientOnCard : identification
        case .firstTimeData: car
        case .chooseEmployee(let people, _): table(first: people, title: language[.intakeWhom])
        case .transfer(let people): transfer(to: people)
        case .remind: reminder
        case .chooseBaseContact: baseContacts
        case .offer(let offer): html(of: offer)
        case .finish: .nothing
        }
    }

    var plain: ScriptQuestion { ScriptQuestion("", LocalText(), .text) }
    var phone: ScriptQuestion { ScriptQuestion("", LocalText(), .phone) }
    private var contact: Contact { view.intake.contact.record }

    func hidden(_ name: String) -> HTML { "<input type=\"hidden\" name=\"\(name)\" value=\"\(value(name))\">" }

    // MARK: Who it is

    private var identification: HTML {
        let kinds = ClientPhone.Kind.allCases.map { kind -> HTML in
            let isChosen = value(ScriptAnswer.phoneKind) == kind.rawValue
            return
                selectOption(kind.rawValue, language[kind.phrase], isChosen: isChosen)
        }
        let answers = radios(
            ScriptAnswer.isNew,
            .nothing,
            [(ScriptQuestion.no, language[.intakeYes]), (ScriptQuestion.yes, language[.intakeNotFoundSoNew])]
        )
        let search = SitePath.intakeClients(view.intake.contact.id)
        func box(_ name: String, _ label: HTML, _ value: HTML = .nothing, _ placeholder: HTML = .nothing) -> HTML {
            """
            <div class="field"><label for="\(id(name))">\(label)</label><input class="input" id="\(id(name))" \
            type="search" data-find maxlength="80" value="\(value)" placeholder="\(placeholder)"></div>
            """
        }
        let kindOfPhone: HTML = """
            <div class="field"><label for="\(id("phone_kind"))">\(language[.intakePhoneKind])</label>\
            <select class="input" id="\(id("phone_kind"))" name="phone_kind">\(kinds)</select></div>
            """
        return """
            \(answers)\(hidden(ScriptAnswer.client))\(hidden(ScriptAnswer.vehicle))\
            <section class="card finding" data-finding="\(search)"><header><h2>\(language[.intakeFindClient])</h2></header>\
            <div class="body"><div class="fields">\
            \(field(ScriptAnswer.clientPhone, language[.intakePhoneField], phone, more: " data-find"))\(kindOfPhone)\
            \(box("find_client", language[.intakeClientField], HTML(text: content.client?.name ?? "")))\
            \(box("find_vehicle", language[.intakeVehicleField]))\(box("find_plate", language[.intakePlateField]))\
            <div class="field button-field"><button type="button" class="button" data-search-now>\(Icon.search.html()) \
            \(language[.intakeFindButton])</button></div></div>\
            <div data-found aria-live="polite">\(FoundClientsView(found: content.found, chosen: chosen, viewer: viewer).html)</div>\
            </div></section>
            """
    }

    var chosen: String { "\(value(ScriptAnswer.client)):\(value(ScriptAnswer.vehicle))" }

    private var car: HTML {
        let makes = content.makes.map { kept -> HTML in
            let other = kept.record.cyrillicName ?? ""
            return "<option value=\"\(kept.record.name)\">\(other)</option>"
        }
        let list = id("makes")
        return """
            <div class="fields">\
            \(field(ScriptAnswer.make, language[.intakeMake], plain, more: " list=\"\(list)\" data-make"))\
            \(field(ScriptAnswer.model, language[.intakeModel], plain))\
            \(field(ScriptAnswer.year, language[.intakeWhichYear], ScriptQuestion("", LocalText(), .number(1_885...2_200))))\
            <datalist id="\(list)">\(makes)</datalist></div>
            """
    }

    // MARK: Who gets the call

    private func transfer(to people: ScriptAct.People) -> HTML {
        let name = ScriptAnswer.transfer
        func radio(_ value: String, _ label: HTML, _ icon: Icon, _ digit: HTML) -> HTML {
            """
            <label data-choice><input type="radio" name="\(name)" value="\(value)"\
            \(self.value(name) == value ? " checked" : .nothing)>\(icon.html()) \(label) \
            <span class="keys"><kbd>Alt</kbd><kbd>\(digit)</kbd></span></label>
            """
        }
        let isToMaster = people == .masters
        return """
            <div class="segmented wide" role="radiogroup" aria-label="\(language[.intakeTransferResult])">\
            \(radio(ScriptAnswer.connected, language[isToMaster ? .intakeTransferToMaster : .intakeTransferToEmployee], .transfer, "1"))\
            \(radio(ScriptAnswer.failed, language[isToMaster ? .intakeMasterNotReached : .intakeEmployeeNotReached], .bell, "2"))</div>\
            \(tabs)\(table(first: people, title: language[.intakeWhom]))
            """
    }

    /// What the person who gets the call is told (requirements S0.29, S0.30).
    private var tabs: HTML {
        let known = content.client?.vehicles.first { $0.id.description == value(ScriptAnswer.vehicle) }?.title
        let vehicle = known ?? contact.statedVehicle?.title
        let rows: [(Phrase, HTML)] = [
            (.intakeClientField, foreign(content.client?.name ?? contact.personName ?? "", limit: 80)),
            (.intakeVehicleField, foreign(vehicle ?? "", limit: 80)),
            (.intakePhoneField, viewer.phone(contact.contactPhone ?? contact.callerNumber)),
            (.intakeWorkshopField, HTML(text: content.workshop ?? "")),
            (.intakeWorksField, foreign(contact.works ?? "", limit: 400)),
        ]
        let facts = rows.map { name, value -> HTML in "<dt>\(language[name])</dt><dd>\(value)</dd>" }
        let group = id("side")
        return """
            <section class="card tabs"><header><div class="segmented">\
            <label><input type="radio" name="_side" value="call" form="\(group)" checked>\(language[.intakeAboutTheCall])</label>\
            <label><input type="radio" name="_side" value="quality" form="\(group)">\(language[.intakeQualityCalls])</label></div>\
            </header><div class="body"><dl class="facts" data-tab="call">\(facts)</dl>\
            <div data-tab="quality">\(qualityContacts)</div></div></section>
            """
    }

    /// How content the client was before, so that the master knows it (requirement S0.29).
    private var qualityContacts: HTML {
        guard !content.quality.isEmpty else { return "<p class=\"muted\">\(language[.intakeQualityCallsNone])</p>" }
        let rows = content.quality.map { quality -> HTML in
            let contact = quality.contact.record
            let time = dayAndTime(contact.at, for: viewer)
            let link: HTML =
                viewer.may(.contacts) ? "<a href=\"\(SitePath.contact(quality.contact.id))\">\(time)</a>" : time
            let score = quality.score.map { score -> HTML in
                " <span class=\"pill\">\(language(.intakeQualityScore, foreign(score, limit: 40)))</span>"
            }
            let said = contact.comment ?? contact.works
            return """
                <li>\(link) \(foreign(quality.reason, limit: 80))\(score ?? .nothing)\
                \(said.map { "<small>\(foreign($0, limit: 200))</small>" } ?? .nothing)</li>
                """
        }
        return "<ul class=\"history\">\(rows)</ul>"
    }

    private func table(first: ScriptAct.People, title: HTML) -> HTML {
        let name = ScriptAnswer.employee
        let table = PeopleTable(
            people: content.people,
            field: HTML(text: name),
            chosen: value(name),
            group: HTML(text: id("people")),
            prefersMasters: first == .masters,
            title: title,
            said: said(name),
            viewer: viewer
        )
        return "\(gone)\(table.html)"
    }

    /// Who was chosen and is gone, so that somebody else is chosen before the way goes on.
    private var gone: HTML {
        guard let name = content.gone else { return .nothing }
        return """
            <p class="notice warn" role="alert">\(Icon.warn.html())<span>\(language(.intakeGone, foreign(name, limit: 60)))</span></p>
            """
    }

    // MARK: Calling back

    private var reminder: HTML {
        let people = content.people.map { person -> HTML in
            let isChosen = value(ScriptAnswer.reminderEmployee) == person.id.description
            return selectOption(person.id.description, HTML(text: person.name), isChosen: isChosen)
        }
        let name = ScriptAnswer.reminderEmployee
        return """
            \(gone)<div class="fields">\(field(ScriptAnswer.reminderPhone, language[.intakeCallBackTo], phone))\
            \(field(ScriptAnswer.reminderAt, language[.intakeReminderAt], plain))\
            <div class="field"><label for="\(id(name))">\(language[.intakeMasterColumn])</label><select class="input" id="\(id(name))" \
            name="\(name)"\(wrong(name))><option value=""></option>\(people)</select>\(said(name))</div></div>\
            <div data-off role="status">\(remindedOff)</div>\
            \(field(ScriptAnswer.reminderText, language[.intakeReminderText], ScriptQuestion("", LocalText(), .longText)))
            """
    }

    /// The moment may be meant all the same: it is only told.
    var remindedOff: HTML {
        guard let (name, standing) = content.remindedOff, let words = standing.words(in: language) else {
            return .nothing
        }
        return """
            <p class="notice warn">\(Icon.warn.html())<span>\(language(.reminderOutsideHours, foreign(name, limit: 60), words))</span></p>
            """
    }

    // MARK: The earlier contact

    private var baseContacts: HTML {
        let name = ScriptAnswer.baseContact
        let rows = content.earlier.enumerated().map { place, earlier -> HTML in
            let contact = earlier.contact.record
            let isChosen = value(name) == earlier.contact.id.description
            let words = [earlier.reason, earlier.client, contact.works, earlier.responsible].compactMap { $0 }
                .map { foreign($0, limit: 80) }
            return """
                <label data-choice><input type="radio" name="\(name)" value="\(earlier.contact.id.description)"\
                \(isChosen ? " checked" : .nothing)><span class="digit" aria-hidden="true">\((place + 1) % 10)</span>\
                <span>\(contact.number ?? "—") · \(dayAndTime(contact.at, for: viewer))<small>\(words.joined(" · "))</small>\
                </span></label>
                """
        }
        let none: HTML = rows.isEmpty ? "<p class=\"muted\">\(language[.intakeNoEarlierContacts])</p>" : .nothing
        return """
            <fieldset class="stack"><legend class="only-read">\(language[.intakeBaseContact])</legend>\(none)\
            <div class="options rowwise">\(rows)</div><div class="fields"><div class="field">\
            <label for="\(id("base_number"))">\(language[.intakeBaseNumber])</label>\
            <input class="input number" id="\(id("base_number"))" name="base_number" maxlength="32" \
            placeholder="A00002851"></div></div>\(said(name))</fieldset>
            """
    }
}

/// What a search has found: cars with their owners, clients without a car, and cars that nobody owns (requirement S0.24).
struct FoundClientsView {
    var found: FoundInDirectory
    /// Client and vehicle, as the rows name them.
    var chosen: String
    /// Nothing was asked for yet.
    var isAnswer = false
    var viewer: Viewer

    var html: HTML {
        let language = viewer.language
        let owned = found.clients.flatMap { client in
            client.vehicles.isEmpty ? [row(client, nil)] : client.vehicles.map { row(client, $0) }
        }
        let rows = owned + found.vehicles.map { row(nil, $0) }
        guard !rows.isEmpty else {
            return isAnswer ? "<p class=\"muted\">\(language[.intakeNobodyFound])</p>" : .nothing
        }
        return """
            <div class="scroll"><table class="table dense"><caption>\(language[.intakeFoundByVehicle])</caption><thead><tr>\
            <th>\(language[.intakePlateField])</th><th>\(language[.intakeModel])</th><th>\(language[.intakeOwnerColumn])</th>\
            <th>\(language[.intakePhoneField])</th></tr></thead><tbody>\(rows)</tbody></table></div>
            """
    }

    private func row(_ client: FoundClient?, _ vehicle: FoundVehicle?) -> HTML {
        let owner = client?.id.description ?? ""
        let key = "\(owner):\(vehicle?.id.description ?? "")"
        let name = client.map { foreign($0.name, limit: 80) } ?? viewer.language[.vehicleOwnerless]
        return """
            <tr><th scope="row"><label class="check"><input type="radio" name="_found" data-client="\(owner)" \
            data-vehicle="\(vehicle?.id.description ?? "")"\(key == chosen ? " checked" : .nothing)> \
            \(foreign(vehicle?.plateNumber ?? "—", limit: 20))</label></th><td>\(foreign(vehicle?.title ?? "", limit: 60))</td>\
            <td>\(name)</td><td class="number">\(viewer.phone(client?.phones.first?.number))</td></tr>
            """
    }
}
