import ContactCenter
import Foundation

/// The panel of colleagues, a part of several pages: what the people whom a reader has chosen are doing (requirements S4.19,
/// S4.25).
struct ColleaguesPage: LivePage {
    /// In the order of their names, so that nobody changes place.
    private let colleagues: [Colleague]
    private let reader: SignedIn?
    /// Calls that ring colleagues can be taken to the reader's phone.
    private let picksUp: Bool
    private var calls: [CallID: Call] = [:]
    private var floor = Floor()

    init(_ colleagues: [Colleague], for reader: SignedIn?, picksUp: Bool = false) {
        self.picksUp = picksUp
        self.colleagues = colleagues.sorted { ($0.name, $0.id.rawValue) < ($1.name, $1.id.rawValue) }
        self.reader = reader
    }

    func shows(_ person: UserID) -> Bool { colleagues.contains { $0.id == person } }

    var interest: LiveInterest { .people(Set(colleagues.map(\.id))) }
    /// A call is asked for, rings and is answered within moments, and each is to be seen within a tenth of a second.
    var pace: Duration { .milliseconds(50) }

    mutating func show(_ snapshot: LiveSnapshot) {
        floor = snapshot.floor
        calls = [:]
        for call in snapshot.calls { take(call) }
    }

    mutating func apply(_ change: LiveChange) {
        switch change {
        case .call(let call): take(call)
        case .merged(let call, _), .withdrawn(let call): calls[call] = nil
        case .floor(let floor): self.floor = floor
        case .card, .contact, .document, .tasks, .staff: break
        }
    }

    private mutating func take(_ call: Call) { calls[call.id] = call.isEnded ? nil : call }

    func parts(at now: Date) -> [ColleaguePart] {
        let own = picksUp ? reader.flatMap { floor.seat(of: $0.user.id)?.phone } : nil
        let rows = colleagues.map {
            ColleagueRow($0, on: floor, calls: calls.values, for: reader, pickingUpAt: own)
        }
        let present = rows.filter { $0.phone != nil }.count
        return [.count(present)] + (rows.isEmpty ? [.none] : rows.map(ColleaguePart.colleague))
    }
}

/// What changes in the panel of colleagues.
enum ColleaguePart: LivePart {
    enum Region: String, LiveRegion {
        case count = "colleagues-count"
        case list = "colleagues"

        var followsPosition: Bool { false }
    }

    case count(Int)
    case colleague(ColleagueRow)
    case none

    var region: Region {
        switch self {
        case .count: .count
        case .colleague, .none: .list
        }
    }

    var key: String {
        switch self {
        case .count: "colleagues-present"
        case .colleague(let row): "colleague-\(row.colleague.id)"
        case .none: "no-colleagues"
        }
    }

    func html(for viewer: Viewer) -> HTML {
        switch self {
        case .count(let present): "<span id=\"\(key)\">\(viewer.language(.onDuty, "\(present)"))</span>"
        case .colleague(let row): ColleagueView(row: row, viewer: viewer).row(id: key)
        case .none: "<li id=\"\(key)\" class=\"muted\">\(viewer.language[.colleaguesNone])</li>"
        }
    }
}
