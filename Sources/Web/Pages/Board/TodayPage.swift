import ContactCenter
import Foundation

/// The dashboard (requirement S4.23): today at a glance, beside the same weekday a week ago.
struct TodayPage: LivePage {
    static let path = "/today"

    private let rules: ServiceLevelRules
    private var board: DayBoard?
    private var waiting = 0

    init(_ rules: ServiceLevelRules) { self.rules = rules }

    var interest: LiveInterest { .board }
    /// Numbers that change all the time cannot be read.
    var pace: Duration { .seconds(2) }

    mutating func show(_ snapshot: LiveSnapshot) { take(snapshot.floor) }

    mutating func apply(_ change: LiveChange) {
        if case .floor(let floor) = change { take(floor) }
    }

    private mutating func take(_ floor: Floor) {
        board = floor.board
        waiting = floor.reception.waiting.count
    }

    func parts(at now: Date) -> [TodayPart] {
        guard let board else { return [.counting] }
        var parts: [TodayPart] = [.counted(board.day, at: board.countedAt)]
        parts += TodayFigure.now(board, waiting: waiting).map { TodayPart.figure($0, .now, rules) }
        parts += TodayFigure.calls(board, rules).map { TodayPart.figure($0, .calls, rules) }
        parts += TodayFigure.contacts(board).map { TodayPart.figure($0, .contacts, rules) }
        parts += board.hours.enumerated().map { place, hour in
            TodayPart.hour(hour, place: place, isOver: hour.from <= now)
        }
        parts += board.operators.isEmpty ? [TodayPart.nobody] : board.operators.map(TodayPart.person)
        return parts
    }
}

/// What changes on the dashboard.
enum TodayPart: LivePart {
    enum Region: String, LiveRegion {
        case moment = "today-moment"
        case now = "today-part-now"
        case calls = "today-part-calls"
        case contacts = "today-part-contacts"
        case hours = "today-hours"
        case people = "today-people"

        var followsPosition: Bool { false }
    }

    case counted(Day, at: Date)
    case counting
    case figure(TodayFigure, Region, ServiceLevelRules)
    case hour(DayBoard.Hour, place: Int, isOver: Bool)
    case person(DayBoard.Operator)
    case nobody

    var region: Region {
        switch self {
        case .counted, .counting: .moment
        case .figure(_, let region, _): region
        case .hour: .hours
        case .person, .nobody: .people
        }
    }

    var key: String {
        switch self {
        case .counted: "today-counted"
        case .counting: "today-counting"
        case .figure(let figure, _, _): figure.key
        case .hour(_, let place, _): "today-hour-\(place)"
        case .person(let person): "today-person-\(person.user)"
        case .nobody: "today-nobody"
        }
    }

    func html(for viewer: Viewer) -> HTML {
        let language = viewer.language
        switch self {
        case .counted(let day, let moment):
            let weekAgo = HTML(text: String(dateText(day - 7).prefix(5)))
            return """
                <span id="\(key)">\(HTML(text: dateText(day))), \(language[day.weekdayPhrase]) · \
                \(language(.boardCountedAt, secondsTime(moment, for: viewer))) · \
                \(language(.boardComparedWith, weekAgo))</span>
                """
        case .counting: return "<span id=\"\(key)\">\(language[.boardCounting])</span>"
        case .figure(let figure, _, let rules): return figure.html(rules, for: viewer)
        case .hour(let hour, _, let isOver): return row(hour, isOver: isOver, for: viewer)
        case .person(let person): return row(person, for: viewer)
        case .nobody:
            return """
                <tr id="\(key)" class="none"><td colspan="4"><div class="empty"><b>\(language[.boardNobodyDid])</b></div></td></tr>
                """
        }
    }

    /// Hours that have not begun stand empty.
    private func row(_ hour: DayBoard.Hour, isOver: Bool, for viewer: Viewer) -> HTML {
        let cells = [hour.calls, hour.missed].map { count -> HTML in
            isOver
                ? "<td class=\"num\" data-value=\"\(count)\">\(HTML(text: grouped(Int(count))))</td>"
                : "<td class=\"num\" data-value=\"\"></td>"
        }
        return "<tr id=\"\(key)\"><th scope=\"row\">\(clockTime(hour.from, for: viewer))</th>\(cells)</tr>"
    }

    private func row(_ person: DayBoard.Operator, for viewer: Viewer) -> HTML {
        let links = TodayLinks(viewer: viewer)
        func linked(_ count: Int64, _ address: ListAddress?) -> HTML {
            let number = HTML(text: grouped(Int(count)))
            return address.map { "<a class=\"figure\" href=\"\($0.html)\">\(number)</a>" } ?? number
        }
        return """
            <tr id="\(key)"><th scope="row">\(foreign(person.name, limit: 60))</th>\
            <td class="num">\(linked(person.handled, links.calls(of: person.user)))</td>\
            <td class="num">\(length(person.talkTime))</td>\
            <td class="num">\(linked(person.registered, links.contacts(of: person.user)))</td></tr>
            """
    }
}

extension TodayPage {
    func html(at position: Position, address: String, for viewer: Viewer) -> HTML {
        let language = viewer.language
        let parts = parts(at: viewer.now)
        func region(_ region: TodayPart.Region) -> HTML { parts.html(in: region, for: viewer) }
        func figures(_ title: Phrase, _ place: TodayPart.Region) -> HTML {
            """
            <section aria-label="\(language[title])"><h2>\(language[title])</h2>\
            <dl class="stats" id="\(HTML(text: place.rawValue))">\(region(place))</dl></section>
            """
        }
        func head(_ columns: [(Phrase, Phrase?)]) -> HTML {
            let cells = columns.enumerated().map { place, column -> HTML in
                let title = column.1.map { explanation -> HTML in " title=\"\(language[explanation])\"" } ?? .nothing
                let number: HTML = place == 0 ? .nothing : " class=\"num\""
                return "<th scope=\"col\"\(number)\(title)>\(language[column.0])</th>"
            }
            return "<thead><tr>\(cells)</tr></thead>"
        }
        let shell = Shell(title: language[.boardToday], place: .today, position: position, follows: ["page=today"])
        return shell.page(
            """
            <div class="page-head"><h1>\(language[.boardToday])</h1><span class="muted" id="today-moment">\(region(.moment))</span></div>
            <div class="today">\(figures(.boardNow, .now))\(figures(.boardCalls, .calls))\(figures(.contacts, .contacts))</div>
            <section class="card" data-hours><header><h2>\(language[.boardByHour])</h2></header><div class="body chart">\
            <div class="picture" hidden><canvas role="img" aria-label="\(language[.boardByHour])"></canvas></div>\
            <details open><summary>\(language[.boardAsTable])</summary><div class="scroll" tabindex="0" role="region" \
            aria-label="\(language[.boardByHour])"><table class="table dense">\
            \(head([(.reportHour, nil), (.boardCalls, .measureInboundCalls), (.boardMissed, .measureMissedToday)]))\
            <tbody id="today-hours">\(region(.hours))</tbody></table></div></details></div></section>
            <section class="card"><header><h2>\(language[.boardOperators])</h2></header><div class="scroll" tabindex="0" role="region" \
            aria-label="\(language[.boardOperators])"><table class="table dense">\
            \(head([(.employee, nil), (.boardHandled, .measureHandled), (.boardTalk, .measureTalk), (.boardRegistered, .measureRegisteredBy)]))\
            <tbody id="today-people">\(region(.people))</tbody></table></div></section>
            """,
            address: address,
            for: viewer
        )
    }
}
