import ContactCenter
import Foundation

/// Webhooks in a database, for those who keep them.
package struct DatabaseWebhookStore: WebhookStore {
    private let database: any Database
    private let table: RecordTable<Webhook>

    package init(_ database: any Database, numbers: any PhoneNumberReading) {
        self.database = database
        table = RecordTable(numbers: numbers)
    }

    package func add(
        _ webhook: Webhook,
        secret: SealedText,
        by author: RecordAuthor
    ) async throws -> Saving<Webhook> {
        try await database.write { [table] transaction in
            let saving = try table.add(webhook, by: author, in: transaction)
            if case .saved(let kept) = saving { try Self.write(secret, of: kept.id, in: transaction) }
            return saving
        }
    }

    package func setSecret(_ secret: SealedText, of id: WebhookID, by author: RecordAuthor) async throws -> Bool {
        try await database.write { transaction in
            let rows = try transaction.rows(
                "UPDATE webhooks SET version = version + 1 WHERE id = $1 RETURNING id",
                [.integer(id.rawValue)]
            )
            guard !rows.isEmpty else { return false }
            try Self.write(secret, of: id, in: transaction)
            try OutboxTable.wake(id, in: transaction)
            let change = Change(.changed, [Change.Field(name: "secret", before: nil, after: nil)], by: author)
            try ChangeTable.add(change, of: .webhooks, id.rawValue, in: transaction)
            return true
        }
    }

    private static func write(_ secret: SealedText, of id: WebhookID, in transaction: any Transaction) throws {
        try transaction.execute(
            "UPDATE webhooks SET secret = $2 WHERE id = $1",
            [.integer(id.rawValue), .text(secret)]
        )
    }

    package func secrets() async throws -> [SealedText] {
        try await database.read { try SealedTexts.all(in: $0) }
    }

    package func states() async throws -> [WebhookID: WebhookState] {
        try await database.read { transaction in
            let rows = try transaction.rows(
                """
                SELECT id,
                    (SELECT count(*) FROM webhook_deliveries WHERE webhook_id = webhooks.id AND due_at IS NOT NULL),
                    (
                        SELECT count(*) FROM webhook_deliveries
                        WHERE webhook_id = webhooks.id AND due_at IS NULL AND last_problem IS NOT NULL
                    ),
                    delivered_at, failures, last_status, last_problem
                FROM webhooks WHERE is_hidden = 0
                """
            )
            return try rows.reduce(into: [:]) { states, row in
                var row = row
                states[try WebhookID(row.integer())] = try WebhookState(
                    waiting: Int(row.integer()),
                    failed: Int(row.integer()),
                    lastDelivered: row.optionalInstant(),
                    failures: Int(row.integer()),
                    lastOutcome: row.webhookOutcome()
                )
            }
        }
    }

    package func deliveries(of id: WebhookID, limit: Int) async throws -> [WebhookDelivery] {
        try await database.read { transaction in
            try transaction.rows(
                "\(Self.select) WHERE webhook_id = $1 ORDER BY id DESC LIMIT $2",
                [.integer(id.rawValue), .integer(limit)]
            ).map(Self.delivery)
        }
    }

    package func delivery(_ id: Int64) async throws -> WebhookDelivery? {
        try await database.read { transaction in
            try transaction.rows("\(Self.select) WHERE id = $1", [.integer(id)]).first.map(Self.delivery)
        }
    }

    package func send(_ message: WebhookMessage, to id: WebhookID) async throws -> Int64 {
        try await database.write { transaction in
            try OutboxTable.wake(id, in: transaction)
            return try OutboxTable.add(message, to: id, in: transaction)
        }
    }

    package func sendAgain(_ delivery: Int64, to id: WebhookID, at now: Date) async throws -> Bool {
        try await database.write { transaction in
            let rows = try transaction.rows(
                """
                UPDATE webhook_deliveries SET due_at = $3, finished_at = NULL, at = $3
                WHERE id = $1 AND webhook_id = $2 RETURNING id
                """,
                [.integer(delivery), .integer(id.rawValue), .instant(now)]
            )
            guard !rows.isEmpty else { return false }
            try OutboxTable.wake(id, in: transaction)
            return true
        }
    }

    // MARK: -

    private static let select = """
        SELECT id, event, at, attempts, due_at, finished_at, last_status, last_problem FROM webhook_deliveries
        """

    private static func delivery(_ row: SQLRow) throws -> WebhookDelivery {
        var row = row
        let (id, event, at, attempts) = try (row.integer(), row.text(), row.instant(), row.integer())
        let (due, finished) = try (row.optionalInstant(), row.optionalInstant())
        let outcome = try row.webhookOutcome()
        let state: WebhookDelivery.State =
            if let due {
                .waiting(next: due)
            } else if outcome?.isDelivered == true {
                .delivered(finished ?? at)
            } else {
                .failed(finished ?? at)
            }
        return WebhookDelivery(
            id: id,
            event: event,
            at: at,
            attempts: Int(attempts),
            state: state,
            outcome: outcome
        )
    }
}

extension SQLRow {
    /// From `last_status` and `last_problem`.
    ///
    /// - Returns: `nil` where nothing has been tried.
    fileprivate mutating func webhookOutcome() throws -> WebhookOutcome? {
        let (status, problem) = try (optionalInteger(), optionalText())
        guard let status else {
            // What a newer program noted is a problem all the same.
            return problem.map { WebhookOutcome(WebhookProblem(rawValue: $0) ?? .other) }
        }
        return WebhookOutcome(status: Int(status))
    }
}
