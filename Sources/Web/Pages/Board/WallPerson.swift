import ContactCenter
import Foundation

/// Somebody on shift, as the wall-board shows them: what they do, and since when.
struct WallPerson: Hashable, Sendable {
    enum State: Hashable, Sendable {
        case talking
        case holding
        case ringing
        case dialling
        /// The phone is in use, for no call that we know.
        case lineBusy
        case wrapUp
        case free
        case paused
        case busy
        case away
        case own(String)
        /// The PBX cannot reach the phone.
        case unreachable
    }

    var user: UserID
    var name: String
    var state: State
    /// `nil` where nobody knows.
    var since: Date?
    /// What the reader can do to hear them.
    var listening: ListeningControl?

    /// - Parameter calls: those in progress; none while nothing is heard from the PBX.
    init(_ seat: Seat, on floor: Floor, calls: some Sequence<Call>) {
        user = seat.user
        name = seat.displayName
        let own = calls.compactMap { PhoneCall($0, on: seat.phone) }
            .min { ($0.state.rank, $0.startedAt) < ($1.state.rank, $1.startedAt) }
        if let own, let state = State(own.state) {
            (self.state, since) = (state, own.since)
        } else {
            (state, since) = Self.rest(seat, on: floor)
        }
    }

    /// Speaks with somebody, or has put them on hold.
    var isTalking: Bool { state == .talking || state == .holding }

    /// What somebody does who has no call.
    private static func rest(_ seat: Seat, on floor: Floor) -> (State, since: Date?) {
        switch floor.phones[seat.phone] {
        case .offline: return (.unreachable, nil)
        case .ringing, .talking, .busy, .onHold: return (.lineBusy, nil)
        case .ready, nil: break
        }
        let presence = floor.presences[seat.user]
        switch presence?.status {
        case .busy: return (.busy, presence?.since)
        case .away: return (.away, presence?.since)
        case .own(let status): return (.own(status.rawValue), presence?.since)
        case .available, .offline, nil: break
        }
        if let since = presence?.wrappingUpSince { return (.wrapUp, since) }
        let places = floor.queues.values.flatMap(\.members).filter { $0.phone == seat.phone }
        if !places.isEmpty, places.allSatisfy(\.isPaused) { return (.paused, nil) }
        return (.free, presence?.freeSince)
    }
}

extension WallPerson.State {
    fileprivate init?(_ state: PhoneCall.State) {
        switch state {
        case .talking, .connecting, .consulting: self = .talking
        case .holding: self = .holding
        case .ringing: self = .ringing
        case .dialling: self = .dialling
        case .over: return nil
        }
    }
}

extension WallPerson {
    func row(id: String, for viewer: Viewer) -> HTML {
        let time = since.map { running(since: $0, for: viewer) } ?? .nothing
        return """
            <li id="\(id)"><span class="presence\(look)">\(foreign(name, limit: 40))</span>\
            <span class="doing">\(word(in: viewer.language))</span>\(time)\
            \(listening.map(ListeningView(viewer: viewer).html) ?? .nothing)</li>
            """
    }

    private var look: HTML {
        switch state {
        case .free: .nothing
        case .talking, .holding, .lineBusy, .busy: " busy"
        case .ringing, .dialling, .wrapUp: " wrap-up"
        case .away, .paused: " away"
        case .own: " own"
        case .unreachable: " off"
        }
    }

    private func word(in language: Language) -> HTML {
        switch state {
        case .talking: language[.lineTalking]
        case .holding: language[.lineOnHold]
        case .ringing: language[.lineRinging]
        case .dialling: language[.dialling]
        case .lineBusy: language[.lineBusy]
        case .wrapUp: language[.boardWrapUp]
        case .free: language[.colleagueFree]
        case .paused: language[.paused]
        case .busy: language[.boardBusy]
        case .away: language[.boardAway]
        case .own(let status): foreign(status, limit: 40)
        case .unreachable: language[.lineOffline]
        }
    }
}
