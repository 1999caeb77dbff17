import ContactCenter
import Foundation

/// The card of a contact (requirements S0.35 to S0.42, S0.78).
struct ContactPage {
    /// What there is of the call that it came by.
    struct Sound {
        var call: Call
        var recordings: RecordingPlayers.Content
    }

    var dossier: ContactDossier
    var names: ContactNames
    /// What the form shows: the contact, or what somebody typed and was not saved.
    var typed: ContactForm
    /// What somebody else has saved meanwhile.
    var stale: Kept<Contact>?
    var isSaved = false
    /// What somebody who goes on with it wrote down and was not saved.
    var work: ContactWorkForm?
    /// Not saved, as somebody else has changed the contact meanwhile.
    var isWorkStale = false
    var sound: Sound?
    /// Who has the number that it came from, where no client is given.
    var candidates: [FoundClient] = []
    /// Nobody owns the contact's car, though the contact has a client.
    var isVehicleOwnerless = false
    /// There are cars that clients may try.
    var hasTestVehicles = false
    /// The last of what there was with its client; `nil` where that is not shown.
    var history: ClientHistoryAnswer?
    /// The deal that it belongs to, with its stage; `nil` where there is none.
    var deal: ListedDeal?
    /// What was rendered in it, and what pays for it; `nil` where the business renders no services.
    var services: RenderedServices?
    /// What was written from it into cases.
    var cases = ContactCases()
    /// What was filled in about it, and what is offered.
    var questionnaires = HTML.nothing
    /// The letters by which it was told to specialists.
    var letters = HTML.nothing
    /// The letters that it is made of.
    var mails = HTML.nothing
    /// What was made for it from templates.
    var papers = HTML.nothing
    /// What the contact is taken for, as it is kept.
    var project: Project?
    /// `nil` where nothing is known of it.
    var waiting: Waiting?
    /// Where the reader came from on the registry or the journal, as its query.
    var back: String?
    var viewer: Viewer

    var kept: Kept<Contact> { dossier.contact }
    var language: Language { viewer.language }
    var contact: Contact { typed.contact }
    var fields: ContactFields { ContactFields(contact: contact, problems: typed.problems, viewer: viewer) }
    /// Whoever sees all contacts may also say what the program did wrongly.
    var mayJudge: Bool { viewer.reader?.rights.scope(of: .contacts) == .all }

    var html: HTML {
        Shell(title: title, place: .registry, statusline: keys).page(
            """
            <div class="page-head"><a class="button quiet square" href="\(registry)" aria-label="\(language[.contactBack])" \
            title="\(language[.contactBack])">\(Icon.back.html())</a><h1>\(title)</h1>\(marks)\
            <div class="buttons push">\(actions)\(call)\(appointment)\(testDrive)\(waitButton)</div></div>
            \(waitingNotice)\(notices)
            <div class="columns"><div class="stack">\(course)\(workCard)\(mails)\(form)\(questionnaires)\(services?.card ?? .nothing)\(entries)</div>
            <aside class="stack">\(facts)\(dealCard)\(caseCard)\(letters)\(papers)\(documents)\(clientHistory)\(steps)</aside></div>\(peopleDialog)
            """,
            address: "/contacts/\(kept.id)",
            for: viewer
        )
    }

    private var title: HTML {
        kept.record.number.map { language(.contactTitle, HTML(text: $0)) } ?? language[.contactUnfinishedTitle]
    }

    var registry: HTML { HTML(text: list) }

    /// Where the reader came from.
    var list: String {
        let kind = RegistryKind.allCases.first { back?.hasPrefix($0.mark) ?? false } ?? .registry
        return kind.path + (back.map { "?\($0)" } ?? "")
    }

    private var marks: HTML {
        let contact = kept.record
        let flags: [(Bool, Phrase, Phrase, HTML)] = [
            (contact.novelty == .firstTime, .registryNoveltyInShort, .noveltyFirstTime, "first"),
            (contact.isInquiry, .registryInquiryInShort, .registryInquiry, .nothing),
            (dossier.hasAppointment, .registryAppointmentInShort, .registryAppointment, .nothing),
            (dossier.hasArrival, .registryArrivalInShort, .registryArrival, "last"),
        ]
        let set = flags.filter(\.0)
        guard !set.isEmpty else { return .nothing }
        let letters = set.map { _, letter, name, kind -> HTML in
            "<abbr class=\"flag on \(kind)\" title=\"\(language[name])\">\(language[letter])</abbr> "
        }
        return "<span role=\"img\" aria-label=\"\(set.map { language[$0.2] }.joined(", "))\">\(letters)</span>"
    }

    // MARK: - What can be done

