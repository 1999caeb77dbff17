import Foundation

/// A request that is carried out once, however often it is sent: its sender gave it a key.
///
/// The claim is written in the transaction of what the request makes, with what was answered: one cannot be there without the
/// other, whatever breaks off.
package struct RequestClaim: Sendable {
    package var token: APITokenID
    package var key: String
    /// Of all that was asked for: another request by the same key is refused.
    package var digest: String
    package var at: Date
    /// What is answered when the work gave this; `nil` when it made nothing and may be tried again.
    package var answer: @Sendable (any Sendable) -> KeptAnswer?

    /// For so long the same answer is given again.
    package static let lifetime: TimeInterval = 24 * 3_600

    package init(
        token: APITokenID,
        key: String,
        digest: String,
        at: Date,
        answer: @escaping @Sendable (any Sendable) -> KeptAnswer?
    ) {
        self.token = token
        self.key = key
        self.digest = digest
        self.at = at
        self.answer = answer
    }

    /// Somebody else has carried the request out, or is just doing so.
    package struct Taken: Error {
        package init() {}
    }
}

/// An answer as it was given the first time.
package struct KeptAnswer: Hashable, Sendable {
    /// An HTTP status.
    package var status: Int
    package var location: String?
    package var entityTag: String?
    package var body: String

    package init(status: Int, location: String?, entityTag: String?, body: String) {
        self.status = status
        self.location = location
        self.entityTag = entityTag
        self.body = body
    }
}

/// Answers to requests that had a key.
package protocol AnswerStore: Sendable {
    /// - Returns: what was answered, and the digest of what had been asked; `nil` for a key that is free.
    func answer(
        to key: String,
        of token: APITokenID,
        at now: Date
    ) async throws -> (digest: String, answer: KeptAnswer)?
}
