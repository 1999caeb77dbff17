import Foundation

/// A contact in the waiting queue: somebody is here and waits to be served (requirements S1.28 to S1.32).
package struct WaitingContact: Hashable, Sendable {
    /// How waiting came to its end.
    package enum Ending: String, CaseIterable, Sendable {
        /// The responsible employee has taken it.
        case taken
        /// It was given to somebody who does not log in.
        case assigned
        /// The person went away unserved; a reason says why.
        case lost
        /// It was taken out of the queue, or there was nothing to wait for any more.
        case withdrawn
    }

    package var contact: ContactID
    package var since: Date
    /// Who stands higher comes first.
    package var priority: Int64
    /// How often the people concerned were reminded.
    package var reminders: Int
    package var person: String?
    /// `MAZDA 3 (2007)`
    package var vehicle: String?
    package var novelty: Contact.Novelty?
    package var category: ReasonCategory?
    package var reason: String?
    /// The responsible employee.
    package var responsible: String?
    /// How many people have an unread notification of it.
    package var notified: Int

    package init(
        contact: ContactID,
        since: Date,
        priority: Int64,
        reminders: Int,
        person: String? = nil,
        vehicle: String? = nil,
        novelty: Contact.Novelty? = nil,
        category: ReasonCategory? = nil,
        reason: String? = nil,
        responsible: String? = nil,
        notified: Int = 0
    ) {
        self.contact = contact
        self.since = since
        self.priority = priority
        self.reminders = reminders
        self.person = person
        self.vehicle = vehicle
        self.novelty = novelty
        self.category = category
        self.reason = reason
        self.responsible = responsible
        self.notified = notified
    }
}

/// A contact that was registered today, as the reception sees it.
package struct RegisteredContact: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        case waiting(since: Date)
        /// With the reason why.
        case lost(String)
        /// Somebody goes on with it.
        case taken
        case outcome(Contact.Outcome)
        /// Nobody has taken it yet.
        case open
    }

    package var contact: ContactID
    package var at: Date
    package var channel: String?
    package var look: ContactChannel.Look?
    package var person: String?
    package var category: ReasonCategory?
    package var responsible: String?
    package var state: State

    package init(
        contact: ContactID,
        at: Date,
        channel: String?,
        look: ContactChannel.Look?,
        person: String?,
        category: ReasonCategory?,
        responsible: String?,
        state: State
    ) {
        self.contact = contact
        self.at = at
        self.channel = channel
        self.look = look
        self.person = person
        self.category = category
        self.responsible = responsible
        self.state = state
    }
}

/// All that the reception shows beside its buttons.
package struct ReceptionBoard: Hashable, Sendable {
    package struct ChannelCount: Hashable, Sendable {
        package var name: String
        package var count: Int

        package init(name: String, count: Int) {
            self.name = name
            self.count = count
        }
    }

    /// In the order in which they are served: by priority, then by arrival.
    package var waiting: [WaitingContact] = []
    /// The latest first.
    package var registered: [RegisteredContact] = []
    /// How many were registered today by each channel, in the order of the channels; those with none are left out.
    package var channels: [ChannelCount] = []
    /// How long those waited whose waiting ended today with somebody who took them. `nil` where nobody did.
    package var averageWait: Duration?
    /// How many of those that came to somebody today nobody has begun to process.
    package var unprocessed = 0
    /// How many went away unserved today.
    package var lost = 0
    /// How many of today's are of people whom the business did not know.
    package var firstTime = 0

    package init() {}

    /// Since when the one waits who waits longest.
    package var longestSince: Date? { waiting.map(\.since).min() }
}
