import ContactCenter
import Foundation

/// Contacts in the waiting queue, and those that have left it.
enum WaitingTable {
    /// One that waits already stays where it is.
    ///
    /// - Returns: whether it is new in the queue.
    static func put(
        _ contact: ContactID,
        priority: Int64,
        by author: RecordAuthor,
        in transaction: any Transaction
    ) throws -> Bool {
        try !transaction.rows(
            """
            INSERT INTO waiting_contacts (contact_id, priority, since, put_by, reminded_at) VALUES ($1, $2, $3, $4, $3)
            ON CONFLICT (contact_id) WHERE ended_as IS NULL DO NOTHING RETURNING id
            """,
            [
                .integer(contact.rawValue), .integer(priority), .instant(author.at),
                .integer(author.user?.rawValue),
            ]
        ).isEmpty
    }

    /// - Returns: false where it does not wait.
    static func raise(_ contact: ContactID, in transaction: any Transaction) throws -> Bool {
        try !transaction.rows(
            "UPDATE waiting_contacts SET priority = priority + 1 WHERE contact_id = $1 AND ended_as IS NULL RETURNING id",
            [.integer(contact.rawValue)]
        ).isEmpty
    }

    /// - Returns: false where it does not wait.
    static func end(
        _ contact: ContactID,
        as ending: WaitingContact.Ending,
        because reason: LostReasonID? = nil,
        by author: RecordAuthor,
        in transaction: any Transaction
    ) throws -> Bool {
        try !transaction.rows(
            """
            UPDATE waiting_contacts SET ended_as = $2, ended_at = $3, ended_by = $4, lost_reason_id = $5
            WHERE contact_id = $1 AND ended_as IS NULL RETURNING id
            """,
            [
                .integer(contact.rawValue), .text(ending), .instant(author.at), .integer(author.user?.rawValue),
                .integer(reason?.rawValue),
            ]
        ).isEmpty
    }

    static func since(_ contact: ContactID, in transaction: any Transaction) throws -> Date? {
        let rows = try transaction.rows(
            "SELECT since FROM waiting_contacts WHERE contact_id = $1 AND ended_as IS NULL",
            [.integer(contact.rawValue)]
        )
        return try rows.first.map { row in
            var row = row
            return try row.instant()
        }
    }
}
