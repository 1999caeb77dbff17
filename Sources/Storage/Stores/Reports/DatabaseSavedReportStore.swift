import ContactCenter
import Foundation

/// Saved reports in a database.
package struct DatabaseSavedReportStore: SavedReportStore {
    private let database: any Database

    package init(_ database: any Database) { self.database = database }

    // MARK: - Reading

    package func savedReports(
        for user: UserID,
        of report: Report.Name?,
        includingHidden: Bool
    ) async throws -> [ListedReport] {
        let own = includingHidden ? "user_id = $1" : "(user_id = $1 AND is_hidden = 0)"
        let only = report == nil ? "" : " AND report = $2"
        return try await database.read { transaction in
            try Self.listed(
                where: "(\(own) OR (is_shared = 1 AND is_hidden = 0))\(only)",
                [.integer(user.rawValue)] + (report.map { [.text($0)] } ?? []),
                in: transaction
            )
        }
    }

    package func savedReport(_ id: SavedReportID, of owner: UserID) async throws -> ListedReport? {
        try await database.read { transaction in
            try Self.listed(
                where: "id = $1 AND user_id = $2",
                [.integer(id.rawValue), .integer(owner.rawValue)],
                in: transaction
            ).first
        }
    }

    private static func listed(
        where condition: String,
        _ values: [SQLValue],
        in transaction: any Transaction
    ) throws -> [ListedReport] {
        let reports = try transaction.rows(
            """
            SELECT \(SavedReportTable.columns), due_at,
                (SELECT display_name FROM users WHERE users.id = saved_reports.user_id)
            FROM saved_reports WHERE \(condition)
            """,
            values
        ).compactMap { row -> ListedReport? in
            var row = row
            guard let (kept, owner) = try SavedReportTable.report(from: &row) else { return nil }
            let due = try row.optionalInstant()
            return ListedReport(kept: kept, owner: owner, ownerName: try row.optionalText() ?? "", nextDue: due)
        }
        let runs = try transaction.rows(
            """
            SELECT \(ReportRunTable.columns) FROM report_runs
            WHERE id = (SELECT MAX(id) FROM report_runs WHERE report_id = $1)
            """,
            each: reports.map { [.integer($0.kept.id.rawValue)] }
        )
        return try zip(reports, runs).map { report, rows in
            var report = report
            report.lastRun = try rows.first.map { row in
                var row = row
                return try ReportRunTable.run(from: &row)
            }
            return report
        }.sorted { $0.order < $1.order }
    }

    package func runs(of id: SavedReportID, limit: Int) async throws -> [ReportRun] {
        try await database.read { transaction in
            try transaction.rows(
                "SELECT \(ReportRunTable.columns) FROM report_runs WHERE report_id = $1 ORDER BY id DESC LIMIT $2",
                [.integer(id.rawValue), .integer(limit)]
            ).map { row in
                var row = row
                return try ReportRunTable.run(from: &row)
            }
        }
    }

    // MARK: - Writing

    package func add(
        _ report: SavedReport,
        of owner: UserID,
        due: Date?,
        audit: AuditEntry?
    ) async throws -> Saving<SavedReport> {
        try await saving { transaction in
            let problems =
                try report.problems + SavedReportTable.clashes(of: report, owner, except: nil, in: transaction)
            guard problems.isEmpty else { return .refused(problems) }
            let columns = ["user_id"] + SavedReportTable.writtenColumns
            var row = try transaction.rows(
                """
                INSERT INTO saved_reports (\(columns.joined(separator: ", ")))
                VALUES (\(columns.indices.map { "$\($0 + 1)" }.joined(separator: ", "))) RETURNING id
                """,
                [.integer(owner.rawValue)] + SavedReportTable.values(of: report, due: due)
            )[0]
            let id = SavedReportID(try row.integer())
            try Self.note(audit, of: id, in: transaction)
            return .saved(Kept(id: id, version: 1, record: report))
        }
    }

    package func change(
        _ id: SavedReportID,
        of owner: UserID,
        over version: Int64,
        to report: SavedReport,
        due: Date?,
        at now: Date,
        audit: AuditEntry?
    ) async throws -> Saving<SavedReport> {
        try await saving { transaction in
            guard let present = try SavedReportTable.report(id, of: owner, in: transaction) else { return .missing }
            guard present.version == version else { return .stale(present) }
            var problems = report.problems
            if !present.isHidden {
                problems += try SavedReportTable.clashes(of: report, owner, except: id, in: transaction)
            }
            guard problems.isEmpty else { return .refused(problems) }
            let settings = SavedReportTable.writtenColumns.enumerated().map { "\($1) = $\($0 + 3)" }
            let rows = try transaction.rows(
                """
                UPDATE saved_reports SET version = version + 1, \(settings.joined(separator: ", "))
                WHERE id = $1 AND version = $2 RETURNING id
                """,
                [.integer(id.rawValue), .integer(version)]
                    + SavedReportTable.values(of: report, due: present.isHidden ? nil : due)
            )
            guard !rows.isEmpty else {
                return try SavedReportTable.report(id, of: owner, in: transaction).map(Saving.stale) ?? .missing
            }
            if report.recipients.isEmpty { try ReportRunTable.cancel(of: id, at: now, in: transaction) }
            try Self.note(audit, of: id, in: transaction)
            return .saved(Kept(id: id, version: version + 1, isHidden: present.isHidden, record: report))
        }
    }

    package func setHidden(
        _ id: SavedReportID,
        of owner: UserID,
        over version: Int64,
        to isHidden: Bool,
        due: Date?,
        at now: Date
    ) async throws -> Saving<SavedReport> {
        try await saving { transaction in
            guard let present = try SavedReportTable.report(id, of: owner, in: transaction) else { return .missing }
            guard present.isHidden != isHidden else { return .saved(present) }
            let clashes =
                isHidden
                ? [] : try SavedReportTable.clashes(of: present.record, owner, except: id, in: transaction)
            guard clashes.isEmpty else { return .refused(clashes) }
            let rows = try transaction.rows(
                """
                UPDATE saved_reports SET version = version + 1, is_hidden = $3, due_at = $4
                WHERE id = $1 AND version = $2 RETURNING id
                """,
                [
                    .integer(id.rawValue), .integer(version), .flag(isHidden),
                    isHidden || present.record.schedule == nil ? .null : .instant(due),
                ]
            )
            guard !rows.isEmpty else {
                return try SavedReportTable.report(id, of: owner, in: transaction).map(Saving.stale) ?? .missing
            }
            if isHidden { try ReportRunTable.cancel(of: id, at: now, in: transaction) }
            return .saved(Kept(id: id, version: version + 1, isHidden: isHidden, record: present.record))
        }
    }

    /// Two who save the same name at the same moment cannot both have it: the database itself refuses that.
    private func saving(
        _ work: @escaping @Sendable (any Transaction) throws -> Saving<SavedReport>
    ) async throws -> Saving<SavedReport> {
        do {
            return try await database.write(work)
        } catch let error as StorageError where error.isDuplicate {
            return .refused([FieldProblem("name", .taken)])
        }
    }

    private static func note(_ audit: AuditEntry?, of id: SavedReportID, in transaction: any Transaction) throws {
        guard var audit else { return }
        audit.subject = "report:\(id)"
        try AuditTable.note(audit, in: transaction)
    }

    // MARK: - Sending

    package func send(_ id: SavedReportID, by owner: UserID, at now: Date) async throws -> Bool {
        try await database.write { transaction in
            let rows = try transaction.rows(
                """
                SELECT id FROM saved_reports
                WHERE id = $1 AND user_id = $2 AND is_hidden = 0 AND recipients <> '' AND NOT EXISTS (
                    SELECT 1 FROM report_runs
                    WHERE report_id = saved_reports.id AND is_by_hand = 1 AND next_at IS NOT NULL
                )
                """,
                [.integer(id.rawValue), .integer(owner.rawValue)]
            )
            guard !rows.isEmpty else { return false }
            return try ReportRunTable.add(of: id, dueAt: now, isByHand: true, at: now, in: transaction)
        }
    }

    package func sendAgain(_ run: Int64, of id: SavedReportID, at now: Date) async throws -> Bool {
        try await database.write { transaction in
            try !transaction.rows(
                """
                UPDATE report_runs SET next_at = $3, began_at = $3, finished_at = NULL, attempts = 0
                WHERE id = $1 AND report_id = $2 AND next_at IS NULL AND problem IS NOT NULL RETURNING id
                """,
                [.integer(run), .integer(id.rawValue), .instant(now)]
            ).isEmpty
        }
    }
}

extension ListedReport {
    /// By name, as directories are listed.
    fileprivate var order: RecordOrder {
        RecordOrder(place: nil, name: kept.record.name, id: kept.id.rawValue)
    }
}
