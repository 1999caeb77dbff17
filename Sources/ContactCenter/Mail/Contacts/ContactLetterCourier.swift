import Foundation
import Logging

/// Sends letters about contacts, for as long as the process lives.
///
/// A letter goes out once: who claims it sends it. Only where a process dies between the mail server's "taken" and the note of it, it is
/// sent again when the claim has run out; it then has the same `Message-ID`.
package struct ContactLetterCourier: Sendable {
    /// Longer than any attempt takes.
    private static let lease: TimeInterval = 900

    private let outbox: any ContactLetterOutbox
    private let mail: any MailSending
    private let now: @Sendable () -> Date
    private let logger: Logger

    package init(
        outbox: any ContactLetterOutbox,
        mail: any MailSending,
        now: @escaping @Sendable () -> Date,
        logger: Logger
    ) {
        self.outbox = outbox
        self.mail = mail
        self.now = now
        self.logger = logger
    }

    /// Looks for what is due every `pace`.
    package func run(pace: Duration = .seconds(2)) async {
        var isQuiet = false
        while !Task.isCancelled {
            do {
                let hasSent = try await sendOne()
                isQuiet = false
                if hasSent { continue }
            } catch is CancellationError {
                return
            } catch {
                if !isQuiet {
                    logger.warning("Letters about contacts cannot be sent", metadata: ["reason": "\(error)"])
                }
                isQuiet = true
            }
            try? await Task.sleep(for: pace)
        }
    }

    /// Tries one of the letters that are due.
    ///
    /// - Returns: whether there was one.
    package func sendOne() async throws -> Bool {
        guard let due = try await outbox.claim(at: now(), until: now() + Self.lease) else { return false }
        let outcome = await mail.send(due.message)
        // Who was told to stop in the middle of it does not know what became of it.
        if Task.isCancelled, outcome.problem != nil {
            try await outbox.giveBack(due)
            return true
        }
        let next = outcome.problem.flatMap { _ in ReportBackOff.next(after: due.attempts, since: due.begin, at: now()) }
        try await outbox.note(outcome, of: due, at: now(), next: next)
        logger.debug(
            "Letter about a contact sent",
            metadata: ["letter": "\(due.id)", "problem": "\(outcome.problem?.rawValue ?? "none")"]
        )
        return true
    }
}
