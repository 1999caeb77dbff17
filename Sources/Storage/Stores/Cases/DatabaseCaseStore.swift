import ContactCenter
import Foundation

/// Cases and their tasks in a database.
package struct DatabaseCaseStore: CaseStore {
    private let database: any Database
    private let numbers: any PhoneNumberReading
    private let zone: TimeZone

    /// - Parameter zone: the business's, by whose clock people work.
    package init(_ database: any Database, numbers: any PhoneNumberReading, zone: TimeZone = .gmt) {
        self.database = database
        self.numbers = numbers
        self.zone = zone
    }

    // MARK: - Writing

    package func open(
        _ case: Case,
        with entry: NewCaseEntry?,
        by author: RecordAuthor
    ) async throws -> Saving<Case> {
        try await write(by: author) { try $0.open(`case`, with: entry) }
    }

    package func add(
        _ entry: NewCaseEntry,
        to case: CaseID,
        by author: RecordAuthor
    ) async throws -> Saving<CaseEntry> {
        try await write(by: author) { try $0.add(entry, to: `case`) }
    }

    package func finish(
        _ task: CaseTaskID,
        over version: Int64,
        by author: RecordAuthor
    ) async throws -> Saving<CaseTask> {
        try await write(by: author) { try $0.finish(task, over: version) }
    }

    package func reopen(
        _ task: CaseTaskID,
        over version: Int64,
        by author: RecordAuthor
    ) async throws -> Saving<CaseTask> {
        try await write(by: author) { try $0.reopen(task, over: version) }
    }

    package func hand(
        _ task: CaseTaskID,
        over version: Int64,
        _ handover: TaskHandover,
        by author: RecordAuthor
    ) async throws -> Saving<CaseTask> {
        try await write(by: author) { try $0.hand(task, over: version, handover) }
    }

    /// What is refused half-way is not written at all.
    private func write<Record>(
        by author: RecordAuthor,
        _ work: @escaping @Sendable (CaseWriting) throws -> Saving<Record>
    ) async throws -> Saving<Record> {
        do {
            return try await database.write(by: author) { [numbers, zone] transaction in
                try work(CaseWriting(transaction: transaction, author: author, numbers: numbers, zone: zone))
            }
        } catch let refusal as CaseWriting.Refusal {
            return .refused(refusal.problems)
        }
    }

    // MARK: - Reading

    package func tasks(_ question: TaskQuestion) async throws -> [ListedTask] {
        try await database.read { [numbers] in try TaskReading(numbers: numbers).tasks(question, $0) }
    }

    package func isInReach(_ case: CaseID, of reach: Sitters) async throws -> Bool {
        try await database.read { transaction in
            var conditions = Conditions()
            conditions.add("cases.id = {}", .integer(`case`.rawValue))
            conditions.add(casesInReach: reach)
            return try !transaction.rows("SELECT 1 FROM cases WHERE \(conditions.text)", conditions.values).isEmpty
        }
    }

    package func read(_ case: CaseID, by user: UserID, at now: Date) async throws {
        let ofCase = """
            user_id = $2 AND read_at IS NULL AND withdrawn_at IS NULL AND task_id IN (
                SELECT case_tasks.id FROM case_tasks JOIN case_entries ON case_entries.id = case_tasks.entry_id
                WHERE case_entries.case_id = $1
            )
            """
        let values: [SQLValue] = [.integer(`case`.rawValue), .integer(user.rawValue)]
        // Most often there is nothing, and looking takes no lock.
        let isTold = try await database.read { transaction in
            try !transaction.rows("SELECT 1 FROM notifications WHERE \(ofCase) LIMIT 1", values).isEmpty
        }
        guard isTold else { return }
        try await database.write { transaction in
            try transaction.execute(
                "UPDATE notifications SET read_at = $3 WHERE \(ofCase)",
                values + [.instant(now)]
            )
        }
    }

    // MARK: - Calendars

    package func setFeed(_ digest: TokenDigest?, of user: UserID, at now: Date) async throws {
        try await database.write { transaction in
            try transaction.execute("DELETE FROM task_feeds WHERE user_id = $1", [.integer(user.rawValue)])
            guard let digest else { return }
            try transaction.execute(
                "INSERT INTO task_feeds (user_id, digest, made_at) VALUES ($1, $2, $3)",
                [.integer(user.rawValue), .text(digest), .instant(now)]
            )
        }
    }

    package func feed(of user: UserID) async throws -> Date? {
        try await database.read { transaction in
            let rows = try transaction.rows(
                "SELECT made_at FROM task_feeds WHERE user_id = $1",
                [.integer(user.rawValue)]
            )
            return try rows.first.map { row in
                var row = row
                return try row.instant()
            }
        }
    }

    package func owner(ofFeed digest: TokenDigest) async throws -> UserID? {
        try await database.read { transaction in
            let rows = try transaction.rows(
                """
                SELECT users.id FROM task_feeds JOIN users ON users.id = task_feeds.user_id
                WHERE task_feeds.digest = $1 AND users.is_disabled = 0 AND EXISTS (
                    SELECT 1 FROM user_roles JOIN role_permissions ON role_permissions.role = user_roles.role
                    WHERE user_roles.user_id = users.id AND role_permissions.permission = 'contacts'
                )
                """,
                [.text(digest)]
            )
            return try rows.first.map { row in
                var row = row
                return try UserID(row.integer())
            }
        }
    }
}
