import Foundation
import Logging

/// Shows on the live pages how many callers wait to be called back, and knows the numbers whose calls raise no card.
///
/// The days counted are those that the page of missed calls opens with, so that the two agree.
package struct MissedDesk: Sendable {
    /// The days whose callers are counted.
    package static let period = PeriodChoice.Preset.sevenDays

    private let register: any MissedRegister
    private let desk: any LiveDesk
    private let calendar: BusinessCalendar
    private let now: @Sendable () -> Date
    private let logger: Logger

    package init(
        register: any MissedRegister,
        desk: any LiveDesk,
        timeZone: TimeZone,
        now: @escaping @Sendable () -> Date,
        logger: Logger
    ) {
        self.register = register
        self.desk = desk
        self.calendar = BusinessCalendar(timeZone)
        self.now = now
        self.logger = logger
    }

    /// Counts anew; to be called after people have marked something. A database that does not answer leaves the old number.
    package func recount() async {
        do {
            let first = PeriodChoice.preset(Self.period).days(on: calendar.day(of: now())).lowerBound
            await desk.show(missedWaiting: try await register.waitingCallers(since: calendar.start(of: first)))
        } catch {
            logger.warning("Missed calls cannot be counted", metadata: ["reason": "\(error)"])
        }
    }

    /// Reads the unwanted numbers anew; to be called after one was marked or restored.
    package func readSpam() async {
        do {
            await desk.show(spamNumbers: try await register.spamKeys())
        } catch {
            logger.warning("Unwanted numbers cannot be read", metadata: ["reason": "\(error)"])
        }
    }

    /// Keeps both true: counts after calls that ended, at most once in `pace`, and looks after `interval` for what other
    /// programs wrote and for what has grown too old.
    package func run(pace: Duration = .seconds(1), interval: Duration = .seconds(60)) async {
        await desk.recount(
            after: .everything,
            where: \.mayChangeRegister,
            pace: pace,
            interval: interval,
            look: readSpam,
            count: recount
        )
    }
}

extension LiveUpdate {
    fileprivate var mayChangeRegister: Bool {
        switch content {
        case .reset: true
        case .changes(let changes):
            changes.contains { change in
                switch change {
                case .call(let call): call.isEnded
                case .merged, .withdrawn: true
                case .floor, .card, .contact, .document, .tasks, .staff: false
                }
            }
        }
    }
}
