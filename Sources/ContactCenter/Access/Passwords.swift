/// A password made unreadable, with all that is needed to compare another one with it.
package struct PasswordHash: RawRepresentable, Hashable, Sendable {
    package var rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ rawValue: String) { self.rawValue = rawValue }
}

/// Makes passwords unreadable, slowly on purpose, away from the threads that serve pages.
package protocol Passwords: Sendable {
    /// - Throws: `PasswordsBusy` when too many wait already.
    func hash(_ password: String) async throws -> PasswordHash
    /// - Parameter hash: `nil` for a user who does not exist: takes as long, and is never right.
    /// - Throws: `PasswordsBusy` when too many wait already.
    func isRight(_ password: String, for hash: PasswordHash?) async throws -> Bool
}

/// More people log in at once than the machine can check; it passes by itself.
package struct PasswordsBusy: Error {
    package init() {}
}

/// What a new password must be.
package enum PasswordRule {
    /// Characters. Length is what helps; long ones cost nothing, but a megabyte is no password.
    package static let length = 8...200

    package static func accepts(_ password: String) -> Bool { length.contains(password.unicodeScalars.count) }
}
