import ContactCenter
import Foundation

/// The table of saved reports.
enum SavedReportTable {
    static let columns = """
        id, version, is_hidden, user_id, name, report, query, language, is_shared, rhythm, rhythm_day, minute, recipients
        """

    /// From `columns`.
    ///
    /// - Returns: `nil` for a report that only a newer program knows.
    static func report(from row: inout SQLRow) throws -> (kept: Kept<SavedReport>, owner: UserID)? {
        let (id, version, isHidden) = try (SavedReportID(row.integer()), row.integer(), row.flag())
        let owner = try UserID(row.integer())
        let (name, named, query, language) = try (row.text(), row.text(), row.text(), row.text())
        let isShared = try row.flag()
        let schedule = try schedule(from: &row)
        let recipients = try row.text().split(separator: "\n").compactMap { MailAddress(String($0)) }
        guard let report = Report.Name(rawValue: named) else { return nil }
        let saved = SavedReport(
            name: name,
            report: report,
            query: query,
            language: language,
            isShared: isShared,
            schedule: schedule,
            recipients: recipients
        )
        return (Kept(id: id, version: version, isHidden: isHidden, record: saved), owner)
    }

    /// From `rhythm`, `rhythm_day` and `minute`.
    static func schedule(from row: inout SQLRow) throws -> ReportSchedule? {
        let (rhythm, day, minute) = try (row.optionalText(), row.optionalInteger(), row.optionalInteger())
        guard let rhythm, let minute else { return nil }
        let number = Int(day ?? 1)
        switch rhythm {
        case "daily": return ReportSchedule(.daily, at: Int(minute))
        case "weekly": return ReportSchedule(.weekly(on: number), at: Int(minute))
        case "monthly": return ReportSchedule(.monthly(on: number), at: Int(minute))
        default: return nil
        }
    }

    /// In the order of `writtenColumns`.
    static func values(of report: SavedReport, due: Date?) -> [SQLValue] {
        let (rhythm, day): (String?, Int64?) =
            switch report.schedule?.rhythm {
            case nil: (nil, nil)
            case .daily?: ("daily", nil)
            case .weekly(let weekday)?: ("weekly", Int64(weekday))
            case .monthly(let dayOfMonth)?: ("monthly", Int64(dayOfMonth))
            }
        return [
            .text(report.name), .text(report.report), .text(report.query), .text(report.language),
            .flag(report.isShared), .text(rhythm), .integer(day),
            .integer(report.schedule.map { Int64($0.minute) }),
            .text(report.recipients.map(\.description).joined(separator: "\n")),
            report.schedule == nil ? .null : .instant(due),
        ]
    }

    static let writtenColumns = [
        "name", "report", "query", "language", "is_shared", "rhythm", "rhythm_day", "minute", "recipients", "due_at",
    ]

    static func report(
        _ id: SavedReportID,
        of owner: UserID,
        in transaction: any Transaction
    ) throws -> Kept<SavedReport>? {
        let rows = try transaction.rows(
            "SELECT \(columns) FROM saved_reports WHERE id = $1 AND user_id = $2",
            [.integer(id.rawValue), .integer(owner.rawValue)]
        )
        return try rows.first.flatMap { row in
            var row = row
            return try report(from: &row)?.kept
        }
    }

    /// What keeps it from standing among the others of its owner.
    static func clashes(
        of report: SavedReport,
        _ owner: UserID,
        except id: SavedReportID?,
        in transaction: any Transaction
    ) throws -> [FieldProblem] {
        let others = try transaction.rows(
            "SELECT name FROM saved_reports WHERE user_id = $1 AND id <> $2 AND is_hidden = 0",
            [.integer(owner.rawValue), .integer(id?.rawValue ?? 0)]
        ).map { row in
            var row = row
            return try row.text()
        }
        if others.contains(report.name) { return [FieldProblem("name", .taken)] }
        return others.count >= SavedReport.most
            ? [FieldProblem("count", .outOfRange(0...Int64(SavedReport.most)))] : []
    }
}

/// The sendings of saved reports.
enum ReportRunTable {
    static let columns = "id, due_at, is_by_hand, attempts, next_at, finished_at, problem, answer"

    /// From `columns`.
    static func run(from row: inout SQLRow) throws -> ReportRun {
        let (id, dueAt, isByHand, attempts) = try (row.integer(), row.instant(), row.flag(), row.integer())
        let (next, finished) = try (row.optionalInstant(), row.optionalInstant())
        // What a newer program noted is a problem all the same.
        let problem = try row.optionalText().map { ReportProblem(rawValue: $0) ?? .other }
        let state: ReportRun.State =
            if let next {
                .waiting(next: next)
            } else if problem == nil {
                .sent(finished ?? dueAt)
            } else {
                .failed(finished ?? dueAt)
            }
        return ReportRun(
            id: id,
            dueAt: dueAt,
            isByHand: isByHand,
            attempts: Int(attempts),
            state: state,
            problem: problem,
            answer: try row.optionalText()
        )
    }

    static func add(
        of report: SavedReportID,
        dueAt: Date,
        isByHand: Bool,
        at now: Date,
        in transaction: any Transaction
    ) throws -> Bool {
        try !transaction.rows(
            """
            INSERT INTO report_runs (report_id, due_at, is_by_hand, began_at, next_at) VALUES ($1, $2, $3, $4, $4)
            ON CONFLICT (report_id, due_at) DO NOTHING RETURNING id
            """,
            [.integer(report.rawValue), .instant(dueAt), .flag(isByHand), .instant(now)]
        ).isEmpty
    }

    /// What waits to be sent is not sent any more.
    static func cancel(of report: SavedReportID, at now: Date, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            UPDATE report_runs SET next_at = NULL, finished_at = $2, problem = $3
            WHERE report_id = $1 AND next_at IS NOT NULL
            """,
            [.integer(report.rawValue), .instant(now), .text(ReportProblem.cancelled)]
        )
    }
}
