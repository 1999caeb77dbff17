import ContactCenter
import Foundation

/// Messages written down for the webhooks that listen to them, in the transaction of what they tell: what was committed is told,
/// also after a crash, and what was not never is.
///
/// Where nobody listens the statement writes nothing, and asks for no answer that would have to be waited for.
enum OutboxTable {
    static func add(_ messages: [WebhookMessage], in transaction: any Transaction) throws {
        for message in messages {
            guard let event = WebhookEvent(rawValue: message.event) else { continue }
            try transaction.execute(statement(for: event), values(of: message))
        }
    }

    /// Of contacts only those that are registered are told of: the steps of taking one are nobody's news.
    static func add(_ change: Change, of kind: RecordKind, _ id: Int64, in transaction: any Transaction) throws {
        for message in WebhookMessage.messages(about: change, of: kind, id) {
            guard let event = WebhookEvent(rawValue: message.event) else { continue }
            guard kind == .contacts else {
                try transaction.execute(statement(for: event), values(of: message))
                continue
            }
            let condition = "EXISTS (SELECT 1 FROM contacts WHERE id = $5 AND state = 'registered')"
            try transaction.execute(
                "\(statement(for: event)) AND \(condition)",
                values(of: message) + [.integer(id)]
            )
        }
    }

    /// For one webhook, whatever it listens to.
    ///
    /// - Returns: the delivery.
    static func add(_ message: WebhookMessage, to id: WebhookID, in transaction: any Transaction) throws -> Int64 {
        var row = try transaction.rows(
            """
            INSERT INTO webhook_deliveries (webhook_id, message_id, event, body, at, due_at)
            VALUES ($1, $2, $3, $4, $5, $5) RETURNING id
            """,
            [.integer(id.rawValue)] + values(of: message)
        )[0]
        return try row.integer()
    }

    /// Somebody has changed the webhook: what waits is tried at once.
    static func wake(_ id: WebhookID, in transaction: any Transaction) throws {
        try transaction.execute("UPDATE webhooks SET paused_until = NULL WHERE id = $1", [.integer(id.rawValue)])
        try transaction.execute(
            "UPDATE webhook_deliveries SET due_at = at WHERE webhook_id = $1 AND due_at IS NOT NULL",
            [.integer(id.rawValue)]
        )
    }

    private static func values(of message: WebhookMessage) -> [SQLValue] {
        [.text(message.id), .text(message.event), .text(message.json), .instant(message.at)]
    }

    private static func statement(for event: WebhookEvent) -> String {
        """
        INSERT INTO webhook_deliveries (webhook_id, message_id, event, body, at, due_at)
        SELECT id, CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS {bigint}), CAST($4 AS {bigint})
        FROM webhooks WHERE \(event.field) = 1 AND is_on = 1 AND is_hidden = 0
        """
    }
}
