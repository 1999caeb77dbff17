import Foundation

/// One phone or outside number that the PBX called within a call, from its first ring to its release.
package struct CallLeg: Hashable, Sendable, Codable {
    /// What a leg is doing now; the lengths below are sums over the states it has left.
    package enum State: String, Sendable, Codable {
        case calling
        case ringing
        /// Picked up, but not (or no longer) joined with the other party.
        case answered
        case talking
        case holding
        case consulting
        case released
    }

    package enum Role: String, Sendable, Codable {
        /// The operator's own phone in a click-to-call: he is the caller, called first.
        case caller
    }

    /// Its place in the order of the calling, from 0. Names the leg within its call.
    package var ordinal: Int
    package var party: Party
    package var role: Role?
    /// On which line an outside number was called; `nil` for phones, and for what is known from records alone.
    package var trunk: TrunkName?
    /// The queue that offered the call to this phone, if one did.
    package var queue: QueueName?
    package var state: State
    /// Since when it is in `state`.
    package var stateSince: Date

    package var calledAt: Date
    package var rangAt: Date?
    package var answeredAt: Date?
    /// When the phone was released or stopped ringing.
    package var leftAt: Date?
    /// Bridged with the other party of the call, nobody on hold, no consultation (decision D28). Grows when a state ends.
    package var talkTime: Duration = .zero
    /// The other party on hold and no consultation running.
    package var holdTime: Duration = .zero
    /// Two of our people joined while the other party waits.
    package var consultTime: Duration = .zero
    /// When it talked, held and consulted, in the order of time, without the state it is in. See `stretches(asOf:)`.
    package var stretches: [LegStretch] = []
    /// `nil` while the leg lives.
    package var result: LegResult?
    /// False where instants or lengths above could not be known, because nobody listened when they happened.
    package var isExact = true

    package init(ordinal: Int, party: Party, role: Role? = nil, queue: QueueName? = nil, calledAt: Date) {
        self.ordinal = ordinal
        self.party = party
        self.role = role
        self.queue = queue
        self.calledAt = calledAt
        self.state = .calling
        self.stateSince = calledAt
    }

    /// How long the phone rang: to the answer, else to the release; `nil` if it never rang.
    package func ringTime(asOf now: Date) -> Duration? {
        guard let rangAt else { return nil }
        return .between(rangAt, answeredAt ?? leftAt ?? now)
    }

    /// `talkTime` with the talk that is going on.
    package func talkTime(asOf now: Date) -> Duration {
        state == .talking ? talkTime + .between(stateSince, now) : talkTime
    }
}

extension Duration {
    /// The length from one instant to the other, to the microsecond; never negative.
    package static func between(_ start: Date, _ end: Date) -> Duration {
        .microseconds(Int64((max(0, end.timeIntervalSince(start)) * 1_000_000).rounded()))
    }

    /// In seconds with fraction, for screens and JSON.
    package var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }

    /// In whole milliseconds, as the database keeps it.
    package var inMilliseconds: Int64 {
        components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }
}
