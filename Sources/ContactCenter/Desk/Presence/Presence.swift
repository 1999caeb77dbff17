import Foundation

/// A person as everybody sees them.
package struct Presence: Hashable, Sendable {
    package var status: PresenceStatus
    package var note: PresenceNote?
    /// Since when the status is this one.
    package var since: Date
    /// The person was moved to away by the time alone; activity brings back what was before.
    package var isIdle: Bool
    /// Since when the person works on the call that has just ended; `nil` for who does not (decision D26).
    package var wrappingUpSince: Date?
    /// Since when the person is available and does nothing at the phone; `nil` for who is not free.
    package var freeSince: Date?
    /// What the person may choose besides the built-in ones, in the order of the names.
    package var ownStatuses: [OwnStatus]

    package init(
        status: PresenceStatus,
        note: PresenceNote? = nil,
        since: Date,
        isIdle: Bool = false,
        wrappingUpSince: Date? = nil,
        freeSince: Date? = nil,
        ownStatuses: [OwnStatus] = []
    ) {
        self.status = status
        self.note = note
        self.since = since
        self.isIdle = isIdle
        self.wrappingUpSince = wrappingUpSince
        self.freeSince = freeSince
        self.ownStatuses = ownStatuses
    }

    package var isWrappingUp: Bool { wrappingUpSince != nil }
}

/// What a person's phone has them do.
package enum PersonActivity: String, Hashable, Sendable, CaseIterable {
    case none
    case ringing
    case talking
    /// The other side is on hold.
    case hold
    /// The call has ended, its contact is not finished yet (decision D26).
    case wrapUp = "wrap_up"
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
