import ContactCenter

/// What changes on the card's page.
enum CardPart: LivePart {
    enum Region: String, LiveRegion {
        case alert
        case card
        case others
        case quiet
        case line

        var followsPosition: Bool { false }
    }

    /// Told to screen readers: only a ringing call interrupts, and only once.
    case alert(CallID, number: String?, name: String?)
    case card(CallCard)
    case idle
    /// Somebody else has sat down at the phone (decision D25), or nobody sits there.
    case seatLost(Extension, to: Seat?)
    case other(CallCard)
    case quiet(QuietLine)
    case line(LineState?)

    var region: Region {
        switch self {
        case .alert: .alert
        case .card, .idle, .seatLost: .card
        case .other: .others
        case .quiet: .quiet
        case .line: .line
        }
    }

    var key: String {
        switch self {
        case .alert(let call, _, _): "alert-\(call)"
        case .card(let card): card.key
        case .idle: "idle"
        case .seatLost: "seat-lost"
        case .other(let card): "other-\(card.opened)"
        case .quiet(let line): "quiet-\(line.id)"
        case .line: "line-state"
        }
    }

    func html(for viewer: Viewer) -> HTML {
        switch self {
        case .alert(_, let number, let name): announcement(number, name, id: key, for: viewer)
        case .card(let card): CardView(card: card, viewer: viewer).html
        case .idle: idleCard(id: key, for: viewer)
        case .seatLost(let phone, let seat): seatLostCard(phone, to: seat, id: key, for: viewer)
        case .other(let card): CardView(card: card, viewer: viewer).row(id: key)
        case .quiet(let line): quietLine(line, id: key, for: viewer)
        case .line(let line): lineState(line, id: key, for: viewer)
        }
    }
}

private func announcement(_ number: String?, _ name: String?, id: String, for viewer: Viewer) -> HTML {
    "<p id=\"\(id)\">\(viewer.language(.incomingRings, viewer.phone(number))) \(foreign(name ?? ""))</p>"
}

private func idleCard(id: String, for viewer: Viewer) -> HTML {
    """
    <div class="card empty" id="\(id)">\(Icon.phone.html())<b>\(viewer.language[.idle])</b>\
    <span>\(viewer.language[.idleAdvice])</span></div>
    """
}

private func seatLostCard(_ phone: Extension, to seat: Seat?, id: String, for viewer: Viewer) -> HTML {
    let language = viewer.language
    let number = foreign(phone.rawValue, limit: 40)
    let words =
        if let seat {
            language(.seatTakenBy, number, foreign(seat.displayName), clockTime(seat.since, for: viewer))
        } else {
            language(.seatFree, number)
        }
    return """
        <div class="card empty" id="\(id)">\(Icon.warn.html())<b>\(words)</b><span>\(language[.seatLostAdvice])</span>\
        <a class="button primary" href="\(SitePath.anotherPhone)">\(language[.choosePhone])</a></div>
        """
}

private func lineState(_ line: LineState?, id: String, for viewer: Viewer) -> HTML {
    let word = line.map { lineWord($0, for: viewer) } ?? .nothing
    return "<span id=\"\(id)\">\(word)</span>"
}

private func quietLine(_ line: QuietLine, id: String, for viewer: Viewer) -> HTML {
    """
    <li id="\(id)"><b class="phone">\(viewer.callable(line.number))</b>\
    <span>\(foreign(line.name ?? ""))</span><span class="push">\(words(for: line.end, line.names, viewer))</span></li>
    """
}

/// How a call left the phone.
func words(for end: QuietLine.End, _ names: [Extension: String], _ viewer: Viewer) -> HTML {
    let language = viewer.language
    return switch end {
    case .answered(let person): language(.quietAnsweredBy, person.html(named: names, for: viewer))
    case .callerLeft(let wait): language(.quietCallerLeft, length(wait ?? .zero))
    case .movedOn: language[.quietMovedOn]
    case .rejected: language[.quietRejected]
    case .talked(let talk): language(.quietTalked, length(talk))
    case .transferred(let person): language(.quietTransferredTo, person.html(named: names, for: viewer))
    case .notAnswered: language[.quietNotAnswered]
    }
}
