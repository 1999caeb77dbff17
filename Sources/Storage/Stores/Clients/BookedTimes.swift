import ContactCenter
import Foundation

/// What workshops have promised, by their documents.
enum BookedTimes {
    static func booked(
        in workshop: WorkshopID,
        during period: Period,
        in transaction: any Transaction
    ) throws -> [BookedTime] {
        try transaction.rows(
            find,
            [.integer(workshop.rawValue), .instant(period.from), .instant(period.until)]
        ).map { row in
            var row = row
            let (id, number): (DocumentID, String) = try (row.id(), row.text())
            let period = try Period(from: row.instant(), until: row.instant())
            return try BookedTime(
                document: id,
                number: number,
                period: period,
                responsible: row.optionalID(),
                client: row.optionalText(),
                works: row.optionalText()
            )
        }
    }

    /// Nothing is promised for longer than a week, so that no more than that is read.
    private static let find = """
        SELECT documents.id, documents.number, documents.starts_at,
            COALESCE(documents.ends_at, documents.starts_at + 3600000), documents.responsible_id, clients.name, documents.works
        FROM documents LEFT JOIN clients ON clients.id = documents.client_id
        WHERE documents.workshop_id = $1 AND documents.starts_at < $3 AND documents.starts_at > CAST($2 AS {bigint}) - 604800000
            AND COALESCE(documents.ends_at, documents.starts_at + 3600000) > $2
            AND documents.is_hidden = 0 AND documents.kind IN (\(Document.appointments.listed))
        ORDER BY documents.starts_at, documents.id
        """
}
