import Foundation

/// Webhooks and what becomes of their messages, for those who keep them. Their fields are a record's; see `RecordStore`.
package protocol WebhookStore: Sendable {
    /// - Parameter secret: what its messages are signed with, sealed.
    func add(_ webhook: Webhook, secret: SealedText, by author: RecordAuthor) async throws -> Saving<Webhook>
    /// - Returns: false when there is no such webhook.
    func setSecret(_ secret: SealedText, of id: WebhookID, by author: RecordAuthor) async throws -> Bool
    /// All that is sealed in the database, whatever it is for, and of what is hidden, too.
    func secrets() async throws -> [SealedText]

    /// Of all that are not hidden.
    func states() async throws -> [WebhookID: WebhookState]
    /// The latest first.
    func deliveries(of id: WebhookID, limit: Int) async throws -> [WebhookDelivery]
    func delivery(_ id: Int64) async throws -> WebhookDelivery?

    /// Puts a message for one webhook into the outbox, whatever it listens to, to be sent at once.
    ///
    /// - Returns: the delivery.
    func send(_ message: WebhookMessage, to id: WebhookID) async throws -> Int64
    /// Sends a message once more that was delivered or given up, or at once when it waits. The receiver knows it by its id.
    ///
    /// - Returns: false when the webhook has no such delivery.
    func sendAgain(_ delivery: Int64, to id: WebhookID, at: Date) async throws -> Bool
}

/// Messages that wait to be sent, kept in the database from the commit of what they tell.
///
/// Several processes may send at once: who claims a webhook sends its messages, one after the other, and nobody else does
/// until the claim is given back or runs out.
package protocol WebhookOutbox: Sendable {
    /// What anybody listens to now. Until it has been asked for, and where another process has changed it since, what is written
    /// may differ by as much as lies between two calls of this.
    func refreshSubscriptions() async throws

    /// - Returns: `nil` when no webhook that nobody has claimed has anything due.
    func claim(at now: Date, until: Date) async throws -> WebhookClaim?
    /// The oldest that are due, in the order in which they were written.
    func due(of claim: WebhookClaim, at now: Date, limit: Int) async throws -> [DueMessage]
    /// Notes what became of an attempt.
    ///
    /// - Parameters:
    ///   - next: when it is tried again; `nil` when it arrived or is given up.
    ///   - pause: until when nothing is sent to this webhook.
    ///   - isBack: everything else that waits is due at once.
    ///   - until: how long the claim now lasts.
    /// - Returns: whether it is still the claim's holder who sends: false when it ran out, or the webhook is off.
    func note(
        _ outcome: WebhookOutcome,
        of message: DueMessage,
        for claim: WebhookClaim,
        at now: Date,
        next: Date?,
        pause: Date?,
        isBack: Bool,
        until: Date
    ) async throws -> Bool
    func giveBack(_ claim: WebhookClaim, at now: Date) async throws

    /// Deletes what was delivered or given up and is older, some thousands at most.
    ///
    /// - Returns: how many.
    func prune(before: Date) async throws -> Int
}

/// The right to send the messages of one webhook for some time.
package struct WebhookClaim: Hashable, Sendable {
    package var webhook: WebhookID
    package var token: String
    package var url: String
    package var secret: SealedText
    /// In a row, up to now.
    package var failures: Int

    package init(webhook: WebhookID, token: String, url: String, secret: SealedText, failures: Int) {
        self.webhook = webhook
        self.token = token
        self.url = url
        self.secret = secret
        self.failures = failures
    }
}

/// A message that is to be sent now.
package struct DueMessage: Hashable, Sendable {
    package var delivery: Int64
    package var id: String
    package var event: String
    package var body: String
    package var at: Date
    package var attempts: Int

    package init(delivery: Int64, id: String, event: String, body: String, at: Date, attempts: Int) {
        self.delivery = delivery
        self.id = id
        self.event = event
        self.body = body
        self.at = at
        self.attempts = attempts
    }
}
