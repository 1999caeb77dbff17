import ContactCenter
import Foundation

/// A call as it concerns one phone: what the card on that phone's desk shows of it.
struct PhoneCall: Hashable, Sendable {
    enum State: Hashable, Sendable {
        /// This phone rings, or the PBX is about to make it ring.
        case ringing
        /// This phone calls somebody.
        case dialling
        /// Picked up, not joined with the other side yet.
        case connecting
        case talking
        case holding
        /// Speaking with colleagues while the other side waits.
        case consulting(with: [Party])
        /// The phone is out of the call; the card stays until it is closed.
        case over(QuietLine.End)

        /// Which of several calls a person at the phone is busy with: the lowest.
        var rank: Int {
            switch self {
            case .talking, .connecting, .consulting: 0
            case .holding: 1
            case .dialling: 2
            case .ringing: 3
            case .over: 4
            }
        }
    }

    /// How the call came to this phone, if not straight.
    enum HandOver: Hashable, Sendable {
        case transferred(by: Party)
        /// Sent on before any person had answered.
        case forwarded(from: Party)
        /// A transfer from this phone came back.
        case returned(from: Party)

        var party: Party {
            switch self {
            case .transferred(let party), .forwarded(let party), .returned(let party): party
            }
        }
    }

    var id: CallID
    var direction: CallDirection
    var state: State
    var since: Date
    /// The number at the other end; `nil` when caller ID was not delivered (requirement S0.6).
    var number: String?
    var name: String?
    /// The number of ours that was dialled.
    var did: String?
    var queue: QueueName?
    var wait: Wait?
    var ivrTime: Duration?
    var handOver: HandOver?
    /// Other phones that ring with it.
    var alsoRinging: [Extension]
    var startedAt: Date
    var history: History
    /// How the call was lost, or ended by the other side.
    var farewell: Farewell?

    enum Farewell: Hashable, Sendable {
        case hungUpByCaller
        /// Nobody took the call that this phone had handed on.
        case lostInTransfer
    }

    /// What is known of the number's earlier calls.
    enum History: Hashable, Sendable {
        /// There is no number to look for.
        case noNumber
        case loading
        case known(EarlierCalls.Answer)
    }

    /// - Returns: `nil` when the phone neither rings nor is in the call.
    init?(_ call: Call, on phone: Extension, history: EarlierCalls.Answer? = nil) {
        guard !call.isEnded, let (state, since) = Self.state(of: call, on: phone) else { return nil }
        self.init(call, on: phone, state, since, history)
    }

    /// A call that the phone was part of.
    ///
    /// - Returns: `nil` when the phone still is, or never was.
    init?(over call: Call, on phone: Extension, history: EarlierCalls.Answer? = nil) {
        guard let line = QuietLine(call, on: phone) else { return nil }
        self.init(call, on: phone, .over(line.end), line.at, history)
        if call.isEnded { farewell = Self.farewell(of: call, from: phone) }
    }

    private init(
        _ call: Call,
        on phone: Extension,
        _ state: State,
        _ since: Date,
        _ history: EarlierCalls.Answer?
    ) {
        id = call.id
        direction = call.direction
        self.state = state
        self.since = since
        (number, name) = call.otherSide(seenFrom: phone)
        did = call.direction == .inbound ? call.dialled : nil
        queue = call.queue
        wait = Wait(of: call)
        ivrTime = call.ivrStartedAt == nil || call.ivrEndedAt == nil ? nil : call.ivrTime(asOf: call.startedAt)
        handOver = Self.handOver(of: call, to: phone)
        alsoRinging = state == .ringing ? call.ringingPhones.filter { $0 != phone } : []
        startedAt = call.startedAt
        self.history = number == nil ? .noNumber : history.map(History.known) ?? .loading
    }

    /// Somebody calls this phone, and it rings.
    var isIncoming: Bool { state == .ringing && direction != .outbound }

    var isOver: Bool {
        if case .over = state { true } else { false }
    }