    private var actions: HTML {
        var buttons: [HTML] = []
        if kept.record.state == .unfinished, !kept.isHidden {
            buttons.append(button("register", .contactRegister))
            buttons.append(button("drop", .contactDrop))
        }
        if mayJudge {
            buttons.append(button(kept.isHidden ? "restore" : "hide", kept.isHidden ? .contactRestore : .contactHide))
        }
        guard !buttons.isEmpty else { return .nothing }
        return """
            <details class="choice columns-choice"><summary class="button">\(language[.contactActions]) \(Icon.down.html())\
            </summary><div class="sheet"><div class="buttons">\(buttons)</div></div></details>
            """
    }

    /// Calls the client by the reader's own telephone, by the number they asked to be called at first of all.
    private var call: HTML {
        let numbers = [kept.record.contactPhone, kept.record.callerNumber] + dossier.clientPhones.map(\.number)
        guard !kept.isHidden, let dialling = numbers.lazy.compactMap({ viewer.dialling($0) }).first else {
            return .nothing
        }
        return
            "<a class=\"button\" \(dialling) data-key=\"KeyC\">\(Icon.outgoing.html()) \(language[.remindersCall])</a>"
    }

    private var appointment: HTML {
        guard !kept.isHidden else { return .nothing }
        return """
            <a class="button" href="\(SitePath.contact(kept.id))/appointment" data-key="KeyA">\(Icon.calendar.html()) \
            \(language[.contactAppointment])</a>
            """
    }

    /// Where the business has cars to be tried.
    private var testDrive: HTML {
        guard !kept.isHidden, hasTestVehicles else { return .nothing }
        return """
            <a class="button" href="\(SitePath.contact(kept.id))/test-drive" data-key="KeyD">\(Icon.calendar.html()) \
            \(language[.documentTestDrive])</a>
            """
    }

    /// Belongs to the card's form: what was typed is saved first.
    private func button(_ action: HTML, _ words: Phrase) -> HTML {
        "<button class=\"button\" form=\"contact\" name=\"do\" value=\"\(action)\">\(language[words])</button>"
    }

    private var notices: HTML {
        var notices = HTML.nothing
        if kept.isHidden {
            notices += "<p class=\"notice warn\">\(Icon.warn.html())<span>\(language[.contactHidden])</span></p>"
        }
        if let stale { notices += staleNotice(stale.record) }
        if !typed.problems.isEmpty {
            notices += """
                <p class="notice bad" role="alert">\(Icon.warn.html())<span>\(language[.contactRefused])\(unplaced)</span></p>
                """
        }
        if isSaved {
            notices += """
                <div class="toasts" role="status"><div class="toast good" data-toast>\(Icon.check.html())\
                <b>\(language[.contactSaved])</b></div></div>
                """
        }
        return notices
    }

    /// Problems of fields that the card does not show.
    private var unplaced: HTML {
        let shown = [
            "reason", "stated_make", "stated_model", "stated_year", "person_name", "contact_phone", "works", "comment",
            "base_contact", "client_type", "channel", "source", "branch", "responsible", "workshop", "outcome",
        ]
        return typed.problems.filter { !shown.contains($0.field) }.map { problem -> HTML in
            let name = ContactNames.phrase(of: problem.field).map { language[$0] } ?? HTML(text: problem.field)
            return " \(name): \(problem.words(for: viewer))."
        }.joined("")
    }

    /// Both versions beside each other; the form keeps what was typed.
    private func staleNotice(_ theirs: Contact) -> HTML {
        let rows = contact.changes(since: theirs).map { change -> HTML in
            let name = ContactNames.phrase(of: change.name).map { language[$0] } ?? HTML(text: change.name)
            return """
                <tr><th scope="row">\(name)</th><td>\(names.words(for: change.before, of: change.name))</td>\
                <td>\(names.words(for: change.after, of: change.name))</td></tr>
                """
        }
        return """
            <section class="notice bad" role="alert">\(Icon.warn.html())<div><p>\(language[.contactStale])</p>\
            <table class="table stale-fields"><thead><tr><th scope="col">\(language[.contactStaleField])</th>\
            <th scope="col">\(language[.contactStaleTheirs])</th><th scope="col">\(language[.contactStaleYours])</th></tr></thead>\
            <tbody>\(rows)</tbody></table></div></section>
            """
    }

    // MARK: - The call

    private var course: HTML {
        guard let sound else { return .nothing }
        return CallCourse(call: sound.call, recordings: sound.recordings, viewer: viewer).html
    }

    private var keys: HTML {
        var keys: [(HTML, Phrase)] = [
            ("<kbd>Space</kbd>", .listen), ("<kbd>Ctrl</kbd><kbd>Enter</kbd>", .contactSave),
            ("<kbd>C</kbd>", .remindersCall),
            ("<kbd>A</kbd>", .contactAppointment), ("<kbd>Alt</kbd><kbd>N</kbd>", .keyNote),
        ]
        if services != nil, !kept.isHidden { keys.append(("<kbd>U</kbd>", .services)) }
        if hasTestVehicles { keys.append(("<kbd>D</kbd>", .documentTestDrive)) }
        return keys.map { key, words -> HTML in "<span>\(key) \(language[words])</span>" }.joined(" ")
    }
}
