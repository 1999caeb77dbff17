import ContactCenter
import Foundation

/// How far those have come who go on with contacts: columns of the table `contacts`, and the stages of `ContactWork` in SQL.
package enum ContactWorkTable {
    static let columns = ["handed_at", "taken_by", "taken_at", "processed_by", "processed_at"]

    static func values(of work: ContactWork?) -> [SQLValue] {
        [
            .instant(work?.handedAt), .integer(work?.takenBy?.rawValue), .instant(work?.takenAt),
            .integer(work?.processedBy?.rawValue), .instant(work?.processedAt),
        ]
    }

    static func work(from row: inout SQLRow) throws -> ContactWork? {
        let handedAt = try row.optionalInstant()
        let (taker, takenAt) = try (row.optionalInteger(), row.optionalInstant())
        let (processor, processedAt) = try (row.optionalInteger(), row.optionalInstant())
        return handedAt.map {
            ContactWork(
                handedAt: $0,
                takenBy: taker.map(UserID.init(_:)),
                takenAt: takenAt,
                processedBy: processor.map(UserID.init(_:)),
                processedAt: processedAt
            )
        }
    }

    static func write(_ work: ContactWork?, of id: ContactID, in transaction: any Transaction) throws {
        let sets = columns.enumerated().map { "\($1) = $\($0 + 2)" }.joined(separator: ", ")
        try transaction.execute(
            "UPDATE contacts SET \(sets) WHERE id = $1",
            [.integer(id.rawValue)] + values(of: work)
        )
    }

    // MARK: - Stages

    /// A contact that somebody is to go on with, or goes on with: the condition of the index `contacts_open`.
    package static let isOpen = "contacts.handed_at IS NOT NULL AND contacts.processed_at IS NULL"

    /// `ContactWork.stage`, as a condition on `contacts`.
    package static func isAt(_ stage: ContactWork.Stage) -> String {
        switch stage {
        case .unprocessed: "\(isOpen) AND contacts.taken_at IS NULL"
        case .inWork: "\(isOpen) AND contacts.taken_at IS NOT NULL"
        case .processed: "contacts.processed_at IS NOT NULL"
        }
    }

    // MARK: - Loads

    /// Read from the indexes `contacts_open` and `contacts_processed` alone, however many contacts there are.
    static let loadStatement = """
        SELECT contacts.responsible_id, CASE WHEN contacts.taken_at IS NULL THEN 'unprocessed' ELSE 'in_work' END AS stage,
            COUNT(*)
        FROM contacts WHERE \(isOpen) AND contacts.is_hidden = 0 AND contacts.responsible_id IS NOT NULL
        GROUP BY contacts.responsible_id, CASE WHEN contacts.taken_at IS NULL THEN 'unprocessed' ELSE 'in_work' END
        UNION ALL
        SELECT contacts.responsible_id, 'processed', COUNT(*)
        FROM contacts
        WHERE contacts.processed_at IS NOT NULL AND contacts.is_hidden = 0 AND contacts.responsible_id IS NOT NULL
            AND contacts.processed_at >= $1
        GROUP BY contacts.responsible_id
        """

    static func loads(since day: Date, in transaction: any Transaction) throws -> [EmployeeID: WorkLoad] {
        var loads: [EmployeeID: WorkLoad] = [:]
        for var row in try transaction.rows(loadStatement, [.instant(day)]) {
            let (employee, stage): (EmployeeID, ContactWork.Stage) = try (row.id(), row.named())
            let count = Int(try row.integer())
            switch stage {
            case .unprocessed: loads[employee, default: WorkLoad()].unprocessed = count
            case .inWork: loads[employee, default: WorkLoad()].inWork = count
            case .processed: loads[employee, default: WorkLoad()].processed = count
            }
        }
        return loads
    }
}
