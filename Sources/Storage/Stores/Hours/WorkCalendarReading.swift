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

    /// The branch that a number which callers dial belongs to.
    static func branch(ofCall row: Int64, in transaction: any Transaction) throws -> BranchID? {
        try transaction.rows(
            """
            SELECT dids.branch_id FROM calls JOIN dids ON dids.number_key = calls.dialled_key AND dids.is_hidden = 0
            WHERE calls.id = $1
            """,
            [.integer(row)]
        ).first.flatMap { row in
            var row = row
            return try row.optionalID()
        }
    }

    private static func table<Record: KeptRecord>() -> RecordTable<Record> { RecordTable(numbers: NoNumbers()) }

    private static func records<Record: KeptRecord>(
        includingHidden: Bool,
        _ transaction: any Transaction
    ) throws -> [Kept<Record>] {
        try table().all(includingHidden: includingHidden, in: transaction)
    }
}
