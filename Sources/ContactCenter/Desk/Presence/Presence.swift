import Foundation

/// A person as everybody sees them.
package struct Presence: Hashable, Sendable {
    package var status: PresenceStatus
    package var note: PresenceNote?
    /// Since when the status is this one.
    package var since: Date
    /// The person was moved to away by the time alone; activity brings back what was before.
    package var isIdle: Bool
    /// What the person may choose besides the built-in ones, in the order of the names.
    package var ownStatuses: [OwnStatus]

    package init(
        status: PresenceStatus,
        note: PresenceNote? = nil,
        since: Date,
        isIdle: Bool = false,
        ownStatuses: [OwnStatus] = []
    ) {
        self.status = status
        self.note = note
        self.since = since
        self.isIdle = isIdle
        self.ownStatuses = ownStatuses
    }
}

/// What a person's phone has them do.
package enum PersonActivity: String, Hashable, Sendable, CaseIterable {
    case none
    case ringing
    case talking
    /// The other side is on hold.
    case hold
}

/// What a row of the history says of a person: status and activity together, for as long as both last. Reports of occupancy,
/// load and log-in time come from these rows and from nothing else (decision D26).
package struct PersonState: Hashable, Sendable {
    package var status: PresenceStatus
    package var activity: PersonActivity

    package init(_ status: PresenceStatus, _ activity: PersonActivity = .none) {
        self.status = status
        self.activity = activity
    }
}

/// A time in which a person's state did not change; `until` is `nil` while it lasts.
package struct PersonStretch: Hashable, Sendable {
    package var state: PersonState
    package var since: Date
    package var until: Date?

    package init(_ state: PersonState, since: Date, until: Date? = nil) {
        self.state = state
        self.since = since
        self.until = until
    }
}
