/// How a called phone behaves.
package enum Reaction: Hashable, Sendable {
    case answers(after: Duration)
    case rejects(after: Duration)
    /// Rings until somebody's patience or the PBX's time is up.
    case rings
    /// Says busy at once, without ringing.
    case busy
    /// Cannot be reached: a number that does not exist.
    case fails
    /// Picks up, and presses the key that takes the call so much later; `nil` never does.
    case confirms(after: Duration, keyAfter: Duration?)
}

/// What people do once two of them talk.
package enum Act: Hashable, Sendable {
    /// How a blind transfer is asked for.
    package enum BlindWay: Hashable, Sendable {
        case refer
        case action
    }

    case talk(Duration)
    case hold(Duration)
    case blindTransfer(to: String, BlindWay)
    /// The caller's channel is sent on by AMI Redirect.
    case redirect(to: String, context: String)
    /// The operator calls a colleague on his other line while the caller hears music, and hands over after a while.
    case attendedTransfer(to: String, after: Duration)
    /// The same by AMI Atxfer.
    case atxfer(to: String, after: Duration)
    case hangUp(Side)
}

/// Which side of a conversation.
package enum Side: Hashable, Sendable {
    case caller
    case called
}

/// What the people of one call are going to do.
package struct CallPlan: Hashable, Sendable {
    /// Where a call comes from.
    package enum Origin: Hashable, Sendable {
        case outside
        case phone(String)
        /// Placed by AMI Originate: the phone is called first.
        case clickToCall(phone: String, actionID: String?, timeout: Duration)
    }

    /// The pattern of calls whose people do only what they are told.
    static let told = "told"

    package var pattern: String
    package var origin = Origin.outside
    package var caller: Caller
    /// The number that is called.
    package var dialled: String
    /// How long the caller waits, from the first signal, while nobody has answered.
    package var patience: Duration?
    /// How phones and outside numbers behave, call after call; the last reaction stays.
    package var reactions: [String: [Reaction]] = [:]
    /// How everybody else behaves.
    package var usual: Reaction = .answers(after: .seconds(3))
    package var acts: [Act] = []
    /// Sent elsewhere by AMI Redirect before anybody answered.
    package var steering: Steering?
    /// Phones that nobody else should disturb while the call is being prepared.
    package var reserved: [String] = []

    package struct Steering: Hashable, Sendable {
        package var after: Duration
        package var to: String

        package init(after: Duration, to: String) {
            self.after = after
            self.to = to
        }
    }

    package init(pattern: String, caller: Caller, dialled: String) {
        self.pattern = pattern
        self.caller = caller
        self.dialled = dialled
    }
}
