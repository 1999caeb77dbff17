import ContactCenter

/// One call as a card, and as a row of the tray beside it.
struct CardView {
    var card: CallCard
    var viewer: Viewer

    private var call: PhoneCall { card.call }
    private var language: Language { viewer.language }

    /// What the page's script needs to choose among cards and to save what is typed stands in `data-`.
    var html: HTML {
        """
        <article class="card caller \(surface)" id="\(card.key)" data-card data-seen data-rank="\(call.state.rank)" \
        data-at="\(milliseconds(call.since))" data-title="\(title)"\(rings)\(card.isShown ? .nothing : " hidden")>\
        <div class="who">\(pulse)<div class="whom"><span class="caption">\(numberCaption)</span>\
        <div class="phone">\(viewer.callable(call.number))</div><h2>\(foreign(call.name ?? ""))</h2></div>\
        <div class="doing push"><span>\(stateWords)</span> <b class="timer">\(timer)</b></div>\
        <div class="pills">\(pills)</div></div>\(acts)\(greeting)\(intake)\
        \(client)\(panels)<div class="halves"><section><h3>\(language[.call])</h3>\(facts)</section>\
        <section><h3>\(language[.earlierCalls])</h3>\(history)</section></div>\
        \(CardNotesView(card: card, viewer: viewer).html)\(closing)</article>
        """
    }

    /// A card in the tray.
    func row(id: String) -> HTML {
        """
        <li class="\(surface)" id="\(id)" data-seen\(card.isShown ? " hidden" : .nothing)>\
        <button type="button" class="pick" data-choice data-pick="\(card.key)">\(pulse)<span class="grow"><b class="phone">\(number)</b> \
        \(foreign(call.name ?? ""))<small>\(stateWords)\(queue.map { " · \($0)" } ?? .nothing)</small></span>\
        <b class="number">\(timer)</b><kbd></kbd></button></li>
        """
    }

    /// Where the script of the call opens once it was answered here (requirement S0.7, decision D24). What stands in it is the
    /// script's own.
    private var intake: HTML {
        guard card.sitter != nil, viewer.may(.intake), call.isTaken || call.mayBeTaken else { return .nothing }
        let id = call.id.description
        let section: HTML =
            call.isTaken || card.taker != nil
            ? "<section class=\"intake\" id=\"intake-\(id)\" data-said data-intake=\"\(id)\"></section>"
            : """
            <section class="intake" id="intake-\(id)" data-said><button type="button" class="button" data-offer="\(id)" \
            data-alt="KeyR">\(Icon.plus.html()) \(language[.intakeRegisterOutbound]) <span class="keys"><kbd>Alt</kbd><kbd>R</kbd>\
            </span></button></section>
            """
        let taker = card.taker.map { taker -> HTML in
            "\(taker.user.description)\(taker.isRegistered ? " registered" : .nothing)"
        }
        // What stands in the section is the script's own: beside it stands who goes on with the contact.
        return """
            \(section)<span hidden id="taker-\(id)" data-taker="\(taker ?? .nothing)"></span>\
            <div id="questionnaires-\(id)" data-said data-questionnaires-place></div>
            """
    }

    /// What the person may do with the call itself.
    private var acts: HTML {
        // Always there, so that what stands below keeps its place, and with it what is being typed.
        let handset = card.handset.map { HandsetView(handset: $0, call: call.id, viewer: viewer).html }
        let asking = card.consultation.map { ConsultationView(consultation: $0, card: card, viewer: viewer).html }
        return "<div class=\"asking\">\(handset ?? .nothing)\(asking ?? .nothing)</div>"
    }

    /// What is answered under the number that was dialled (requirement S3.21).
    private var project: Project? { call.did.flatMap { viewer.dids.project(of: $0)?.record } }

    /// What the operator says first.
    private var greeting: HTML {
        // Always there, as above.
        let words = project?.greeting.map { greeting -> HTML in
            """
            <p class="prompt">\(Icon.speech.html())<small>\(language[.projectGreeting])</small>«\(foreign(greeting, limit: 4_000))»</p>
            """
        }
        return "<div class=\"greeting\">\(words ?? .nothing)</div>"
    }

    private var rings: HTML { call.isIncoming && card.sitter != nil ? " data-rings" : .nothing }

