import Foundation
import Logging

/// Sends saved reports when they are due, for as long as the process lives.
///
/// A report goes out once: who claims a run sends it. Only where a process dies between the mail server's "taken" and the note of it,
/// the run is sent again when the claim has run out; the letter then has the same `Message-ID`.
package struct ReportCourier: Sendable {
    /// Longer than any attempt takes.
    private static let lease: TimeInterval = 900
    /// How long runs stay to be looked at.
    package static let kept: TimeInterval = 100 * 86_400
    private static let pruningInterval: TimeInterval = 3_600

    private let outbox: any ReportOutbox
    private let letters: any ReportLetterWriting
    private let mail: any MailSending
    private let calendar: BusinessCalendar
    private let now: @Sendable () -> Date
    private let logger: Logger

    package init(
        outbox: any ReportOutbox,
        letters: any ReportLetterWriting,
        mail: any MailSending,
        timeZone: TimeZone,
        now: @escaping @Sendable () -> Date,
        logger: Logger
    ) {
        self.outbox = outbox
        self.letters = letters
        self.mail = mail
        calendar = BusinessCalendar(timeZone)
        self.now = now
        self.logger = logger
    }

    /// Looks for what is due every `pace`.
    package func run(pace: Duration = .seconds(2)) async {
        var pruned = Date.distantPast
        var isQuiet = false
        while !Task.isCancelled {
            do {
                if now().timeIntervalSince(pruned) >= Self.pruningInterval {
                    while try await outbox.prune(before: now() - Self.kept) > 0 {}
                    pruned = now()
                }
                let hasSent = try await sendOne()
                isQuiet = false
                if hasSent { continue }
            } catch is CancellationError {
                return
            } catch {
                if !isQuiet { logger.warning("Saved reports cannot be sent", metadata: ["reason": "\(error)"]) }
                isQuiet = true
            }
            try? await Task.sleep(for: pace)
        }
    }

    /// Makes the runs that are due, and tries one of them.
    ///
    /// - Returns: whether there was one.
    package func sendOne() async throws -> Bool {
        _ = try await outbox.noteDue(at: now(), in: calendar)
        guard let due = try await outbox.claim(at: now(), until: now() + Self.lease) else { return false }
        let attempt = await attempt(due)
        // Who was told to stop in the middle of it does not know what became of it.
        if Task.isCancelled, attempt.problem != nil {
            try await outbox.giveBack(due)
            return true
        }
        let isFinal = attempt.problem?.isFinal ?? true
        try await outbox.note(
            attempt.problem,
            answer: attempt.answer,
            of: due,
            at: now(),
            next: isFinal ? nil : ReportBackOff.next(after: due.attempts, since: due.begin, at: now()),
            audit: attempt.audit
        )
        logger.debug(
            "Saved report sent",
            metadata: ["report": "\(due.id)", "run": "\(due.run)", "problem": "\(attempt.problem?.rawValue ?? "none")"]
        )
        return true
    }

    private struct Attempt {
        var problem: ReportProblem?
        var answer: String?
        var audit: AuditEntry?
    }

    private func attempt(_ due: DueReport) async -> Attempt {
        guard !due.owner.isDisabled else { return Attempt(problem: .ownerDisabled) }
        guard due.rights.allows(.reports), due.rights.allows(.export) else { return Attempt(problem: .ownerMayNot) }
        guard !due.report.recipients.isEmpty else { return Attempt(problem: .cancelled) }
        let letter: ReportLetter
        do {
            letter = try await letters.letter(about: due)
        } catch is ReportRefusal {
            return Attempt(problem: .notReady)
        } catch ReportLetterFailure.tooLarge {
            return Attempt(problem: .tooLarge)
        } catch {
            logger.warning(
                "A saved report cannot be written",
                metadata: ["report": "\(due.id)", "reason": "\(error)"]
            )
            return Attempt(problem: .other)
        }
        let message = MailMessage(
            id: "report.\(due.id).\(due.run).\(Int64(due.dueAt.timeIntervalSince1970))",
            at: now(),
            recipients: due.report.recipients,
            subject: letter.subject,
            text: letter.text,
            attachment: letter.file
        )
        let outcome = await mail.send(message)
        if let problem = outcome.problem {
            return Attempt(problem: ReportProblem(problem), answer: outcome.answer)
        }
        let audit = AuditEntry(
            at: now(),
            user: due.owner.id,
            action: .reportMailed,
            subject: "\(letter.audited) report:\(due.id) recipients:\(due.report.recipients.count)",
            fields: letter.narrowedBy
        )
        return Attempt(audit: audit)
    }
}
