import ContactCenter

/// The rows and tiles of *Online*.
struct OnlineView {
    var viewer: Viewer

    private var language: Language { viewer.language }

    static let callColumns: [Phrase] = [
        .state, .time, .subscriberNumber, .employee, .waiting, .queue, .didInShort, .dealOne,
    ]
    static let endedColumns: [Phrase] = [
        .finished, .subscriberNumber, .employee, .result, .waiting, .conversation, .queue, .didInShort, .dealOne,
    ]

    func tiles(_ tiles: Tiles, id: String) -> HTML {
        let longest = tiles.waitingSince.map { language(.longest, running(since: $0, for: viewer)) } ?? .nothing
        let free = language(.freeOf, "\(tiles.members)")
        let rings: HTML = tiles.waiting > 0 ? "tile waiting" : "tile"
        return """
            <dl class="stats" id="\(id)">\
            <div class="\(rings)"><dt>\(language[.tileWaiting])</dt><dd>\(tiles.waiting) <small>\(longest)</small></dd></div>\
            <div class="tile"><dt>\(language[.tileTalking])</dt><dd>\(tiles.talking)</dd></div>\
            <div class="tile"><dt>\(language[.tileOnHold])</dt><dd>\(tiles.onHold)</dd></div>\
            <div class="tile"><dt>\(language[.tileFree])</dt><dd>\(tiles.free) <small>\(free)</small></dd></div>\
            </dl>
            """
    }

    func row(_ row: CallRow, id: String) -> HTML {
        """
        <tr id="\(id)"><td>\(statePill(row.state, of: row.id))</td>\
        <td class="num">\(running(since: row.since, for: viewer))</td>\
        <th scope="row">\(subscriber(row.direction, row.number, row.name))</th>\
        <td>\(row.people.map(person).joined(" "))</td>\
        <td class="num">\(wait(row.wait))</td>\
        <td>\(foreign(row.queue?.rawValue ?? "", limit: 40))</td>\
        <td>\(viewer.did(row.did))</td><td>\(row.isSpoken ? dealButton(row.id, for: viewer) : .nothing)</td></tr>
        """
    }

    func row(_ row: EndedRow, id: String) -> HTML {
        """
        <tr id="\(id)"><td><a href="\(SitePath.call(row.id))">\(dayAndTime(row.endedAt, for: viewer))</a></td>\
        <th scope="row">\(subscriber(row.direction, row.number, row.name))</th>\
        <td>\(row.person?.html(for: viewer) ?? .nothing)</td>\
        <td>\(outcomeInTwoLines(row.result, row.cause, in: language))</td>\
        <td class="num">\(row.waitTime.map(length) ?? .nothing)</td>\
        <td class="num">\(row.talkTime.map(length) ?? .nothing)</td>\
        <td>\(foreign(row.queue?.rawValue ?? "", limit: 40))</td>\
        <td>\(viewer.did(row.did))</td><td>\(row.isSpoken ? dealButton(row.id, for: viewer) : .nothing)</td></tr>
        """
    }

    func emptyRow(_ words: Phrase, advice: Phrase?, columns: Int, id: String) -> HTML {
        let advice = advice.map { phrase -> HTML in "<span>\(language[phrase])</span>" } ?? .nothing
        return """
            <tr id="\(id)" class="none"><td colspan="\(columns)"><div class="empty"><b>\(language[words])</b>\(advice)</div></td></tr>
            """
    }

    func head(_ columns: [Phrase]) -> HTML {
        let numbers: Set<Phrase> = [.time, .waiting, .conversation]
        let cells = columns.map { column -> HTML in
            numbers.contains(column)
                ? "<th scope=\"col\" class=\"num\">\(language[column])</th>"
                : "<th scope=\"col\">\(language[column])</th>"
        }
        return "<thead><tr>\(cells)</tr></thead>"
    }

    private func subscriber(_ direction: CallDirection, _ number: String?, _ name: String?) -> HTML {
        let words = number.map(viewer.callable) ?? language[.numberNotDelivered]
        let icon = direction.icon.html(titled: language[direction.phrase])
        let shownName = name.map { name -> HTML in "<small>\(foreign(name))</small>" } ?? .nothing
        return "\(icon) <span class=\"phone\">\(words)</span>\(shownName)"
    }

    /// It opens the call's page.
    private func statePill(_ state: Call.State, of call: CallID) -> HTML {
        let dot: HTML = state == .ringing ? "<span class=\"pulse\" aria-hidden=\"true\"></span>" : .nothing
        return """
            <a class="pill \(pillTone(state))" href="\(SitePath.call(call))">\(dot)\(language[state.phrase])</a>
            """
    }

    private func pillTone(_ state: Call.State) -> HTML {
        switch state {
        case .inQueue, .ringing: "warn"
        case .talking: "good"
        case .onHold, .consulting: "first"
        case .inIVR: "info"
        case .arriving, .ended: ""
        }
    }

    /// Of those who speak the name stands below; of the many whose phones ring it shows on pointing at the number.
    private func person(_ person: CallRow.Person) -> HTML {
        let phone = Party.phone(person.phone).html(for: viewer)
        let name = person.name.map { foreign($0, limit: 40) }
        guard person.isRinging else {
            let listening = person.listening.map(ListeningView(viewer: viewer).beginning) ?? .nothing
            return "<b>\(phone)</b>\(name.map { "<small>\($0)</small>" as HTML } ?? .nothing)\(listening)"
        }
        let title = person.name.map { ": \(shortened($0, to: 40))" } ?? ""
        return "<span class=\"muted\" title=\"\(language[.ringing])\(title)\">\(phone)</span>"
    }

    private func wait(_ wait: Wait?) -> HTML {
        switch wait {
        case .running(let since): running(since: since, for: viewer)
        case .over(let duration): "<span class=\"muted\">\(length(duration))</span>"
        case nil: .nothing
        }
    }
}
