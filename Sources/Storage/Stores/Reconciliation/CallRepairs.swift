import ContactCenter
import Foundation

/// What people say of calls: this is its contact, or it needs none.
enum CallRepairs {
    static func link(
        _ call: Int64,
        to contact: ContactID,
        by user: UserID,
        at now: Date,
        in transaction: any Transaction
    ) throws {
        try write(call, contact: contact, exemption: nil, by: user, at: now, in: transaction)
    }

    static func exempt(
        _ call: Int64,
        because reason: String,
        by user: UserID,
        at now: Date,
        in transaction: any Transaction
    ) throws {
        try write(call, contact: nil, exemption: reason, by: user, at: now, in: transaction)
    }

    static func undo(_ call: Int64, in transaction: any Transaction) throws {
        // The contact that was linked may now belong to another call.
        try transaction.execute(
            """
            INSERT INTO contacts_to_match (contact_id)
            SELECT contact_id FROM call_repairs WHERE call_id = $1 AND contact_id IS NOT NULL
            ON CONFLICT (contact_id) DO NOTHING
            """,
            [.integer(call)]
        )
        try transaction.execute("DELETE FROM call_repairs WHERE call_id = $1", [.integer(call)])
    }

    static func isThere(_ contact: ContactID, in transaction: any Transaction) throws -> Bool {
        try !transaction.rows(
            "SELECT 1 FROM contacts WHERE id = $1 AND is_hidden = 0",
            [.integer(contact.rawValue)]
        ).isEmpty
    }

    /// Another call to which the contact belongs for certain: what was only matched by its number may be corrected.
    static func call(
        of contact: ContactID,
        besides call: Int64,
        in transaction: any Transaction
    ) throws -> CallID? {
        try transaction.rows(
            """
            SELECT calls.pbx, calls.linkedid, calls.start_second
            FROM reconciled_calls JOIN calls ON calls.id = reconciled_calls.call_id
            WHERE reconciled_calls.contact_id = $1 AND reconciled_calls.call_id <> $2 AND match_kind <> 'number'
            """,
            [.integer(contact.rawValue), .integer(call)]
        ).first.map { row in
            var row = row
            return try row.callID()
        }
    }

    private static func write(
        _ call: Int64,
        contact: ContactID?,
        exemption: String?,
        by user: UserID,
        at now: Date,
        in transaction: any Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO call_repairs (call_id, contact_id, exemption, user_id, at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (call_id) DO UPDATE SET contact_id = excluded.contact_id, exemption = excluded.exemption,
                user_id = excluded.user_id, at = excluded.at
            """,
            [
                .integer(call), .integer(contact?.rawValue), .text(exemption), .integer(user.rawValue), .instant(now),
            ]
        )
    }
}
