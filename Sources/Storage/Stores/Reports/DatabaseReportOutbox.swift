import ContactCenter
import Foundation

/// Saved reports that are to be sent, in a database.
///
/// A claim is a lease on a run: it holds for all processes on the database, and runs out by itself when who held it is gone.
package struct DatabaseReportOutbox: ReportOutbox {
    private static let notedAtOnce = 50
    private static let prunedAtOnce = 500
    /// Characters of what a mail server said.
    private static let longestAnswer = 1_000

    private let database: any Database

    package init(_ database: any Database) { self.database = database }

    package func noteDue(at now: Date, in calendar: BusinessCalendar) async throws -> Int {
        let due =
            "SELECT id, due_at, rhythm, rhythm_day, minute FROM saved_reports WHERE is_hidden = 0 AND due_at <= $1"
        // Most often there is nothing, and looking takes no lock.
        let isDue = try await database.read { transaction in
            try !transaction.rows("\(due) LIMIT 1", [.instant(now)]).isEmpty
        }
        guard isDue else { return 0 }
        return try await database.write { transaction in
            let rows = try transaction.rows("\(due) ORDER BY due_at LIMIT \(Self.notedAtOnce)", [.instant(now)])
            var count = 0
            for var row in rows {
                let (id, first) = try (SavedReportID(row.integer()), row.instant())
                let schedule = try SavedReportTable.schedule(from: &row)
                // Of two who note the same one the second waits for the first and finds nothing.
                let taken = try transaction.rows(
                    "UPDATE saved_reports SET due_at = $3 WHERE id = $1 AND due_at = $2 AND is_hidden = 0 RETURNING id",
                    [
                        .integer(id.rawValue), .instant(first), .instant(schedule?.next(after: now, in: calendar)),
                    ]
                )
                guard !taken.isEmpty, let schedule else { continue }
                let latest = max(first, schedule.latest(until: now, in: calendar))
                if try ReportRunTable.add(of: id, dueAt: latest, isByHand: false, at: now, in: transaction) {
                    count += 1
                }
            }
            return count
        }
    }

    package func claim(at now: Date, until: Date) async throws -> DueReport? {
        let findDue = "SELECT id FROM report_runs WHERE next_at <= $1 AND claimed_until <= $1"
        let isDue = try await database.read { transaction in
            try !transaction.rows("\(findDue) LIMIT 1", [.instant(now)]).isEmpty
        }
        guard isDue else { return nil }
        let token = UUID().uuidString
        return try await database.write { transaction in
            // Of two who choose the same one the second waits for the first, looks at the row again, and goes away empty.
            let claimed = try transaction.rows(
                """
                UPDATE report_runs SET claim = $2, claimed_until = $3, attempts = attempts + 1
                WHERE id = (\(findDue) ORDER BY next_at, id LIMIT 1) AND next_at <= $1 AND claimed_until <= $1
                RETURNING id, report_id, due_at, is_by_hand, began_at, attempts
                """,
                [.instant(now), .text(token), .instant(until)]
            )
            guard var row = claimed.first else { return nil }
            let (run, report) = try (row.integer(), row.integer())
            guard let (kept, owner, rights) = try Self.report(report, in: transaction) else {
                // Only a newer program can send it.
                return nil
            }
            return try DueReport(
                run: run,
                claim: token,
                id: kept.id,
                report: kept.record,
                owner: owner,
                rights: rights,
                dueAt: row.instant(),
                isByHand: row.flag(),
                begin: row.instant(),
                attempts: Int(row.integer())
            )
        }
    }

    private static func report(
        _ id: Int64,
        in transaction: any Transaction
    ) throws -> (Kept<SavedReport>, User, Rights)? {
        let reports = try transaction.rows(
            "SELECT \(SavedReportTable.columns) FROM saved_reports WHERE id = $1",
            [.integer(id)]
        )
        guard var row = reports.first, let (kept, owner) = try SavedReportTable.report(from: &row) else { return nil }
        let users = try transaction.rows(
            "SELECT \(UserTable.columns) FROM users WHERE id = $1",
            [.integer(owner.rawValue)]
        )
        guard var userRow = users.first else { return nil }
        var user = try UserTable.user(from: &userRow)
        let rights: Rights
        (user.roles, rights) = try UserTable.rolesAndRights(of: owner, in: transaction)
        return (kept, user, rights)
    }

    package func note(
        _ problem: ReportProblem?,
        answer: String?,
        of due: DueReport,
        at now: Date,
        next: Date?,
        audit: AuditEntry?
    ) async throws {
        // What was cancelled meanwhile stays so, unless it went out.
        let condition = problem == nil ? "" : " AND next_at IS NOT NULL"
        let said = answer.map { String(String.UnicodeScalarView($0.unicodeScalars.prefix(Self.longestAnswer))) }
        try await database.write { transaction in
            try transaction.execute(
                """
                UPDATE report_runs SET claim = NULL, claimed_until = 0, next_at = $3, finished_at = $4, problem = $5, answer = $6
                WHERE id = $1 AND claim = $2\(condition)
                """,
                [
                    .integer(due.run), .text(due.claim), .instant(next), next == nil ? .instant(now) : .null,
                    .text(problem), .text(said),
                ]
            )
            if let audit { try AuditTable.note(audit, in: transaction) }
        }
    }

    package func giveBack(_ due: DueReport) async throws {
        try await database.write { transaction in
            try transaction.execute(
                """
                UPDATE report_runs SET claim = NULL, claimed_until = 0, attempts = attempts - 1
                WHERE id = $1 AND claim = $2
                """,
                [.integer(due.run), .text(due.claim)]
            )
        }
    }

    package func prune(before: Date) async throws -> Int {
        try await database.write { transaction in
            try transaction.rows(
                """
                DELETE FROM report_runs WHERE id IN (
                    SELECT id FROM report_runs WHERE finished_at < $1 ORDER BY finished_at LIMIT $2
                ) RETURNING id
                """,
                [.instant(before), .integer(Self.prunedAtOnce)]
            ).count
        }
    }
}
