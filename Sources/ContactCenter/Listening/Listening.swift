import Foundation

/// What the PBX calls a phone that listens in, while it does: on Asterisk the Uniqueid of its channel.
package struct ListeningID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package var rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ rawValue: String) { self.rawValue = rawValue }

    package var description: String { rawValue }
}

/// Who hears the one that listens in (requirements S4.16–S4.18).
package enum ListeningMode: String, Sendable, CaseIterable {
    /// Nobody.
    case listen
    /// The employee alone.
    case whisper
    /// Both sides.
    case join
}

/// A phone that listens in on the calls of another one, as the PBX tells it. It is no call.
package struct Listening: Hashable, Sendable {
    package var id: ListeningID
    /// The phone that listens; `nil` where it is none of ours.
    package var by: Extension?
    /// The phone that is heard, or was heard last.
    package var to: Extension?
    /// The call that is heard; `nil` while the next one is waited for.
    package var call: LinkedID?
    /// `nil` where nobody has seen the beginning.
    package var mode: ListeningMode?
    /// Goes on with the next call of the same phone.
    package var followsNext: Bool
    /// Since when it hears this call, or waits for the next one.
    package var since: Date
    /// By which `CallListening` knows what it asked for; `nil` for who listens by other means.
    package var attempt: String?

    package init(
        id: ListeningID,
        by: Extension?,
        to: Extension? = nil,
        call: LinkedID? = nil,
        mode: ListeningMode? = nil,
        followsNext: Bool = false,
        since: Date,
        attempt: String? = nil
    ) {
        self.id = id
        self.by = by
        self.to = to
        self.call = call
        self.mode = mode
        self.followsNext = followsNext
        self.since = since
        self.attempt = attempt
    }
}

/// That a phone was to listen in, and does not.
package struct FailedListening: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        /// The phone that was to listen is in a call, or refused.
        case busy
        case notAnswered
        /// The PBX does not reach it.
        case unreachable
        /// When it was picked up, the call had ended.
        case nothingToHear
    }

    package var attempt: String
    package var phone: Extension
    package var reason: Reason

    package init(attempt: String, phone: Extension, reason: Reason) {
        self.attempt = attempt
        self.phone = phone
        self.reason = reason
    }
}

/// What becomes of listening in.
package enum ListeningEvent: Hashable, Sendable {
    /// It is like this from now on.
    case changed(Listening)
    /// The phone that listened has left.
    case over(Listening)
    case failed(FailedListening)

    /// The phones at which it can be seen; `nil` for every one.
    var concernedPhones: Set<Extension>? {
        switch self {
        case .changed(let listening), .over(let listening): Set([listening.by, listening.to].compactMap(\.self))
        case .failed(let failed): [failed.phone]
        }
    }
}

/// All that is listened to at this moment.
package struct LiveListenings: Hashable, Sendable {
    private var running: [ListeningID: Listening] = [:]
    /// The last attempt of each phone, where it came to nothing.
    private var failed: [Extension: FailedListening] = [:]

    package init() {}

    package subscript(id: ListeningID) -> Listening? { running[id] }

    package var all: some Collection<Listening> { running.values }

    /// What this phone listens to.
    package func by(_ phone: Extension) -> Listening? { running.values.first { $0.by == phone } }

    /// Those who hear what this phone says now, longest first.
    package func to(_ phone: Extension) -> [Listening] {
        running.values.filter { $0.to == phone && $0.call != nil }
            .sorted { ($0.since, $0.id.rawValue) < ($1.since, $1.id.rawValue) }
    }

    package func running(for attempt: String) -> Listening? { running.values.first { $0.attempt == attempt } }

    /// Why this attempt of the phone came to nothing.
    package func failure(of attempt: String, at phone: Extension) -> FailedListening.Reason? {
        failed[phone].flatMap { $0.attempt == attempt ? $0.reason : nil }
    }

    /// - Returns: whether something is different now.
    package mutating func apply(_ event: ListeningEvent) -> Bool {
        let before = self
        switch event {
        case .changed(let listening):
            running[listening.id] = listening
            if let phone = listening.by { failed[phone] = nil }
        case .over(let listening): running[listening.id] = nil
        case .failed(let failure): failed[failure.phone] = failure
        }
        return self != before
    }
}
