import ContactCenter

/// The secret of an API token: 256 random bits behind a prefix by which people and scanners know what it is.
package struct APISecret: Sendable {
    private static let prefix = "priyom_"
    private let secret: BrowserSecret

    package init() { secret = BrowserSecret() }

    /// - Returns: `nil` for what this program has not made.
    init?(text: some StringProtocol) {
        guard text.hasPrefix(Self.prefix), let secret = BrowserSecret(text: String(text.dropFirst(Self.prefix.count)))
        else { return nil }
        self.secret = secret
    }

    /// Shown once, when the token is made.
    package var text: String { Self.prefix + secret.text }

    /// What the database keeps. Tokens are looked up by it, so that the time it takes tells nothing of a secret.
    package var digest: TokenDigest { secret.digest }
}
