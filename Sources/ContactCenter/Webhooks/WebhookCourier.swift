import Foundation
import Logging

/// Sends the messages of the outbox, for as long as the process lives.
package struct WebhookCourier: Sendable {
    /// Receivers that are sent to at the same time, so that a slow one does not hold up the others.
    package static let atOnce = 4
    /// Longer than any attempt takes.
    private static let lease: TimeInterval = 60
    /// How many messages of a webhook are sent before others have their turn.
    private static let turn = 100
    private static let page = 20
    /// How long deliveries stay to be looked at.
    package static let kept: TimeInterval = 7 * 86_400
    private static let pruningInterval: TimeInterval = 600

    private let outbox: any WebhookOutbox
    private let sender: any WebhookSender
    private let secrets: any SecretSealing
    private let now: @Sendable () -> Date
    private let logger: Logger

    package init(
        outbox: any WebhookOutbox,
        sender: any WebhookSender,
        secrets: any SecretSealing,
        now: @escaping @Sendable () -> Date,
        logger: Logger
    ) {
        self.outbox = outbox
        self.sender = sender
        self.secrets = secrets
        self.now = now
        self.logger = logger
    }

    /// Looks for what is due every `pace`.
    package func run(pace: Duration = .seconds(1)) async {
        await withDiscardingTaskGroup { group in
            for first in [true] + Array(repeating: false, count: Self.atOnce - 1) {
                group.addTask { await work(pace: pace, isKeeper: first) }
            }
        }
    }

    /// - Parameter isKeeper: also keeps what is subscribed to in mind, and clears away what is old.
    private func work(pace: Duration, isKeeper: Bool) async {
        var pruned = Date.distantPast
        var isQuiet = false
        while !Task.isCancelled {
            do {
                if isKeeper {
                    try await outbox.refreshSubscriptions()
                    if now().timeIntervalSince(pruned) >= Self.pruningInterval {
                        while try await outbox.prune(before: now() - Self.kept) > 0 {}
                        pruned = now()
                    }
                }
                let hasWorked = try await deliverSome()
                isQuiet = false
                if hasWorked { continue }
            } catch is CancellationError {
                return
            } catch {
                if !isQuiet { logger.warning("Webhooks cannot be sent", metadata: ["reason": "\(error)"]) }
                isQuiet = true
            }
            try? await Task.sleep(for: pace)
        }
    }

    /// Sends what is due to one receiver.
    ///
    /// - Returns: whether there was anything.
    package func deliverSome() async throws -> Bool {
        guard let claim = try await outbox.claim(at: now(), until: now() + Self.lease) else { return false }
        do {
            try await deliver(claim)
        } catch {
            try? await outbox.giveBack(claim, at: now())
            throw error
        }
        try await outbox.giveBack(claim, at: now())
        return true
    }

    private func deliver(_ claim: WebhookClaim) async throws {
        var failures = claim.failures
        var count = 0
        while count < Self.turn {
            let messages = try await outbox.due(of: claim, at: now(), limit: Self.page)
            guard !messages.isEmpty else { return }
            for message in messages {
                guard !Task.isCancelled else { return }
                let outcome = await attempt(message, claim)
                // Who was told to stop in the middle of it does not know what became of it: it is sent again.
                if Task.isCancelled, !outcome.isDelivered { return }
                let isBack = outcome.isDelivered && failures >= WebhookBackOff.outage
                failures = outcome.isDelivered ? 0 : failures + 1
                let moment = now()
                let isOurs = try await outbox.note(
                    outcome,
                    of: message,
                    for: claim,
                    at: moment,
                    next: outcome.isDelivered
                        ? nil
                        : WebhookBackOff.next(
                            after: message.attempts + 1,
                            of: message.at,
                            at: moment,
                            chance: .random(in: 0...1)
                        ),
                    pause: outcome.isDelivered
                        ? nil : WebhookBackOff.pause(after: failures, at: moment, chance: .random(in: 0...1)),
                    isBack: isBack,
                    until: moment + Self.lease
                )
                guard isOurs, outcome.isDelivered else { return }
                count += 1
                // Older ones are due again, and come first.
                if isBack { break }
            }
        }
    }

    private func attempt(_ message: DueMessage, _ claim: WebhookClaim) async -> WebhookOutcome {
        let secret: String
        do {
            secret = try secrets.open(claim.secret)
        } catch {
            logger.warning(
                "The secret of a webhook cannot be read",
                metadata: ["webhook": "\(claim.webhook)", "reason": "\(error)"]
            )
            return WebhookOutcome(.noSecret)
        }
        let outcome = await sender.send(message, to: claim.url, secret: secret, at: now())
        logger.debug(
            "Webhook sent",
            metadata: [
                "webhook": "\(claim.webhook)", "event": "\(message.event)", "status": "\(outcome.status ?? 0)",
                "problem": "\(outcome.problem?.rawValue ?? "none")",
            ]
        )
        return outcome
    }
}
