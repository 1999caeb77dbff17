import ContactCenter

/// Somebody who may listen in on the calls of others, and on whose (requirements S4.16–S4.18).
struct Listener: Hashable, Sendable {
    private let user: UserID
    private let reach: CallReach

    /// - Returns: `nil` for who may not.
    init?(_ reader: SignedIn?) {
        guard let reader, reader.rights.allows(.listening) else { return nil }
        user = reader.user.id
        reach = reader.reach(of: .listening)
    }

    /// Never oneself.
    func mayHear(_ seat: Seat) -> Bool {
        guard seat.user != user else { return false }
        return switch reach {
        case .everybody: true
        case .some(.department(let department)): seat.department == department
        case .some(.user), .nobody: false
        }
    }

    /// Where they sit: the phone that listens.
    func phone(on floor: Floor) -> Extension? { floor.seat(of: user)?.phone }

    /// What the reader can do about what a phone says.
    ///
    /// - Parameter calls: those in progress.
    /// - Returns: `nil` where nothing can be heard, or the reader may not hear it, or sits at no phone, or listens to another one.
    func control(of phone: Extension, in calls: some Sequence<Call>, on floor: Floor) -> ListeningControl? {
        guard floor.connection == .connected, let own = self.phone(on: floor), own != phone,
            let seat = floor.seats[phone], mayHear(seat)
        else { return nil }
        if let running = floor.listenings.by(own) {
            return running.to == phone ? .running(running, to: seat.displayName) : nil
        }
        return Self.audible(phone, in: calls).map { .offer(to: seat.user, name: seat.displayName, $0) }
    }

    /// The call in which a phone speaks, or waits for who speaks elsewhere.
    static func audible(_ phone: Extension, in calls: some Sequence<Call>) -> CallID? {
        calls.compactMap { PhoneCall($0, on: phone) }.filter(\.isAudible)
            .min { ($0.state.rank, $0.startedAt) < ($1.state.rank, $1.startedAt) }?.id
    }
}

/// What stands beside a person for who may listen.
enum ListeningControl: Hashable, Sendable {
    case offer(to: UserID, name: String, CallID)
    /// The reader's own phone hears this one.
    case running(Listening, to: String)
}

extension PhoneCall {
    fileprivate var isAudible: Bool {
        switch state {
        case .talking, .holding, .consulting: true
        case .ringing, .dialling, .connecting, .over: false
        }
    }
}
