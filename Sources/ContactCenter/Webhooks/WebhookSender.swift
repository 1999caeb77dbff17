import Foundation

/// Carries messages to other programs.
package protocol WebhookSender: Sendable {
    /// Signs the message and sends it, once.
    ///
    /// - Parameter now: the moment that the signature bears.
    func send(_ message: DueMessage, to url: String, secret: String, at now: Date) async -> WebhookOutcome
}
