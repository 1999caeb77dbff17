import ContactCenter
import Foundation

/// Who works when, read within a transaction.
enum WorkCalendarReading {
    /// - Parameters:
    ///   - zone: the business's.
    ///   - isOfPeople: those are asked about, and not the business alone.
    static func calendar(
        in zone: TimeZone,
        ofPeople isOfPeople: Bool,
        _ transaction: any Transaction
    ) throws -> WorkCalendar {
        WorkCalendar(
            zone: zone,
            branches: try records(includingHidden: true, transaction),
            exceptions: isOfPeople ? try records(includingHidden: false, transaction) : [],
            holidays: try records(includingHidden: false, transaction).map(\.record)
        )
    }

    /// Of these those whose time it is not.
    static func off(
        _ employees: [EmployeeID],
        at now: Date,
        in zone: TimeZone,
        _ transaction: any Transaction
    ) throws -> [EmployeeID] {
        let calendar = try calendar(in: zone, ofPeople: true, transaction)
        return try table().records(employees, in: transaction).filter {
            calendar.isWorking($0.id, $0.record, at: now) == false
        }.map(\.id)
    }

    /// Somebody wrote down hours of a project.
    static func projectsClose(in transaction: any Transaction) throws -> Bool {
        try !transaction.rows("SELECT 1 FROM projects WHERE work_schedule IS NOT NULL LIMIT 1").isEmpty
    }

    /// Whether the number that a call came to was answered at that moment: by the hours of its project, else of its branch.
    static func isOpen(
        forCall row: Int64,
        by calendar: WorkCalendar,
        at instant: Date,
        in transaction: any Transaction
    ) throws -> Bool {
        let found = try transaction.rows(
            """
            SELECT dids.branch_id, projects.work_schedule FROM calls
            JOIN dids ON dids.number_key = calls.dialled_key AND dids.is_hidden = 0
            LEFT JOIN projects ON projects.id = dids.project_id
            WHERE calls.id = $1
            """,
            [.integer(row)]
        ).first
        guard var found else { return calendar.isOpen(nil, at: instant) }
        let branch: BranchID? = try found.optionalID()
        var project = Project()
        project.workSchedule = try found.optionalText()
        return calendar.isOpen(project, of: branch, at: instant)
    }

    private static func table<Record: KeptRecord>() -> RecordTable<Record> { RecordTable(numbers: NoNumbers()) }

    private static func records<Record: KeptRecord>(
        includingHidden: Bool,
        _ transaction: any Transaction
    ) throws -> [Kept<Record>] {
        try table().all(includingHidden: includingHidden, in: transaction)
    }
}