    /// Nobody closes a call that goes on.
    private var closing: HTML {
        guard call.isOver, card.sitter != nil else { return .nothing }
        let calls = card.calls.map(\.description).joined(separator: "\n")
        return """
            <footer class="closing"><button type="button" class="button primary" data-close="\(calls)" data-primary>\
            \(language[.closeCard]) <span class="keys"><kbd>Ctrl</kbd><kbd>Enter</kbd></span></button></footer>
            """
    }

    /// The large surface whose colour tells from the corner of the eye what the phone is doing.
    private var surface: HTML {
        switch call.state {
        case .ringing, .dialling: "ringing"
        case .connecting, .talking: "talking"
        case .holding, .consulting: "held"
        case .over: "over"
        }
    }

    private var timer: HTML {
        call.isOver ? clockTime(call.since, for: viewer) : running(since: call.since, for: viewer)
    }

    private var pulse: HTML {
        switch call.state {
        case .ringing: "<span class=\"pulse\" aria-hidden=\"true\"></span>"
        case .holding, .consulting: Icon.hold.html()
        case .dialling, .connecting, .talking: Icon.headset.html()
        case .over: Icon.phone.html()
        }
    }

    private var title: HTML {
        let caller = call.name ?? call.number.map(viewer.phoneText) ?? ""
        return call.state == .ringing ? HTML(text: shortened(caller, to: 40)) : .nothing
    }

    private var numberCaption: HTML {
        switch call.direction {
        case .inbound: language[.callerNumber]
        case .outbound: language[.calledNumber]
        case .internal: language[.colleague]
        }
    }

    private var number: HTML { viewer.phone(call.number) }

    private var stateWords: HTML {
        switch call.state {
        case .ringing: language[.ringing]
        case .dialling: language[.dialling]
        case .connecting: language[.connecting]
        case .talking: language[.talking]
        case .holding: language[.onHold]
        case .consulting(let colleagues) where colleagues.isEmpty: language[.consulting]
        case .consulting(let colleagues):
            language(.consultingWith, colleagues.map { $0.html(named: card.names, for: viewer) }.joined(", "))
        case .over(let end): words(for: end, card.names, viewer)
        }
    }

    private var queue: HTML? {
        call.queue.map { language(.queueNamed, foreign($0.rawValue, limit: 40)) }
    }

    private var did: HTML? {
        call.did.map(viewer.did)
    }

    private var pills: [HTML] {
        var pills: [HTML] = []
        if card.count > 1 { pills.append(language(.repeatedCall, "\(card.count)")) }
        switch call.farewell {
        case .hungUpByCaller: pills.append(language[.hungUpByCaller])
        case .lostInTransfer: pills.append(language[.lostInTransfer])
        case nil: break
        }
        if call.direction != .inbound { pills.append(language[call.direction.phrase]) }
        if let handOver { pills.append(handOver) }
        if let fax = card.fax { pills.append(language(.faxOnCard, FaxWords(viewer: viewer).result(of: fax))) }
        pills += card.listeners.map { language(.listenedBy, foreign($0, limit: 60)) }
        if let project { pills.append("<b>\(foreign(project.title, limit: 240))</b>") }
        if let did = call.did, viewer.dids.isAnswered(did, at: call.startedAt) == false {
            pills.append(language[.missedOutsideHours])
        }
        if let did { pills.append(did) }
        if let queue { pills.append(queue) }
        if let wait { pills.append(wait) }
        if !viewer.isUsable(call.number), call.direction == .inbound { pills.append(language[.numberNotDelivered]) }
        return pills.map { "<span class=\"pill\">\($0)</span>" }
    }

    private var handOver: HTML? {
        switch call.handOver {
        case .transferred(let person): language(.transferredBy, person.html(named: card.names, for: viewer))
        case .forwarded(let person): language(.forwardedFrom, person.html(named: card.names, for: viewer))
        case .returned(let person): language(.returnedFrom, person.html(named: card.names, for: viewer))
        case nil: nil
        }
    }

    private var wait: HTML? {
        switch call.wait {
        case .running(let since): language(.waits, running(since: since, for: viewer))
        case .over(let duration): language(.waited, length(duration))
        case nil: nil
        }
    }

