import ContactCenter

/// The rows of the panel of colleagues, and the choice of whom it shows.
struct ColleagueView {
    var row: ColleagueRow
    var viewer: Viewer

    private var language: Language { viewer.language }

    func row(id: String) -> HTML {
        let (tone, word, other) = state
        let details: HTML = other == .nothing ? .nothing : "<small>\(other)</small>"
        return """
            <li id="\(id)">\(row.colleague.photo?.picture ?? .nothing)<span class="grow">\(foreign(row.colleague.name, limit: 60))\(details)\
            \(presence)</span>\(pickUp)\(row.listening.map(ListeningView(viewer: viewer).html) ?? .nothing)\
            <span class="line \(tone)">\(word)</span>\
            <span class="number muted">\(viewer.callable(row.phone?.rawValue))</span></li>
            """
    }

    /// Takes the call that rings the colleague to the reader's phone.
    private var pickUp: HTML {
        guard let call = row.pickable else { return .nothing }
        return """
            <form data-pick-up method="post" action="\(SitePath.pickUp(from: row.colleague.id))">\(viewer.formToken)\
            <input type="hidden" name="call" value="\(call.description)">\
            <button class="button small" title="\(language[.pickUpHint])">\(language[.pickUp])</button></form>
            """
    }

    /// The status, which opens a menu for who may choose one for others.
    private var presence: HTML {
        guard let presence = row.presence else { return .nothing }
        let mark = PresenceMark(presence: presence, viewer: viewer)
        let refusal = PresenceMark.refusal(by: row.refusing, for: viewer)
        guard viewer.reader?.rights.scope(of: .online) == .all else {
            return "<small>\(mark.status)\(refusal)</small>\(mark.note)"
        }
        let menu: HTML = "presence-of-\(row.colleague.id.rawValue)"
        let choices = PresenceChoice.builtIn(of: presence).map { choice -> HTML in
            "<button \(choice.field)>\(PresenceMark(presence: Presence(status: choice.status, since: viewer.now), viewer: viewer).status)</button>"
        }
        return """
            <small><button class="plain" popovertarget="\(menu)" title="\(language[.presenceChange])">\(mark.status)</button>\(refusal)</small>\(mark.note)\
            <form class="menu of-other" id="\(menu)" popover method="post" action="\(SitePath.presence(of: row.colleague.id))">\
            \(viewer.formToken)<b>\(foreign(row.colleague.name, limit: 60))</b><div class="choices">\(choices)</div></form>
            """
    }

    /// The class of the line's word, the word, and with whom.
    private var state: (HTML, HTML, HTML) {
        switch row.state {
        case .away: ("offline", language[.colleagueAway], .nothing)
        case .unreachable: ("offline", language[.lineOffline], .nothing)
        case .free: ("ready", language[.colleagueFree], .nothing)
        case .paused(let reason):
            ("busy", language[.paused], reason.map { foreign($0, limit: 60) } ?? .nothing)
        case .ringing(let other): ("ringing", language[.lineRinging], words(for: other))
        case .dialling(let other): ("ringing", language[.dialling], words(for: other))
        case .talking(let other): ("talking", language[.lineTalking], words(for: other))
        case .holding(let other): ("onHold", language[.lineOnHold], words(for: other))
        case .busy: ("busy", language[.lineBusy], .nothing)
        }
    }

    private func words(for other: ColleagueRow.Counterpart) -> HTML {
        let time = running(since: other.since, for: viewer)
        guard !other.isHidden else { return time }
        let number = other.number.map(viewer.phone) ?? language[.numberNotDelivered]
        let name = other.name.map { name -> HTML in " \(foreign(name, limit: 40))" } ?? .nothing
        return "\(time) · <span class=\"phone\">\(number)</span>\(name)"
    }
}

/// The panel as pages embed it.
struct ColleaguesPanel {
    var page: ColleaguesPage
    /// Everybody whom the reader may choose.
    var people: [User]

    /// What the panel follows, a query of `FollowedPage`.
    static let follows: HTML = "page=colleagues"

    func html(for viewer: Viewer) -> HTML {
        let language = viewer.language
        let parts = page.parts(at: viewer.now)
        func region(_ region: ColleaguePart.Region) -> HTML { parts.html(in: region, for: viewer) }
        let boxes = people.map { person -> HTML in
            let checked: HTML = page.shows(person.id) ? " checked" : .nothing
            let department = person.department.map { name -> HTML in
                "<small class=\"muted\">\(foreign(name, limit: 60))</small>"
            }
            return """
                <label class="check"><input type="checkbox" name="person.\(person.id.rawValue)"\(checked)> \
                \(foreign(person.displayName, limit: 60)) \(department ?? .nothing)</label>
                """
        }
        return """
            <section class="card colleagues"><header><h2>\(language[.colleagues])</h2>\
            <span class="muted" id="colleagues-count">\(region(.count))</span>\
            <button class="plain push" popovertarget="choose-colleagues">\(language[.choose])</button></header>\
            <p class="error" role="alert" data-refusal></p>\
            <ul class="rows members" id="colleagues">\(region(.list))</ul>\
            <form class="sheet" id="choose-colleagues" popover method="post" action="\(SitePath.colleagues)">\
            \(viewer.formToken)<h2>\(language[.colleaguesWhom])</h2><div class="choices">\(boxes)</div>\
            <div class="buttons"><button class="button primary">\(language[.save])</button></div></form></section>
            """
    }
}
