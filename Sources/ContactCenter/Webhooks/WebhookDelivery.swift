import Foundation

/// Why a message did not arrive, as far as that is known. The words for people belong to the page.
package enum WebhookProblem: String, Sendable, CaseIterable {
    /// The receiver answered, and not with 2xx.
    case refused
    /// The host has no address.
    case unknownHost = "unknown_host"
    /// The address is one of a private network, which the configuration does not allow.
    case forbiddenAddress = "forbidden_address"
    case unreachable
    case timeout
    /// No encrypted connection came about: most often the certificate is not to be trusted.
    case tls
    /// What the message is signed with cannot be read: the key is another one or missing.
    case noSecret = "no_secret"
    case other
}

/// What became of an attempt to deliver a message.
package struct WebhookOutcome: Hashable, Sendable {
    /// HTTP's; `nil` where nobody answered.
    package var status: Int?
    /// `nil` when the message arrived.
    package var problem: WebhookProblem?

    package init(status: Int) {
        self.status = status
        problem = (200..<300).contains(status) ? nil : .refused
    }

    package init(_ problem: WebhookProblem) { self.problem = problem }

    package var isDelivered: Bool { problem == nil }
}

/// A message on its way to a webhook, for a page.
package struct WebhookDelivery: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        /// `next`: when it is tried next.
        case waiting(next: Date)
        case delivered(Date)
        /// Tried for `WebhookBackOff.longest`, and given up.
        case failed(Date)
    }

    package var id: Int64
    package var event: String
    package var at: Date
    package var attempts: Int
    package var state: State
    /// Of the last attempt.
    package var outcome: WebhookOutcome?

    package init(id: Int64, event: String, at: Date, attempts: Int, state: State, outcome: WebhookOutcome?) {
        self.id = id
        self.event = event
        self.at = at
        self.attempts = attempts
        self.state = state
        self.outcome = outcome
    }
}

/// How a webhook does.
package struct WebhookState: Hashable, Sendable {
    package var waiting: Int
    /// Given up, of those that are still kept.
    package var failed: Int
    package var lastDelivered: Date?
    /// In a row, up to now.
    package var failures: Int
    /// Why the last attempt failed; `nil` when it did not.
    package var lastOutcome: WebhookOutcome?

    package init(
        waiting: Int = 0,
        failed: Int = 0,
        lastDelivered: Date? = nil,
        failures: Int = 0,
        lastOutcome: WebhookOutcome? = nil
    ) {
        self.waiting = waiting
        self.failed = failed
        self.lastDelivered = lastDelivered
        self.failures = failures
        self.lastOutcome = lastOutcome
    }
}
