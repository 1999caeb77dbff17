import ContactCenter
import Foundation

/// Answers to requests that are carried out once.
enum AnswerTable {
    /// Takes the key. Who asks by the same one waits until this transaction is over.
    ///
    /// - Throws: `RequestClaim.Taken` when somebody else has it.
    static func take(_ claim: RequestClaim, in transaction: any Transaction) throws {
        try transaction.execute(
            "DELETE FROM api_answers WHERE made_at <= $1",
            [.instant(claim.at - RequestClaim.lifetime)]
        )
        let rows = try transaction.rows(
            """
            INSERT INTO api_answers (token_id, request_key, digest, made_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (token_id, request_key) DO NOTHING RETURNING token_id
            """,
            [.integer(claim.token.rawValue), .text(claim.key), .text(claim.digest), .instant(claim.at)]
        )
        if rows.isEmpty { throw RequestClaim.Taken() }
    }

    /// - Parameter answer: `nil` when nothing was made: the key is free again.
    static func keep(_ answer: KeptAnswer?, of claim: RequestClaim, in transaction: any Transaction) throws {
        let key: [SQLValue] = [.integer(claim.token.rawValue), .text(claim.key)]
        guard let answer else {
            try transaction.execute("DELETE FROM api_answers WHERE token_id = $1 AND request_key = $2", key)
            return
        }
        try transaction.execute(
            """
            UPDATE api_answers SET status = $3, location = $4, entity_tag = $5, body = $6
            WHERE token_id = $1 AND request_key = $2
            """,
            key + [.integer(answer.status), .text(answer.location), .text(answer.entityTag), .text(answer.body)]
        )
    }

    static func find(
        _ key: String,
        of token: APITokenID,
        at now: Date,
        in transaction: any Transaction
    ) throws -> (digest: String, answer: KeptAnswer)? {
        let rows = try transaction.rows(
            """
            SELECT digest, status, location, entity_tag, body FROM api_answers
            WHERE token_id = $1 AND request_key = $2 AND made_at > $3
            """,
            [.integer(token.rawValue), .text(key), .instant(now - RequestClaim.lifetime)]
        )
        guard var row = rows.first else { return nil }
        let digest = try row.text()
        let answer = try KeptAnswer(
            status: Int(row.integer()),
            location: row.optionalText(),
            entityTag: row.optionalText(),
            body: row.text()
        )
        return (digest, answer)
    }
}

extension Database {
    /// Like `write`; where the author's request is to be carried out once, its key is taken and its answer kept in the same
    /// transaction.
    ///
    /// - Throws: also `RequestClaim.Taken`.
    func write<Result: Sendable>(
        by author: RecordAuthor,
        _ work: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        guard let claim = author.claim else { return try await write(work) }
        return try await write { transaction in
            try AnswerTable.take(claim, in: transaction)
            let result = try work(transaction)
            try AnswerTable.keep(claim.answer(result), of: claim, in: transaction)
            return result
        }
    }
}

/// Kept answers in a database.
package struct DatabaseAnswerStore: AnswerStore {
    private let database: any Database

    package init(_ database: any Database) {
        self.database = database
    }

    package func answer(
        to key: String,
        of token: APITokenID,
        at now: Date
    ) async throws -> (digest: String, answer: KeptAnswer)? {
        try await database.read { try AnswerTable.find(key, of: token, at: now, in: $0) }
    }
}
