import Foundation

/// What happens to a person's presence.
package enum PresenceChange: Hashable, Sendable {
    /// The person said so, or a supervisor for them.
    case chose(ChosenStatus)
    /// The own status that the person has chosen has another name now.
    case renamed(OwnStatus)
    case noted(PresenceNote?)
    /// The person came in by the log-in: who comes in is neither busy nor away (requirement S1.21).
    case loggedIn
    /// An event stream of theirs is open.
    case appeared
    /// None is, and has not been for long enough; or the person has logged out.
    case disappeared
    /// No activity for long enough, or the browser says so (requirement S1.20).
    case fellIdle
    /// Mouse, key, or whatever else shows that the person is there.
    case stirred
    /// The phone at which the person sits.
    case phone(PersonActivity)
}

/// Follows one person: takes what happens in the order of time and tells which stretches of time come of it. They tile it,
/// without gaps and overlaps.
package struct PersonTimeline: Hashable, Sendable {
    package private(set) var chosen: ChosenStatus
    package private(set) var note: PresenceNote?
    package private(set) var isOnline: Bool
    package private(set) var isIdle: Bool
    package private(set) var activity: PersonActivity
    /// Since when the status that others see is this one.
    package private(set) var statusSince: Date
    /// Since when the state lasts.
    package private(set) var since: Date
    /// The last moment at which the person was seen to be there.
    package private(set) var activeAt: Date

    /// Somebody of whom nothing is known yet.
    package init(at now: Date) {
        self.init(
            chosen: .available,
            note: nil,
            isOnline: false,
            isIdle: false,
            activity: .none,
            statusSince: now,
            since: now,
            activeAt: now
        )
    }

    package init(
        chosen: ChosenStatus,
        note: PresenceNote?,
        isOnline: Bool,
        isIdle: Bool,
        activity: PersonActivity,
        statusSince: Date,
        since: Date,
        activeAt: Date
    ) {
        self.chosen = chosen
        self.note = note
        self.isOnline = isOnline
        self.isIdle = isIdle
        self.activity = activity
        self.statusSince = statusSince
        self.since = since
        self.activeAt = activeAt
    }

    package var status: PresenceStatus {
        if !isOnline { return .offline }
        return isIdle ? .away : chosen.asSeen
    }

    package var state: PersonState { PersonState(status, activity) }

    /// What lasts now.
    package var open: PersonStretch { PersonStretch(state, since: since) }

    package func presence(ownStatuses: [OwnStatus] = []) -> Presence {
        Presence(
            status: status,
            note: note,
            since: statusSince,
            isIdle: isOnline && isIdle,
            wrappingUpSince: isOnline && activity == .wrapUp ? since : nil,
            freeSince: state == PersonState(.available) ? since : nil,
            ownStatuses: ownStatuses
        )
    }

    /// Whether the person has been without activity for so long by then. Who is on the phone is there.
    package func isDue(toFallIdle limit: TimeInterval, at now: Date) -> Bool {
        isOnline && !isIdle && chosen != .away && activity == .none && now.timeIntervalSince(activeAt) >= limit
    }

    /// Takes what happened. What is told late counts from the last change on: the past is written already.
    ///
    /// - Returns: the stretch that has ended by it; `nil` when the state is the same, or lasted no millisecond.
    package mutating func apply(_ change: PresenceChange, at instant: Date) -> PersonStretch? {
        let before = (state: state, status: status, since: since)
        let now = max(instant, since)
        switch change {
        case .chose(let status):
            chosen = status
            isIdle = false
            // Who says what they are is done with the last call.
            if activity == .wrapUp { activity = .none }
            note(activeAt: now)
        case .renamed(let name):
            chosen = .own(name)
        case .noted(let new):
            note = new
            note(activeAt: now)
        case .loggedIn:
            if chosen == .busy || chosen == .away { chosen = .available }
            isIdle = false
            note(activeAt: now)
        case .appeared:
            // Who comes back was somewhere else, and opens a page.
            if !isOnline { isIdle = false }
            if !isOnline { note(activeAt: now) }
            isOnline = true
        case .disappeared:
            isOnline = false
        case .fellIdle:
            isIdle = isOnline && chosen != .away
        case .stirred:
            isIdle = false
            note(activeAt: now)
        case .phone(let new):
            // The time without activity begins anew after a call.
            if activity != .none { note(activeAt: now) }
            activity = new
        }
        if status != before.status { statusSince = now }
        guard state != before.state else { return nil }
        since = now
        return now > before.since ? PersonStretch(before.state, since: before.since, until: now) : nil
    }

    private mutating func note(activeAt now: Date) { activeAt = max(activeAt, now) }
}
