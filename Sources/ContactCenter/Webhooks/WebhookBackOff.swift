import Foundation

/// When a message that did not arrive is tried again.
package enum WebhookBackOff {
    /// A message is given up when it is older.
    package static let longest: TimeInterval = 3 * 86_400
    private static let first: TimeInterval = 10
    private static let most: TimeInterval = 3 * 3_600

    /// How many failures in a row mean that the receiver itself is away, and not that it refuses one message.
    package static let outage = 3

    /// - Parameters:
    ///   - attempts: those made so far.
    ///   - chance: from 0 to 1; so that what failed together is not tried together.
    /// - Returns: when to try next: 10 s after the first attempt, then twice as long each time up to three hours, a fifth less
    ///   or more; `nil` when it is given up.
    package static func next(after attempts: Int, of happenedAt: Date, at now: Date, chance: Double) -> Date? {
        let next = now + spread(min(most, first * pow(2, Double(min(attempts, 30) - 1))), chance)
        return next.timeIntervalSince(happenedAt) <= longest ? next : nil
    }

    /// Until when nothing at all is sent to a receiver that has failed so often in a row: 1 s, 2 s, 4 s … a minute.
    package static func pause(after failures: Int, at now: Date, chance: Double) -> Date {
        now + spread(min(60, pow(2, Double(min(failures, 30) - 1))), chance)
    }

    private static func spread(_ length: TimeInterval, _ chance: Double) -> TimeInterval {
        length * (0.8 + 0.4 * min(max(chance, 0), 1))
    }
}
