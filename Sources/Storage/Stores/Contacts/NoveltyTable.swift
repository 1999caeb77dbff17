import ContactCenter
import Foundation

/// First-time and repeat contacts (decision D3) in the database.
package enum NoveltyTable {
    static func novelty(
        of contact: Contact,
        _ id: ContactID?,
        in transaction: any Transaction
    ) throws -> Contact.Novelty {
        Contact.Novelty(of: contact, hasEarlier: try hasEarlier(than: contact, id, in: transaction))
    }

    /// Whether the client or, without client, the number is known from an earlier contact that counts.
    private static func hasEarlier(
        than contact: Contact,
        _ id: ContactID?,
        in transaction: any Transaction
    ) throws -> Bool {
        let place: [SQLValue] = [.instant(contact.at), .integer(id?.rawValue ?? .max)]
        if let client = contact.client {
            return try !transaction.rows(earlierOfClient, [.integer(client.rawValue)] + place).isEmpty
        }
        guard let key = contact.callerKey else { return false }
        return try !transaction.rows(earlierOfNumber, [.text(key)] + place).isEmpty
    }

    private static func earlier(where condition: String) -> String {
        """
        SELECT 1 FROM contacts JOIN reasons ON reasons.id = contacts.reason_id
        WHERE \(condition) AND contacts.state = 'registered' AND contacts.is_hidden = 0 AND reasons.counts_for_novelty = 1
            AND (contacts.at < $2 OR (contacts.at = $2 AND contacts.id < $3))
        LIMIT 1
        """
    }

    private static let earlierOfClient = earlier(where: "contacts.client_id = $1")
    private static let earlierOfNumber = earlier(where: "contacts.caller_key = $1")

    /// Works the novelty of a client's contacts out anew, after some were given to the client or taken from it. What somebody
    /// set by hand stays. Their versions stay as well: nobody's editing is disturbed.
    ///
    /// To be called in the transaction of the change; the history tells of each contact that became something else.
    package static func derive(of client: ClientID, at now: Date, in transaction: any Transaction) throws {
        let changed = try transaction.rows(differing, [.integer(client.rawValue)]).map { row in
            var row = row
            return try (id: row.integer(), before: row.optionalText(), after: row.text())
        }
        try transaction.execute(
            "UPDATE contacts SET novelty = $2 WHERE id = $1",
            each: changed.map { [.integer($0.id), .text($0.after)] }
        )
        for contact in changed {
            let field = Change.Field(name: "novelty", before: contact.before, after: contact.after)
            let change = Change(at: now, user: nil, kind: .changed, fields: [field])
            try ChangeTable.add(change, of: .contacts, contact.id, in: transaction)
        }
    }

    /// The rule of `Contact.Novelty.init(of:hasEarlier:)`; a test holds both against each other.
    private static let differing = """
        SELECT id, novelty, derived
        FROM (
            SELECT contacts.id, contacts.novelty, contacts.at,
                CASE
                    WHEN contacts.is_status_inquiry = 1 OR contacts.base_contact_id IS NOT NULL THEN 'neither'
                    WHEN EXISTS (
                        SELECT 1 FROM contacts AS earlier JOIN reasons ON reasons.id = earlier.reason_id
                        WHERE earlier.client_id = $1 AND earlier.state = 'registered' AND earlier.is_hidden = 0
                            AND reasons.counts_for_novelty = 1
                            AND (earlier.at < contacts.at OR (earlier.at = contacts.at AND earlier.id < contacts.id))
                    ) THEN 'repeat'
                    ELSE 'first_time'
                END AS derived
            FROM contacts
            WHERE contacts.client_id = $1 AND contacts.state = 'registered' AND contacts.is_hidden = 0
                AND contacts.is_novelty_set = 0
        ) AS judged
        WHERE novelty IS DISTINCT FROM derived
        ORDER BY at, id
        """
}
