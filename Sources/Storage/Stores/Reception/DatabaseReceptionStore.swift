import ContactCenter
import Foundation

/// The waiting queue and people's notifications in a database.
package struct DatabaseReceptionStore: ReceptionStore {
    private let database: any Database
    private let numbers: any PhoneNumberReading
    private let prefix: String
    private let news: ContactNews
    private let zone: TimeZone

    /// - Parameters:
    ///   - prefix: of the numbers of contacts, as the store of contacts has it.
    ///   - news: of that store: whoever shows contacts hears of what is done here, too.
    ///   - zone: the business's, by whose clock people work.
    package init(
        _ database: any Database,
        numbers: any PhoneNumberReading,
        prefix: String = ContactNumber.standardPrefix,
        news: ContactNews,
        zone: TimeZone = .gmt
    ) {
        self.database = database
        self.numbers = numbers
        self.prefix = prefix
        self.news = news
        self.zone = zone
    }

    package func wait(_ contact: ContactID, priority: Int64, by author: RecordAuthor) async throws -> WaitingChange {
        try await change(contact, by: author) { try $0.wait(contact, priority: priority) }
    }

    package func raise(_ contact: ContactID, by author: RecordAuthor) async throws -> WaitingChange {
        try await change(contact, by: author) { try $0.raise(contact) }
    }

    package func stopWaiting(_ contact: ContactID, by author: RecordAuthor) async throws -> WaitingChange {
        try await change(contact, by: author) { try $0.stopWaiting(contact) }
    }

    package func give(
        _ contact: ContactID,
        to employee: EmployeeID,
        by author: RecordAuthor
    ) async throws -> WaitingChange {
        try await change(contact, by: author) { try $0.give(contact, to: employee) }
    }

    package func lose(
        _ contact: ContactID,
        because reason: LostReasonID,
        by author: RecordAuthor
    ) async throws -> WaitingChange {
        try await change(contact, by: author) { [prefix] in try $0.lose(contact, because: reason, prefix: prefix) }
    }

    private func change(
        _ contact: ContactID,
        by author: RecordAuthor,
        _ work: @escaping @Sendable (ContactWriting) throws -> WaitingChange
    ) async throws -> WaitingChange {
        let change = try await write(by: author, work)
        if change == .done { news.tell(contact) }
        return change
    }

    package func claim(_ contact: ContactID, by author: RecordAuthor) async throws -> ContactClaim {
        let claim = try await write(by: author) { try $0.claim(contact) }
        if case .taken = claim { news.tell(contact) }
        return claim
    }

    private func write<Result: Sendable>(
        by author: RecordAuthor,
        _ work: @escaping @Sendable (ContactWriting) throws -> Result
    ) async throws -> Result {
        try await database.write(by: author) { [numbers, zone] transaction in
            try work(ContactWriting(transaction: transaction, author: author, numbers: numbers, zone: zone))
        }
    }

    package func standing(of contact: ContactID, for user: UserID) async throws -> ContactStanding? {
        try await database.read { try ReceptionReading.standing(of: contact, for: user, in: $0) }
    }

    package func board(since today: Date) async throws -> ReceptionBoard {
        try await database.read { try ReceptionReading.board(since: today, in: $0) }
    }

    package func unreadMarks() async throws -> [UserID: UnreadMark] {
        try await database.read { try InboxReading.marks(in: $0) }
    }

    package func inboxes(of users: [UserID]) async throws -> [UserID: NotificationInbox] {
        try await database.read { transaction in
            var inboxes: [UserID: NotificationInbox] = [:]
            for user in users { inboxes[user] = try InboxReading.inbox(of: user, in: transaction) }
            return inboxes
        }
    }

    package func read(_ contact: ContactID, by user: UserID, at now: Date) async throws {
        let read = try await database.write { transaction in
            try transaction.rows(
                """
                UPDATE notifications SET read_at = $3
                WHERE contact_id = $1 AND user_id = $2 AND read_at IS NULL AND withdrawn_at IS NULL RETURNING id
                """,
                [.integer(contact.rawValue), .integer(user.rawValue), .instant(now)]
            )
        }
        if !read.isEmpty { news.tell(contact) }
    }

    package func remind(_ rules: ReceptionRules, at now: Date, limit: Int) async throws -> RemindingWork {
        // Most often there is nothing.
        let (hasReminders, hasBulletins) = try await database.read { transaction in
            try (
                DueReminders.areThere(rules, at: now, in: transaction),
                BulletinAnnouncing.isDue(at: now, in: transaction)
            )
        }
        if hasBulletins { try await database.write { try BulletinAnnouncing.announce(at: now, in: $0) } }
        guard hasReminders else { return RemindingWork() }
        return try await database.write { [zone] in
            try DueReminders.remind(rules, at: now, in: zone, limit: limit, $0)
        }
    }
}
