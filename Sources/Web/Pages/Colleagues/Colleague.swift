import ContactCenter
import Foundation

/// Somebody whose state a reader watches (requirements S4.19, S4.25).
struct Colleague: Hashable, Sendable {
    var id: UserID
    var name: String
    var department: String?
    var photo: PhotographedEmployee?

    init(_ user: User, photo: PhotographedEmployee? = nil) {
        self.photo = photo
        id = user.id
        name = user.displayName
        department = user.department
    }
}

/// A colleague as they are now.
struct ColleagueRow: Hashable, Sendable {
    enum State: Hashable, Sendable {
        /// Sits at no phone.
        case away
        /// Sits at a phone that the PBX cannot reach.
        case unreachable
        case free
        case paused(reason: String?)
        case ringing(Counterpart)
        case dialling(Counterpart)
        case talking(Counterpart)
        case holding(Counterpart)
        /// The phone is in use, for no call that we know.
        case busy
    }

    /// At the other end of a colleague's call.
    struct Counterpart: Hashable, Sendable {
        var number: String?
        var name: String?
        var since: Date
        /// The reader may not know whom the colleague speaks with.
        var isHidden: Bool
    }

    var colleague: Colleague
    var phone: Extension?
    var state: State
    var presence: Presence?
    /// The queues in which the PBX did not do what the status asks for.
    var refusing: [QueueName]
    /// The client's call that rings the colleague, where the reader may take it to their own phone.
    var pickable: CallID?
    /// What the reader can do to hear the colleague.
    var listening: ListeningControl?

    /// - Parameter own: the phone to which the reader may take calls; `nil` where they may not, or sit at none.
    init(
        _ colleague: Colleague,
        on floor: Floor,
        calls: some Sequence<Call>,
        for reader: SignedIn?,
        pickingUpAt own: Extension? = nil
    ) {
        self.colleague = colleague
        presence = floor.presences[colleague.id]
        refusing = floor.queueRefusals[colleague.id] ?? []
        phone = floor.seat(of: colleague.id)?.phone
        guard let phone else {
            state = .away
            return
        }
        let isHidden = !(reader?.maySeeCalls(of: colleague) ?? false)
        let present = calls.compactMap { PhoneCall($0, on: phone) }
        state = Self.state(of: present, isHidden: isHidden) ?? Self.state(of: phone, on: floor)
        if let own { pickable = Self.pickable(of: present, at: own)?.id }
        listening = Listener(reader)?.control(of: phone, in: calls, on: floor)
    }

    /// The client who has rung for longest and does not ring at the own phone, where they are simply answered.
    private static func pickable(of calls: [PhoneCall], at own: Extension) -> PhoneCall? {
        calls.filter { $0.state == .ringing && $0.direction == .inbound && !$0.alsoRinging.contains(own) }
            .min { $0.startedAt < $1.startedAt }
    }

    private static func state(of calls: [PhoneCall], isHidden: Bool) -> State? {
        guard let call = calls.min(by: { ($0.state.rank, $0.startedAt) < ($1.state.rank, $1.startedAt) }) else {
            return nil
        }
        let other = Counterpart(number: call.number, name: call.name, since: call.since, isHidden: isHidden)
        return switch call.state {
        case .ringing: .ringing(other)
        case .dialling: .dialling(other)
        case .connecting, .talking, .consulting: .talking(other)
        case .holding: .holding(other)
        case .over: nil
        }
    }

    private static func state(of phone: Extension, on floor: Floor) -> State {
        switch floor.phones[phone] {
        case .offline: return .unreachable
        case .ringing, .talking, .busy, .onHold: return .busy
        case .ready, nil: break
        }
        let places = floor.queues.values.flatMap(\.members).filter { $0.phone == phone }
        guard let paused = places.first(where: \.isPaused), places.allSatisfy(\.isPaused) else { return .free }
        return .paused(reason: paused.pauseReason.flatMap { $0.isEmpty ? nil : $0 })
    }
}

extension SignedIn {
    /// Whom a colleague speaks with is told to who may see their calls.
    fileprivate func maySeeCalls(of colleague: Colleague) -> Bool {
        switch reach(of: .calls) {
        case .nobody: false
        case .everybody: true
        case .some(.department(let department)): colleague.department == department
        case .some(.user(let user)): colleague.id == user
        }
    }
}
