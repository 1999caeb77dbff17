import ContactCenter
import Foundation

/// The outbox of webhooks in a database.
///
/// A claim is a lease on a webhook's row: it holds for all processes on the database, keeps the order of its messages, and runs
/// out by itself when who held it is gone.
package struct DatabaseWebhookOutbox: WebhookOutbox {
    private static let prunedAtOnce = 1_000

    private let database: any Database
    private let subscribed: SubscribedEvents

    init(_ database: any Database, subscribed: SubscribedEvents) {
        self.database = database
        self.subscribed = subscribed
    }

    package func refreshSubscriptions() async throws {
        try await database.read { [subscribed] in try subscribed.read(in: $0) }
    }

    package func claim(at now: Date, until: Date) async throws -> WebhookClaim? {
        // Most often there is nothing, and looking takes no lock.
        let isDue = try await database.read { transaction in
            try !transaction.rows("\(Self.findDue) LIMIT 1", [.instant(now)]).isEmpty
        }
        guard isDue else { return nil }
        let token = UUID().uuidString
        return try await database.write { transaction in
            // Of two who choose the same one the second waits for the first, looks at the row again, and goes away empty.
            try transaction.rows(
                """
                UPDATE webhooks SET claim = $2, claimed_until = $3
                WHERE id = (\(Self.findDue) ORDER BY claimed_until, id LIMIT 1) AND claimed_until <= $1
                RETURNING id, url, secret, failures
                """,
                [.instant(now), .text(token), .instant(until)]
            ).first.map { row in
                var row = row
                return try WebhookClaim(
                    webhook: WebhookID(row.integer()),
                    token: token,
                    url: row.text(),
                    secret: row.named(),
                    failures: Int(row.integer())
                )
            }
        }
    }

    /// Webhooks that nobody has claimed and that have something due at `$1`.
    private static let findDue = """
        SELECT id FROM webhooks
        WHERE is_on = 1 AND is_hidden = 0 AND claimed_until <= $1 AND (paused_until IS NULL OR paused_until <= $1)
            AND EXISTS (SELECT 1 FROM webhook_deliveries WHERE webhook_id = webhooks.id AND due_at <= $1)
        """

    package func due(of claim: WebhookClaim, at now: Date, limit: Int) async throws -> [DueMessage] {
        try await database.read { transaction in
            try transaction.rows(
                """
                SELECT id, message_id, event, body, at, attempts FROM webhook_deliveries
                WHERE webhook_id = $1 AND due_at <= $2 ORDER BY id LIMIT $3
                """,
                [.integer(claim.webhook.rawValue), .instant(now), .integer(limit)]
            ).map { row in
                var row = row
                return try DueMessage(
                    delivery: row.integer(),
                    id: row.text(),
                    event: row.text(),
                    body: row.text(),
                    at: row.instant(),
                    attempts: Int(row.integer())
                )
            }
        }
    }

    package func note(
        _ outcome: WebhookOutcome,
        of message: DueMessage,
        for claim: WebhookClaim,
        at now: Date,
        next: Date?,
        pause: Date?,
        isBack: Bool,
        until: Date
    ) async throws -> Bool {
        let outcomeValues: [SQLValue] = [
            .integer(outcome.status.map { Int64($0) }), .text(outcome.problem),
        ]
        return try await database.write { transaction in
            try transaction.execute(
                """
                UPDATE webhook_deliveries
                SET attempts = attempts + 1, last_status = $2, last_problem = $3, due_at = $4, finished_at = $5
                WHERE id = $1
                """,
                [.integer(message.delivery)] + outcomeValues
                    + [.instant(next), next == nil ? .instant(now) : .null]
            )
            if isBack {
                try transaction.execute(
                    "UPDATE webhook_deliveries SET due_at = $2 WHERE webhook_id = $1 AND due_at > $2",
                    [.integer(claim.webhook.rawValue), .instant(now)]
                )
            }
            return try !transaction.rows(
                """
                UPDATE webhooks SET claimed_until = $3, paused_until = $4, last_status = $5, last_problem = $6,
                    failures = \(outcome.isDelivered ? "0" : "failures + 1"),
                    delivered_at = COALESCE(CAST($7 AS {bigint}), delivered_at)
                WHERE id = $1 AND claim = $2 AND is_on = 1 AND is_hidden = 0 RETURNING id
                """,
                [.integer(claim.webhook.rawValue), .text(claim.token), .instant(until), .instant(pause)]
                    + outcomeValues + [outcome.isDelivered ? .instant(now) : .null]
            ).isEmpty
        }
    }

    package func giveBack(_ claim: WebhookClaim, at now: Date) async throws {
        try await database.write { transaction in
            try transaction.execute(
                "UPDATE webhooks SET claim = NULL, claimed_until = $3 WHERE id = $1 AND claim = $2",
                [.integer(claim.webhook.rawValue), .text(claim.token), .instant(now)]
            )
        }
    }

    package func prune(before: Date) async throws -> Int {
        try await database.write { transaction in
            try transaction.rows(
                """
                DELETE FROM webhook_deliveries WHERE id IN (
                    SELECT id FROM webhook_deliveries WHERE finished_at < $1 ORDER BY finished_at LIMIT $2
                ) RETURNING id
                """,
                [.instant(before), .integer(Self.prunedAtOnce)]
            ).count
        }
    }
}
