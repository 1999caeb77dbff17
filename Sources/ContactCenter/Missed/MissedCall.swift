import Foundation

/// A call of the register of missed calls, with what became of it (requirements S0.60 to S0.62, S2.24, S2.25).
package struct MissedCall: Hashable, Sendable, Identifiable {
    /// The call's place in the database.
    package struct ID: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
        package var rawValue: Int64

        package init(rawValue: Int64) { self.rawValue = rawValue }
        package init(_ rawValue: Int64) { self.rawValue = rawValue }

        package var description: String { String(rawValue) }
        package static func < (left: ID, right: ID) -> Bool { left.rawValue < right.rawValue }
    }

    /// A call as somebody saw it: what was changed meanwhile has another version.
    package struct Seen: Hashable, Sendable {
        package var id: ID
        package var version: Int64

        package init(id: ID, version: Int64) {
            self.id = id
            self.version = version
        }
    }

    /// A later call that reached the caller.
    package struct Reach: Hashable, Sendable {
        package var call: CallID
        /// Inbound: the caller called again himself.
        package var direction: CallDirection
        /// When they began to speak.
        package var at: Date
        /// Our side of the conversation.
        package var party: Party?
        /// Who sat at that phone then.
        package var person: String?

        package init(call: CallID, direction: CallDirection, at: Date, party: Party?, person: String?) {
            self.call = call
            self.direction = direction
            self.at = at
            self.party = party
            self.person = person
        }
    }

    /// Marked by hand as not missed.
    package struct Exclusion: Hashable, Sendable {
        package var reason: ExclusionReason
        package var note: String?
        package var by: String
        package var at: Date

        package init(reason: ExclusionReason, note: String?, by: String, at: Date) {
            self.reason = reason
            self.note = note
            self.by = by
            self.at = at
        }
    }

    package var id: ID
    package var version: Int64
    package var call: CallID
    package var caller: CallerID
    /// By which calls of one caller are known; `nil` where he withheld his number: such calls have nothing in common.
    package var numberKey: NumberKey?
    package var did: String?
    package var queue: QueueName?
    /// The phone that it was meant for personally, if it was: dialled straight, not by a queue.
    package var phone: Extension?
    package var startedAt: Date
    package var endedAt: Date
    package var waitTime: Duration?
    package var result: CallResult?
    package var cause: CallCause?
    package var isCounted = true
    package var isSpam = false
    /// It came while the business, by its own calendar, was closed; what the PBX says of its hours is the cause `outside_hours`.
    package var isOutsideHours = false
    /// There is a recording: a message that the caller left.
    package var isRecorded = false
    package var reach: Reach?
    package var exclusion: Exclusion?
    /// The person it was handed to.
    package var assignee: String?
    /// Who hid it, and when.
    package var hiddenBy: String?
    package var hiddenAt: Date?

    package init(id: ID, version: Int64, call: CallID, startedAt: Date, endedAt: Date) {
        self.id = id
        self.version = version
        self.call = call
        self.startedAt = startedAt
        self.endedAt = endedAt
        caller = CallerID()
    }

    package var seen: Seen { Seen(id: id, version: version) }
}

/// Why a call is not missed though nobody answered it.
package enum ExclusionReason: String, Sendable, CaseIterable {
    case outsideHours = "outside_hours"
    case answeredOtherwise = "answered_otherwise"
    case wrongNumber = "wrong_number"
    case ownCall = "own_call"
    case other
}

extension MissedCall {
    /// What is to be done about it.
    package enum State: Hashable, Sendable {
        case hidden
        case spam
        case excluded
        /// The caller hung up at once, or is not wanted.
        case notCounted
        case reached
        /// The caller was reached, but after the call-back window.
        case reachedLate
        /// Until then a call-back makes it good.
        case waiting(until: Date)
        case overdue(since: Date)
    }

    package func state(by rules: MissedRules, at now: Date) -> State {
        if hiddenAt != nil { return .hidden }
        if isSpam { return .spam }
        if exclusion != nil { return .excluded }
        let deadline = startedAt + TimeInterval(rules.callBackWindow.components.seconds)
        if let reach { return reach.at <= deadline ? .reached : .reachedLate }
        guard isCounted else { return .notCounted }
        return now <= deadline ? .waiting(until: deadline) : .overdue(since: deadline)
    }

    /// It is in the figure of missed calls (decision D1): until its caller is reached within the window.
    package func isInFigure(by rules: MissedRules, at now: Date) -> Bool {
        guard isCounted else { return false }
        return switch state(by: rules, at: now) {
        case .waiting, .overdue, .reachedLate: true
        case .hidden, .spam, .excluded, .notCounted, .reached: false
        }
    }
}
