import Foundation
import Logging

/// Shows on the live pages how many reminders each person is to do, and how many of them are overdue.
package struct ReminderDesk: Sendable {
    private let contacts: any ContactStore
    private let desk: any LiveDesk
    private let now: @Sendable () -> Date
    private let logger: Logger

    package init(
        contacts: any ContactStore,
        desk: any LiveDesk,
        now: @escaping @Sendable () -> Date,
        logger: Logger
    ) {
        self.contacts = contacts
        self.desk = desk
        self.now = now
        self.logger = logger
    }

    /// Counts anew. A database that does not answer leaves the old numbers.
    package func recount() async {
        do {
            await desk.show(reminders: try await contacts.reminderLoads(at: now()))
        } catch {
            logger.warning("Reminders cannot be counted", metadata: ["reason": "\(error)"])
        }
    }

    /// Keeps the numbers true: counts after each written contact, at most once in `pace`, and looks after `interval` for what has
    /// become overdue and for what other programs wrote.
    package func run(pace: Duration = .seconds(1), interval: Duration = .seconds(20)) async {
        await desk.recount(after: .contacts, pace: pace, interval: interval, count: recount)
    }
}
