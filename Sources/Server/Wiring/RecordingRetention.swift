import ContactCenter
import Foundation
import Integrations
import Logging

/// Every night removes the recordings that are older than the business keeps them, and says in the audit log what it did.
struct RecordingRetention: Sendable {
    let sweep: RecordingSweep
    let days: Int
    let access: any AccessStore
    let calendar: BusinessCalendar
    let now: @Sendable () -> Date
    let logger: Logger

    /// When fewest people listen and talk: three o'clock at night by the business's clocks, in minutes.
    private static let minute = 180

    func run() async {
        while !Task.isCancelled {
            do {
                try await Task.sleep(for: .seconds(max(1, next(after: now()).timeIntervalSince(now()))))
                try await removeOld()
            } catch is CancellationError {
                return
            } catch {
                logger.warning("What became of old recordings cannot be noted", metadata: ["reason": "\(error)"])
            }
        }
    }

    func next(after instant: Date) -> Date {
        let today = calendar.day(of: instant)
        let tonight = calendar.instant(Self.minute, on: today)
        return tonight > instant ? tonight : calendar.instant(Self.minute, on: today + 1)
    }

    /// Nothing is noted of a night in which nothing was old enough.
    func removeOld() async throws {
        let instant = now()
        let first = calendar.start(of: calendar.day(of: instant) - days)
        let outcome = try await sweep.remove(writtenBefore: first)
        if !outcome.isReached { logger.warning("The folder of recordings cannot be reached, nothing old is removed") }
        if outcome.kept > 0 {
            logger.warning("Old recordings cannot be removed", metadata: ["recordings": "\(outcome.kept)"])
        }
        guard outcome.removed + outcome.kept > 0 else { return }
        let subject = "recordings removed:\(outcome.removed) kept:\(outcome.kept) days:\(days)"
        try await access.note(
            AuditEntry(at: instant, user: nil, action: .recordingsRemoved, subject: subject)
        )
    }
}
