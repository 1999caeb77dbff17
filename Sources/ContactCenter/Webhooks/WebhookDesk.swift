import Foundation

/// What an administrator does with webhooks.
package struct WebhookDesk: Sendable {
    package let store: any WebhookStore
    private let secrets: any SecretSealing

    package init(store: any WebhookStore, secrets: any SecretSealing) {
        self.store = store
        self.secrets = secrets
    }

    /// - Returns: what became of it, and the secret, which is not shown again.
    /// - Throws: `SealingError` when there is no key to seal the secret with.
    package func add(
        _ webhook: Webhook,
        by author: RecordAuthor
    ) async throws -> (saving: Saving<Webhook>, secret: String) {
        let (secret, sealed) = try await newSecret()
        return (try await store.add(webhook, secret: sealed, by: author), secret)
    }

    /// - Returns: the new secret; `nil` when there is no such webhook.
    /// - Throws: as `add`.
    package func renewSecret(of id: WebhookID, by author: RecordAuthor) async throws -> String? {
        let (secret, sealed) = try await newSecret()
        return try await store.setSecret(sealed, of: id, by: author) ? secret : nil
    }

    private func newSecret() async throws -> (text: String, sealed: SealedText) {
        let secret = secrets.makeSecret()
        let isFirst = try await store.secrets().isEmpty
        return (secret, try secrets.seal(secret, isFirst: isFirst))
    }

    /// Sends a test and waits for what becomes of it, at most `patience`.
    ///
    /// - Returns: the delivery; it may still be waiting.
    package func test(_ id: WebhookID, by author: RecordAuthor, patience: Duration) async throws -> WebhookDelivery? {
        let message = WebhookMessage.test(at: author.at, by: author.user, of: id)
        let delivery = try await store.send(message, to: id)
        let end = ContinuousClock.now + patience
        while true {
            let found = try await store.delivery(delivery)
            if (found?.attempts ?? 0) > 0 || ContinuousClock.now >= end { return found }
            try await Task.sleep(for: .milliseconds(100))
        }
    }
}
