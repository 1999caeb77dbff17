import ContactCenter
import Foundation

/// The register of missed calls in a database. What stands in it is written by the journal, see `MissedTable`.
package struct DatabaseMissedRegister: MissedRegister {
    private let database: any Database

    package init(_ database: any Database) {
        self.database = database
    }

    package func page(_ query: MissedQuery) async throws -> MissedPage {
        try await database.read { try MissedPages.page(query, in: $0) }
    }

    package func counts(_ query: MissedQuery, overdueBefore: Date) async throws -> MissedCounts {
        try await database.read { try MissedPages.counts(query, overdueBefore: overdueBefore, in: $0) }
    }

    package func isOutsideHours(_ call: CallID) async throws -> Bool {
        try await database.read { try MissedPages.isOutsideHours(call, in: $0) }
    }

    package func waitingCallers(since: Date) async throws -> Int {
        try await database.read { transaction in
            var row = try transaction.rows(MissedPages.waitingCallers, [.instant(since)])[0]
            return Int(try row.integer())
        }
    }

    package func assignees() async throws -> [MissedAssignee] {
        try await database.read { transaction in
            try transaction.rows(
                "SELECT id, display_name FROM users WHERE is_disabled = 0 ORDER BY display_name, id"
            ).map { row in
                var row = row
                return try MissedAssignee(user: UserID(row.integer()), displayName: row.text())
            }
        }
    }

    package func mark(
        _ calls: [MissedCall.Seen],
        _ mark: MissedMark,
        by actor: MissedActor
    ) async throws -> MissedOutcome {
        try await database.write { try MissedMarks.mark(calls, mark, by: actor, in: $0) }
    }

    package func undo(_ change: MissedChange.ID, by actor: MissedActor) async throws -> MissedOutcome {
        try await database.write { try MissedMarks.undo(change, by: actor, in: $0) }
    }

    package func change(_ id: MissedChange.ID) async throws -> MissedChange? {
        try await database.read { try MissedMarks.change(id, in: $0) }
    }

    package func spamNumbers() async throws -> [SpamNumber] {
        try await database.read { try SpamTable.all(in: $0) }
    }

    package func spamKeys() async throws -> Set<NumberKey> {
        try await database.read { try SpamTable.keys(in: $0) }
    }

    package func restore(_ number: SpamNumber.ID, by actor: MissedActor) async throws -> Bool {
        try await database.write { try SpamTable.restore(number, by: actor, in: $0) }
    }
}
