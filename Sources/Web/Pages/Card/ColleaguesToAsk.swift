import ContactCenter
import Foundation

/// Everybody who sits at another phone and can be asked before a client is handed over, by name (requirement S4.20): a list that
/// the card opens, true at any moment.
struct ColleaguesToAsk: LivePage {
    private let phone: Extension
    private let reader: UserID
    private var floor: Floor

    /// - Parameter phone: the reader's own.
    init(besides phone: Extension, of reader: UserID, on floor: Floor = Floor()) {
        self.phone = phone
        self.reader = reader
        self.floor = floor
    }

    /// What the list follows, a query of `FollowedPage`.
    static func follows(besides phone: Extension) -> HTML { "page=to-ask&amp;\(SitePath.extensionQuery(phone))" }

    var interest: LiveInterest { .staff }
    var pace: Duration { .milliseconds(300) }

    mutating func show(_ snapshot: LiveSnapshot) { floor = snapshot.floor }

    mutating func apply(_ change: LiveChange) {
        if case .staff(let staff) = change { floor = staff.floor }
    }

    func parts(at now: Date) -> [ColleagueToAsk] {
        floor.seats.values.filter { $0.phone != phone && $0.user != reader }
            .map { ColleagueToAsk(user: $0.user, name: $0.displayName, phone: $0.phone, line: floor.phones[$0.phone]) }
            .sorted { ($0.name, $0.user.rawValue) < ($1.name, $1.user.rawValue) }
    }
}

/// Somebody who sits at a phone and can be asked, with the phone's state.
struct ColleagueToAsk: LivePart {
    enum Region: String, LiveRegion {
        case list = "to-ask"

        var followsPosition: Bool { false }
    }

    var user: UserID
    var name: String
    var phone: Extension
    var line: LineState?

    var region: Region { .list }
    var key: String { "ask-\(phone.rawValue)" }

    /// A row that is pressed to call them, and a button that sends the client on without asking.
    func html(for viewer: Viewer) -> HTML {
        let word = line.map { lineWord($0, for: viewer) } ?? .nothing
        let disabled: HTML = line == .offline ? " disabled" : .nothing
        let number = HTML(text: phone.rawValue)
        let hint = viewer.language(.sendOnHint, foreign(name, limit: 60))
        return """
            <li id="\(key)"><button class="plain pick" name="phone" value="\(number)"\(disabled)>\
            <span class="grow">\(foreign(name, limit: 60))</span>\(word) \
            <span class="number muted">\(foreign(phone.rawValue, limit: 40))</span></button>\
            <button class="button small" name="phone" value="\(number)" formaction="\(SitePath.sendOn)"\(disabled)>\
            \(viewer.language[.sendOnAtOnce])<span class="only-read"> \(hint)</span></button></li>
            """
    }
}
