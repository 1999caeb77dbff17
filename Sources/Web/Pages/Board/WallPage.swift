import ContactCenter
import Foundation

/// The wall-board (requirement S4.23): a screen on the wall that says how it goes now and has gone today, for a room, a branch or a
/// queue.
struct WallPage: LivePage {
    /// Figures that were counted longer ago, in seconds, are not shown as today's.
    private static let lifetime = 60.0
    /// More people are not read from five metres.
    private static let mostPeople = 32

    private let scope: OnlineScope
    private let asked: BoardSelection
    private let rules: ServiceLevelRules
    private let numbers: any PhoneNumberReading
    /// The reader, where they may listen in and want to do it from here.
    private var listener: Listener?
    private var calls: [CallID: Call] = [:]
    private var floor = Floor()

    init(_ scope: OnlineScope, _ asked: BoardSelection, _ rules: ServiceLevelRules, numbers: any PhoneNumberReading) {
        self.scope = scope
        self.asked = asked
        self.rules = rules
        self.numbers = numbers
    }

    /// - Parameter listens: the page is the reader's own and has buttons to listen with.
    /// - Returns: `nil` for who may not watch at all.
    init?(
        for reader: SignedIn,
        _ asked: BoardSelection,
        _ rules: ServiceLevelRules,
        numbers: any PhoneNumberReading,
        listens: Bool = false
    ) {
        guard let scope = OnlineScope(of: reader) else { return nil }
        self.init(scope, asked, rules, numbers: numbers)
        if listens { listener = Listener(reader) }
    }

    var interest: LiveInterest { .board }
    var pace: Duration { .milliseconds(200) }

    mutating func show(_ snapshot: LiveSnapshot) {
        calls = Dictionary(snapshot.calls.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        floor = snapshot.floor
    }

    mutating func apply(_ change: LiveChange) {
        switch change {
        case .call(let call): calls[call.id] = call.isEnded ? nil : call
        case .merged(let call, _), .withdrawn(let call): calls[call] = nil
        case .floor(let floor): self.floor = floor
        case .card, .contact, .document, .tasks, .staff: break
        }
    }

    /// Queues that the reader may choose from.
    var queues: [QueueName] { scope.part(of: floor).queues.keys.sorted() }

    func title(of queue: QueueName) -> String { floor.queueRules[queue]?.title ?? queue.rawValue }

    func parts(at now: Date) -> [WallPart] {
        let part = scope.part(of: floor)
        // Who may not see everything sees what comes by the queues of their people.
        let selection = scope == .all ? asked : asked.limited(to: Set(part.queues.keys))
        let isHeard = part.connection == .connected || part.connection == .elsewhere
        let heard = isHeard ? Array(calls.values) : []
        let people = people(on: part, calls: heard)
        let board = floor.board.flatMap { now.timeIntervalSince($0.countedAt) < Self.lifetime ? $0 : nil }

        var parts: [WallPart] = [.connection(part.connection)]
        if let old = floor.board, board == nil { parts.append(.stale(old.countedAt)) }
        let waiting = isHeard ? waiting(of: heard, on: part, selection) : nil
        parts.append(.tile(.waiting(waiting)))
        parts.append(.tile(.talking(isHeard ? people.count(where: \.isTalking) : nil, of: people.count)))
        let figures = board?.figures(of: selection)
        parts.append(.tile(.owed(board?.callBacks(of: selection))))
        parts.append(.tile(.serviceLevel(figures?.serviceLevel, rules)))
        parts.append(.tile(.count(.calls, figures?[.calls])))
        parts.append(.tile(.count(.registered, figures?[.contacts])))
        parts.append(.tile(.count(.appointments, figures?[.appointments])))
        parts.append(.tile(.loss(figures?.lossRate)))
        parts += people.isEmpty ? [.nobody] : people.prefix(Self.mostPeople).map(WallPart.person)
        if people.count > Self.mostPeople { parts.append(.more(people.count - Self.mostPeople)) }
        return parts
    }

    private func waiting(of calls: [Call], on part: Floor, _ selection: BoardSelection) -> WallTile.Waiting {
        let since = calls.filter { scope.includes($0, on: part) && selection.includes(place(of: $0)) }
            .compactMap(\.waitingSince)
        return WallTile.Waiting(count: since.count, since: since.min())
    }

    private func place(of call: Call) -> DayBoard.Place {
        // Numbers are looked up for who asks for a branch alone.
        let branch = asked.branch.flatMap { _ in
            call.dialled.flatMap { numbers.read($0).key }.flatMap { floor.board?.branchesOfNumbers[$0] }
        }
        return DayBoard.Place(branch: branch, queue: call.queue)
    }

    /// Those on shift: they sit at a phone and are there. In the order of their names, so that nobody changes place.
    private func people(on part: Floor, calls: [Call]) -> [WallPerson] {
        part.seats.values.filter { seat in
            guard scope.includes(seat), part.presences[seat.user]?.status != .offline else { return false }
            if let branch = asked.branch, floor.board?.branchesOfUsers[seat.user] != branch { return false }
            // Where another process follows the PBX, nobody knows who works which queue.
            guard let queues = asked.queues, !floor.queues.isEmpty else { return true }
            return queues.contains { part.queues[$0]?.members.contains { $0.phone == seat.phone } ?? false }
        }
        .sorted { ($0.displayName, $0.user.rawValue) < ($1.displayName, $1.user.rawValue) }
        .map { seat in
            var person = WallPerson(seat, on: part, calls: calls)
            person.listening = listener?.control(of: seat.phone, in: calls, on: part)
            return person
        }
    }
}

/// What changes on the wall-board.
enum WallPart: LivePart {
    enum Region: String, LiveRegion {
        case state = "wall-state"
        case now = "wall-now"
        case day = "wall-day"
        case people = "wall-people"

