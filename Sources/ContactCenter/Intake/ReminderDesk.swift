import Foundation
import Logging

/// Shows on the live pages how much each person is to do and how much of it is overdue, and to those who choose people how much
/// each has to process and has processed today (requirement S1.25).
package struct ReminderDesk: Sendable {
    private let contacts: any ContactStore
    private let desk: any LiveDesk
    private let timeZone: TimeZone
    private let now: @Sendable () -> Date
    private let logger: Logger

    package init(
        contacts: any ContactStore,
        desk: any LiveDesk,
        timeZone: TimeZone,
        now: @escaping @Sendable () -> Date,
        logger: Logger
    ) {
        self.contacts = contacts
        self.desk = desk
        self.timeZone = timeZone
        self.now = now
        self.logger = logger
    }

    /// Counts anew. A database that does not answer leaves the old numbers.
    package func recount() async {
        do {
            let now = now()
            await desk.show(reminders: try await contacts.reminderLoads(at: now))
            let calendar = BusinessCalendar(timeZone)
            await desk.show(workLoads: try await contacts.workLoads(since: calendar.start(of: calendar.day(of: now))))
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
