import Foundation
import Logging

/// Keeps the waiting queue, the reception's figures and everybody's notifications true on the live pages, and reminds people when it
/// is time.
package actor ReceptionDesk {
    private let store: any ReceptionStore
    private let desk: any LiveDesk
    private let rules: ReceptionRules
    private let calendar: BusinessCalendar
    private let now: @Sendable () -> Date
    private let logger: Logger
    /// What the pages were told of last.
    private var shown: [UserID: UnreadMark] = [:]

    /// Done in one transaction: so little that nobody waits long to write meanwhile.
    private static let remindedAtOnce = 200

    package init(
        store: any ReceptionStore,
        desk: any LiveDesk,
        rules: ReceptionRules,
        timeZone: TimeZone,
        now: @escaping @Sendable () -> Date,
        logger: Logger
    ) {
        self.store = store
        self.desk = desk
        self.rules = rules
        calendar = BusinessCalendar(timeZone)
        self.now = now
        self.logger = logger
    }

    /// Looks after each written contact, and every two seconds for what other programs wrote.
    package func run() async {
        let desk = desk
        await withTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                await desk.recount(after: .contacts, pace: .milliseconds(250), interval: .seconds(2)) {
                    await self.tellInboxes()
                }
            }
            tasks.addTask {
                await desk.recount(after: .contacts, pace: .seconds(1), interval: .seconds(5)) { await self.recount() }
            }
            tasks.addTask { await self.remindForEver() }
        }
    }

    /// Counts the reception's board anew. A database that does not answer leaves the old one.
    package func recount() async {
        do {
            let board = try await store.board(since: calendar.start(of: calendar.day(of: now())))
            await desk.show(board)
        } catch {
            logger.warning("The reception cannot be counted", metadata: ["reason": "\(error)"])
        }
    }

    /// Shows what people have not read to those for whom it has changed.
    package func tellInboxes() async {
        do {
            let marks = try await store.unreadMarks()
            let changed = Set(marks.keys).union(shown.keys).filter { marks[$0] != shown[$0] }
            guard !changed.isEmpty else { return }
            let inboxes = try await store.inboxes(of: Array(changed))
            await desk.show(inboxes)
            shown = marks
        } catch {
            logger.warning("Notifications cannot be read", metadata: ["reason": "\(error)"])
        }
    }

    /// Tells people what is due now.
    package func remind() async throws {
        while true {
            let work = try await store.remind(rules, at: now(), limit: Self.remindedAtOnce)
            guard !work.contacts.isEmpty else { return }
            for contact in work.contacts { await desk.show(contact) }
        }
    }

    private func remindForEver() async {
        while !Task.isCancelled {
            do {
                try await remind()
                try await Task.sleep(for: .seconds(1))
            } catch is CancellationError {
                return
            } catch {
                logger.warning("People cannot be reminded", metadata: ["reason": "\(error)"])
                try? await Task.sleep(for: .seconds(5))
            }
        }
    }
}
