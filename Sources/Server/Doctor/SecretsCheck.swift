import ContactCenter
import Integrations

/// Looks at the key of the secrets in the database: whether it is there, is nobody else's to read, and opens them.
struct SecretsCheck {
    let file: KeyFile
    /// Those that the database holds.
    let secrets: [SealedText]

    private static let subject = "secrets"

    var findings: [Finding] {
        guard file.isThere || !secrets.isEmpty else {
            return [
                Finding(.note, Self.subject, "\(file.path) is not there yet; the first webhook or box of mail makes it")
            ]
        }
        do {
            _ = try file.read()
            let sealing = SealedSecrets(file)
            for secret in secrets { _ = try sealing.open(secret) }
            return [
                Finding(
                    .ok,
                    Self.subject,
                    "\(file.path) opens the \(secrets.count) secrets of webhooks and boxes of mail"
                )
            ]
        } catch {
            // Calls are registered all the same.
            return [
                Finding(.warning, Self.subject, "\(error)", remedy: "see docs/webhooks.md, \"The key of the secrets\"")
            ]
        }
    }
}
