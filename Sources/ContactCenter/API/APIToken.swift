import Foundation

/// A secret by which another program may use the API as somebody who may log in (an ERP, a telephone exchange's own scripts).
///
/// It may do what its user may, and of that no more than its permissions name.
package struct APIToken: Hashable, Sendable {
    package var id: APITokenID
    /// What it is for: `1c`. One that is in force has the name for itself.
    package var name: String
    package var user: UserName
    package var permissions: Set<Permission>
    package var createdAt: Date
    /// `nil` for one that lasts.
    package var expiresAt: Date?
    package var revokedAt: Date?
    /// To the minute.
    package var lastUsedAt: Date?

    package init(
        id: APITokenID,
        name: String,
        user: UserName,
        permissions: Set<Permission>,
        createdAt: Date,
        expiresAt: Date? = nil,
        revokedAt: Date? = nil,
        lastUsedAt: Date? = nil
    ) {
        self.id = id
        self.name = name
        self.user = user
        self.permissions = permissions
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
        self.lastUsedAt = lastUsedAt
    }

    /// Characters of a name.
    package static let nameLength = 1...64

    package func isInForce(at now: Date) -> Bool { revokedAt == nil && (expiresAt.map { $0 > now } ?? true) }
}

package typealias APITokenID = RecordID<APIToken>

/// A token to be.
package struct NewAPIToken: Hashable, Sendable {
    package var name: String
    package var user: UserName
    package var permissions: Set<Permission>
    package var expiresAt: Date?
    /// What is kept of the secret.
    package var digest: TokenDigest

    package init(
        name: String,
        user: UserName,
        permissions: Set<Permission>,
        expiresAt: Date? = nil,
        digest: TokenDigest
    ) {
        self.name = name
        self.user = user
        self.permissions = permissions
        self.expiresAt = expiresAt
        self.digest = digest
    }
}

/// Who asks by a token, with what they may do by it now.
package struct TokenBearer: Hashable, Sendable {
    package var token: APIToken
    package var user: User
    /// Those of the user that the token names.
    package var rights: Rights

    package init(token: APIToken, user: User, rights: Rights) {
        self.token = token
        self.user = user
        self.rights = rights
    }
}

/// Tokens, wherever they are kept. Of the secrets there are digests only.
package protocol APITokenStore: Sendable {
    /// - Throws: `AccessError` when the name is taken or there is no such user.
    func add(_ token: NewAPIToken, audit: AuditEntry) async throws -> APIToken
    /// The latest first; also those that are not in force any more.
    func tokens() async throws -> [APIToken]
    /// - Throws: `AccessError.noSuchToken` when none of the name is in force.
    func revoke(_ name: String, audit: AuditEntry) async throws
    /// - Returns: `nil` for what is no token, or none any more, and for a user who may not log in.
    func bearer(of digest: TokenDigest, at now: Date) async throws -> TokenBearer?
    func touch(_ token: APITokenID, at now: Date) async throws
}
