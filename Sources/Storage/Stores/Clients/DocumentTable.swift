import ContactCenter
import Foundation

/// Documents in the database.
enum DocumentTable {
    /// Open ones first, then the latest.
    static func documents(of client: ClientID, limit: Int, in transaction: any Transaction) throws -> [Kept<Document>] {
        let ids = try transaction.rows(
            """
            SELECT id FROM documents WHERE client_id = $1 AND is_hidden = 0
            ORDER BY is_open DESC, at DESC, id DESC LIMIT $2
            """,
            [.integer(client.rawValue), .integer(limit)]
        ).map(id)
        return try table.records(ids, in: transaction)
    }

    static func documents(
        where filter: DocumentFilter,
        after: (at: Date, id: DocumentID)?,
        limit: Int,
        in transaction: any Transaction
    ) throws -> [Kept<Document>] {
        var conditions = Conditions()
        conditions.add("is_hidden = 0")
        if let kind = filter.kind { conditions.add("kind = {}", .text(kind)) }
        if let isOpen = filter.isOpen { conditions.add("is_open = {}", .flag(isOpen)) }
        if let number = filter.number, !number.isEmpty {
            // `LIKE` would take what was typed for a pattern, and SQLite's knows no case of Cyrillic letters.
            conditions.add("substr(number, 1, length(CAST({} AS TEXT))) = CAST({} AS TEXT)", .text(number))
        }
        if let client = filter.client { conditions.add("client_id = {}", .integer(client.rawValue)) }
        if let vehicle = filter.vehicle { conditions.add("vehicle_id = {}", .integer(vehicle.rawValue)) }
        if let contact = filter.contact { conditions.add("contact_id = {}", .integer(contact.rawValue)) }
        if let after {
            let (at, id) = (conditions.bind(.instant(after.at)), conditions.bind(.integer(after.id.rawValue)))
            conditions.add("(at < \(at) OR (at = \(at) AND id < \(id)))")
        }
        let limit = conditions.bind(.integer(limit))
        let ids = try transaction.rows(
            "SELECT id FROM documents WHERE \(conditions.text) ORDER BY at DESC, id DESC LIMIT \(limit)",
            conditions.values
        ).map(id)
        return try table.records(ids, in: transaction)
    }

    /// The next number of the kind that no document has; imported ones may have any.
    static func nextNumber(of kind: Document.Kind, in transaction: any Transaction) throws -> String {
        while true {
            let number = DocumentNumber.text(try NumberSeries.next(of: kind.rawValue, in: transaction))
            let taken = try transaction.rows(
                "SELECT id FROM documents WHERE kind = $1 AND number = $2",
                [.text(kind), .text(number)]
            )
            if taken.isEmpty { return number }
        }
    }

    private static let table = RecordTable<Document>(numbers: NoNumbers())

    private static func id(_ row: SQLRow) throws -> DocumentID {
        var row = row
        return try DocumentID(row.integer())
    }
}

/// For records without a telephone number that calls are found by.
struct NoNumbers: PhoneNumberReading {
    let country = Country("")
    func read(_ raw: String) -> PhoneNumber { PhoneNumber(raw: raw, kind: .unusable) }
}
