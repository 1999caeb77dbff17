import ContactCenter
import Foundation

/// The traffic panel (requirements S1.1, S1.28 to S1.31): who waits, what was registered today, and the numbers of the day.
struct ReceptionPage: LivePage {
    private var board = ReceptionBoard()

    init() {}

    init(_ board: ReceptionBoard) { self.board = board }

    var interest: LiveInterest { .reception }

    mutating func show(_ snapshot: LiveSnapshot) { board = snapshot.floor.reception }

    mutating func apply(_ change: LiveChange) {
        if case .floor(let floor) = change { board = floor.reception }
    }

    func parts(at now: Date) -> [ReceptionPart] {
        var parts: [ReceptionPart] = []
        if let since = board.longestSince {
            parts.append(.alert(count: board.waiting.count, minutes: Int(now.timeIntervalSince(since) / 60)))
        }
        parts.append(.count(board.waiting.count))
        parts += board.waiting.isEmpty ? [.nobodyWaits] : board.waiting.map(ReceptionPart.waiting)
        parts += board.registered.isEmpty ? [.nothingRegistered] : board.registered.map(ReceptionPart.registered)
        var figures = board
        figures.waiting = []
        figures.registered = []
        parts.append(.figures(figures))
        return parts
    }
}

/// What changes on the traffic panel.
enum ReceptionPart: LivePart {
    enum Region: String, LiveRegion {
        case alert = "waiting-alert"
        case count = "waiting-total"
        case waiting = "waiting-rows"
        case registered = "registered-rows"
        case figures = "reception-figures"

        var followsPosition: Bool { false }
    }

    case alert(count: Int, minutes: Int)
    case count(Int)
    case waiting(WaitingContact)
    case nobodyWaits
    case registered(RegisteredContact)
    case nothingRegistered
    /// The board without its rows.
    case figures(ReceptionBoard)

    var region: Region {
        switch self {
        case .alert: .alert
        case .count: .count
        case .waiting, .nobodyWaits: .waiting
        case .registered, .nothingRegistered: .registered
        case .figures: .figures
        }
    }

    var key: String {
        switch self {
        case .alert: "waiting-notice"
        case .count: "waiting-number"
        case .waiting(let contact): "waiting-\(contact.contact)"
        case .nobodyWaits: "nobody-waits"
        case .registered(let contact): "registered-\(contact.contact)"
        case .nothingRegistered: "nothing-registered"
        case .figures: "figures"
        }
    }

    func html(for viewer: Viewer) -> HTML {
        switch self {
        case .alert(let count, let minutes): alert(count, minutes, for: viewer)
        case .count(let count): Self.count(count, id: key, for: viewer)
        case .waiting(let contact): WaitingRow(contact: contact, id: key, viewer: viewer).html
        case .nobodyWaits: none(.receptionNobodyWaits, columns: 5, for: viewer)
        case .registered(let contact): RegisteredRow(contact: contact, id: key, viewer: viewer).html
        case .nothingRegistered: none(.receptionNothingRegistered, columns: 6, for: viewer)
        case .figures(let board): figures(board, for: viewer)
        }
    }

    /// Blinks, unless the reader's system asks for less motion (requirement S1.30).
    private func alert(_ count: Int, _ minutes: Int, for viewer: Viewer) -> HTML {
        let language = viewer.language
        let longest: HTML =
            minutes < 1 ? .nothing : "<br>\(language(.receptionLongest, language.count(minutes, .minutes)))"
        return """
            <p class="waiting-alert" id="\(key)"><span class="blink" aria-hidden="true">\(Icon.desk.html())</span>\
            <span>\(language(.receptionAlert, language.count(count, .waitingClients)))\(longest)</span>\
            <a class="button" href="#queue" data-key="KeyQ">\(language[.receptionToQueue]) <kbd>Q</kbd></a></p>
            """
    }

    /// How many wait, beside a heading and in the navigation.
    static func count(_ count: Int, id: String, for viewer: Viewer) -> HTML {
        let look: HTML = count == 0 ? "only-read" : "count hot"
        let title = viewer.language.count(count, .waitingClients)
        return "<span class=\"\(look)\" id=\"\(id)\" title=\"\(title)\">\(count)</span>"
    }

    private func none(_ words: Phrase, columns: Int, for viewer: Viewer) -> HTML {
        "<tr class=\"none\" id=\"\(key)\"><td class=\"muted\" colspan=\"\(columns)\">\(viewer.language[words])</td></tr>"
    }

    private func figures(_ board: ReceptionBoard, for viewer: Viewer) -> HTML {
        let language = viewer.language
        let channels = board.channels.map { channel -> HTML in
            "<div><dt>\(foreign(channel.name, limit: 40))</dt><dd>\(channel.count)</dd></div>"
        }
        let bad: HTML = board.lost > 0 ? " class=\"bad\"" : .nothing
        return """
            <dl class="stats" id="\(key)">\(channels)\
            <div><dt>\(language[.receptionAverageWait])</dt><dd>\(board.averageWait.map(length) ?? "–")</dd></div>\
            <div><dt>\(language[.worklistUnprocessed])</dt><dd>\(board.unprocessed)</dd></div>\
            <div><dt>\(language[.receptionLostCount])</dt><dd\(bad)>\(board.lost)</dd></div>\
            <div><dt>\(language[.receptionFirstTime])</dt><dd>\(board.firstTime)</dd></div></dl>
            """
    }
}