        /// They depend on more than calls.
        var followsPosition: Bool { false }
    }

    case connection(PBXConnection)
    /// The figures of the day are old.
    case stale(Date)
    case tile(WallTile)
    case person(WallPerson)
    case more(Int)
    case nobody

    var region: Region {
        switch self {
        case .connection, .stale: .state
        case .tile(let tile): tile.isOfNow ? .now : .day
        case .person, .more, .nobody: .people
        }
    }

    var key: String {
        switch self {
        case .connection: "wall-pbx"
        case .stale: "wall-stale"
        case .tile(let tile): tile.key
        case .person(let person): "wall-person-\(person.user)"
        case .more: "wall-more"
        case .nobody: "wall-nobody"
        }
    }

    func html(for viewer: Viewer) -> HTML {
        let language = viewer.language
        return switch self {
        case .connection(let connection): state(connection, for: viewer)
        case .stale(let since):
            "<span class=\"pill bad\" id=\"\(key)\">\(language(.boardStale, clockTime(since, for: viewer)))</span>"
        case .tile(let tile): tile.html(for: viewer)
        case .person(let person): person.row(id: key, for: viewer)
        case .more(let count): "<li id=\"\(key)\" class=\"muted\">\(language(.boardMore, "\(count)"))</li>"
        case .nobody: "<li id=\"\(key)\" class=\"muted\">\(language[.boardNobody])</li>"
        }
    }

    private func state(_ connection: PBXConnection, for viewer: Viewer) -> HTML {
        let language = viewer.language
        return switch connection {
        case .connected: "<span class=\"presence\" id=\"\(key)\">\(language[.pbxConnected])</span>"
        case .connecting: "<span class=\"presence away\" id=\"\(key)\">\(language[.pbxConnecting])</span>"
        case .lost(let since):
            "<span class=\"pill bad\" id=\"\(key)\">\(language(.pbxLostSince, clockTime(since, for: viewer)))</span>"
        case .elsewhere: "<span class=\"presence own\" id=\"\(key)\">\(language[.pbxElsewhere])</span>"
        }
    }
}
