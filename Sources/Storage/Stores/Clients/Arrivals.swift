import ContactCenter
import Foundation

/// Who came to workshops and people, by their documents.
enum Arrivals {
    static func arrivals(
        in workshop: WorkshopID,
        during period: Period,
        in transaction: any Transaction
    ) throws -> [Arrival] {
        try arrivals(of: workshop.rawValue, "documents.workshop_id", during: period, in: transaction)
    }

    static func arrivals(
        with employee: EmployeeID,
        during period: Period,
        in transaction: any Transaction
    ) throws -> [Arrival] {
        try arrivals(of: employee.rawValue, "documents.responsible_id", during: period, in: transaction)
    }

    private static func arrivals(
        of id: Int64,
        _ column: String,
        during period: Period,
        in transaction: any Transaction
    ) throws -> [Arrival] {
        try transaction.rows(
            """
            SELECT documents.id, documents.number, documents.at, documents.responsible_id, documents.workshop_id,
                COALESCE(clients.name, contacts.person_name), documents.works
            FROM documents LEFT JOIN clients ON clients.id = documents.client_id
            LEFT JOIN contacts ON contacts.id = documents.contact_id
            WHERE \(column) = $1 AND documents.at >= $2 AND documents.at < $3 AND documents.is_hidden = 0
                AND documents.kind IN (\(Document.arrivals.listed))
            ORDER BY documents.at, documents.id
            """,
            [.integer(id), .instant(period.from), .instant(period.until)]
        ).map { row in
            var row = row
            let (id, number): (DocumentID, String) = try (row.id(), row.text())
            return try Arrival(
                document: id,
                number: number,
                at: row.instant(),
                responsible: row.optionalID(),
                workshop: row.optionalID(),
                client: row.optionalText(),
                works: row.optionalText()
            )
        }
    }
}