    /// The phone has been picked up and is in the call still, whoever waits.
    var isGoingOn: Bool {
        switch state {
        case .connecting, .talking, .holding, .consulting: true
        case .ringing, .dialling, .over: false
        }
    }

    /// An inbound call that somebody at this phone answered: a contact is to be registered of it.
    var isTaken: Bool { direction == .inbound && isSpoken }

    /// A call of ours that the client answered: a contact may be registered of it (decision D24).
    var mayBeTaken: Bool { direction == .outbound && isSpoken }

    private var isSpoken: Bool {
        switch state {
        case .talking, .holding, .consulting, .over(.talked), .over(.transferred): true
        case .ringing, .dialling, .connecting, .over: false
        }
    }

    /// Those whom the card names.
    var people: [Party] {
        let met: [Party] =
            switch state {
            case .consulting(let colleagues): colleagues
            case .over(let end): end.people
            case .ringing, .dialling, .connecting, .talking, .holding: []
            }
        return met + (handOver.map { [$0.party] } ?? [])
    }

    private static func farewell(of call: Call, from phone: Extension) -> Farewell? {
        if let transfer = call.transferAway(by: phone), !transfer.isAnswered { return .lostInTransfer }
        return call.isHungUpByCaller ? .hungUpByCaller : nil
    }

    private static func state(of call: Call, on phone: Extension) -> (State, since: Date)? {
        if let leg = call.legs.last(where: { $0.party == .phone(phone) && $0.state != .released }) {
            return state(of: leg, in: call)
        }
        guard call.callerPhone == phone, call.transferAway(by: phone) == nil else { return nil }
        switch call.state {
        case .arriving, .inIVR, .inQueue, .ringing: return (.dialling, call.startedAt)
        case .talking: return (.talking, call.answeredAt ?? call.startedAt)
        case .onHold: return (.holding, call.liveSince(.holding) ?? call.startedAt)
        case .consulting:
            return (.consulting(with: call.consulted(apartFrom: phone)), call.liveSince(.consulting) ?? call.startedAt)
        case .ended: return nil
        }
    }

    private static func state(of leg: CallLeg, in call: Call) -> (State, since: Date)? {
        switch leg.state {
        case .calling, .ringing: (.ringing, leg.rangAt ?? leg.calledAt)
        case .answered: (.connecting, leg.stateSince)
        case .talking: (.talking, leg.answeredAt ?? leg.stateSince)
        case .holding: (.holding, leg.stateSince)
        case .consulting: (.consulting(with: call.consulted(apartFrom: leg.party.phone)), leg.stateSince)
        case .released: nil
        }
    }

    private static func handOver(of call: Call, to phone: Extension) -> HandOver? {
        if let transfer = call.transfers.last(where: { $0.isReturned }), transfer.from == .phone(phone) {
            return .returned(from: transfer.to)
        }
        if let from = call.transfers.last?.from, from != .phone(phone) { return .transferred(by: from) }
        // From a place in the dialplan it was nobody's: that is the PBX's way, or our own Redirect on arrival.
        if let steering = call.steerings.last, steering.to == .phone(phone),
            case let rang = Party.phone(Extension(steering.from)), call.legs.contains(where: { $0.party == rang })
        {
            return .forwarded(from: rang)
        }
        return nil
    }
}

/// How long the caller has waited for a person, or waits still (decision D28).
enum Wait: Hashable, Sendable {
    case running(since: Date)
    case over(Duration)

    /// - Returns: `nil` for a call that is not inbound, or that was never offered to anybody.
    init?(of call: Call) {
        guard call.direction == .inbound, let from = [call.queuedAt, call.rangAt].compactMap({ $0 }).min() else {
            return nil
        }
        if let end = call.answeredAt ?? call.endedAt {
            self = .over(.between(from, end))
        } else if call.answeredBefore == nil {
            self = .running(since: from)
        } else {
            return nil
        }
    }
}