    private var facts: HTML {
        var rows: [(Phrase, HTML)] = []
        if call.direction == .inbound { rows.append((.did, did ?? .nothing)) }
        if let project {
            rows.append((.projectName, foreign(project.title, limit: 240)))
            if let hours = project.workSchedule { rows.append((.fieldWorkSchedule, foreign(hours, limit: 400))) }
        }
        if let queue = call.queue { rows.append((.queue, foreign(queue.rawValue, limit: 40))) }
        if !call.alsoRinging.isEmpty {
            rows.append((.alsoRinging, call.alsoRinging.map { Party.phone($0).html(for: viewer) }.joined(", ")))
        }
        if let ivrTime = call.ivrTime { rows.append((.voiceMenu, length(ivrTime))) }
        rows.append((.began, clockTime(call.startedAt, for: viewer)))
        let fields = rows.map { name, value -> HTML in "<dt>\(language[name])</dt><dd>\(value)</dd>" }
        let page = SitePath.call(call.id)
        return "<dl class=\"facts\">\(fields)</dl><p><a href=\"\(page)\">\(language[.callPage])</a></p>\(deal)\(fax)"
    }

    private var deal: HTML {
        card.sitter != nil && (call.isTaken || call.mayBeTaken) ? dealButton(call.id, for: viewer) : .nothing
    }

    /// On a page of its own: the card stays where it is.
    private var fax: HTML {
        guard card.sitter != nil, viewer.sendsFaxes, call.direction != .internal else { return .nothing }
        switch call.state {
        case .talking, .holding: break
        case .ringing, .dialling, .connecting, .consulting, .over: return .nothing
        }
        let client: HTML =
            if case .known(.calls(_, let clients)) = call.history, clients.count == 1, viewer.may(.clients) {
                "?client=\(clients[0].client.id.rawValue)"
            } else {
                .nothing
            }
        return """
            <p><a class="button" href="\(FaxFormPage.path)\(client)" target="_blank">\(Icon.doc.html()) \(language[.faxSend])</a></p>
            """
    }

    private var history: HTML {
        switch call.history {
        case _ where !viewer.isUsable(call.number), .noNumber: "<p class=\"muted\">\(language[.noNumberNoHistory])</p>"
        case .loading: "<p class=\"muted\">\(language[.earlierCallsLoading])<span class=\"skeleton\"></span></p>"
        case .known(.unavailable): "<p class=\"muted\">\(language[.earlierCallsUnavailable])</p>"
        case .known(.calls(let calls, _)) where calls.isEmpty: "<p class=\"muted\">\(language[.earlierCallsNone])</p>"
        case .known(.calls(let calls, _)): "<ol class=\"history\">\(calls.map(earlier))</ol>"
        }
    }

    /// Who calls, as soon as it is known; while the phone still rings, too.
    private var client: HTML {
        guard viewer.may(.clients), call.direction != .internal, case .known(.calls(_, let clients)) = call.history
        else {
            return .nothing
        }
        return ClientPanel(viewer: viewer).caller(clients, number: call.number)
    }

    /// What is known of the client besides, as soon as it has come; for who answers, not for who looks on.
    private var panels: HTML {
        guard card.sitter != nil, viewer.may(.clients), call.direction != .internal, viewer.isUsable(call.number) else {
            return .nothing
        }
        return CardPanels.place(for: call.id, viewer)
    }

    private func earlier(_ call: EarlierCall) -> HTML {
        let icon = call.result == .missed ? Icon.missed : call.direction.icon
        let person = call.person.map { person -> HTML in " · \(person.html(for: viewer))" } ?? .nothing
        let lasted =
            if call.result == .answered {
                language(.talked, length(call.talkTime))
            } else {
                call.waitTime.map { language(.waited, length($0)) } ?? .nothing
            }
        let time: HTML =
            "\(icon.html(titled: language[call.direction.phrase])) \(dayAndTime(call.startedAt, for: viewer))"
        let link: HTML = viewer.mayOpenEveryCall ? "<a href=\"\(SitePath.call(call.id))\">\(time)</a>" : time
        return """
            <li>\(link) <span class="outcome \(tone(of: call.result))">\
            \(outcome(call.result, call.cause, in: language))</span><small>\(lasted)\(person)</small></li>
            """
    }
}

/// The class that colours a result.
func tone(of result: CallResult?) -> HTML {
    switch result {
    case .answered: "good"
    case .missed, .failed: "bad"
    case .unanswered, .busy: "warn"
    case nil: ""
    }
}
