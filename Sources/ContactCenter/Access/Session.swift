import Foundation

/// The digest of a secret that only a browser has: what the database keeps of it opens nothing to who reads the database.
package struct TokenDigest: RawRepresentable, Hashable, Sendable {
    package var rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ rawValue: String) { self.rawValue = rawValue }
}

/// A person logged in at one browser.
package struct Session: Hashable, Sendable {
    package var token: TokenDigest
    package var user: User
    package var rights: Rights
    /// Lives on after the browser was closed.
    package var isRemembered: Bool
    package var startedAt: Date
    /// Any page, or an open event stream.
    package var lastSeenAt: Date

    package init(
        token: TokenDigest,
        user: User,
        rights: Rights,
        isRemembered: Bool,
        startedAt: Date,
        lastSeenAt: Date
    ) {
        self.token = token
        self.user = user
        self.rights = rights
        self.isRemembered = isRemembered
        self.startedAt = startedAt
        self.lastSeenAt = lastSeenAt
    }

    /// How long nobody may be seen before the session ends.
    package static func idleLimit(isRemembered: Bool) -> TimeInterval { isRemembered ? 12 * 3_600 : 2 * 3_600 }

    package var endsAt: Date { lastSeenAt + Self.idleLimit(isRemembered: isRemembered) }
}
