import ContactCenter
import Foundation

/// Which cards people have closed; the others of a shift are open.
enum ClosedCardTable {
    /// Cards are closed by themselves long before.
    private static let memory: TimeInterval = 7 * 86_400

    static func close(
        _ cards: [ClosedCard],
        of user: UserID,
        at now: Date,
        in transaction: any Transaction
    ) throws {
        let values = cards.map { card in
            [.integer(user.rawValue)] + CallTable.values(of: card.call) + [SQLValue.instant(now), .integer(card.legs)]
        }
        try transaction.execute(insert, each: values)
        try transaction.execute(
            "DELETE FROM closed_cards WHERE user_id = $1 AND closed_at < $2",
            [.integer(user.rawValue), .instant(now - memory)]
        )
    }

    static func openCards(
        of user: UserID,
        at phone: Extension,
        since: Date,
        limit: Int,
        in transaction: any Transaction
    ) throws -> [CallID] {
        let values: [SQLValue] = [.text(phone), .integer(user.rawValue), .instant(since), .integer(limit)]
        return try transaction.rows(findOpen, values).map(CallNoteTable.callID)
    }

    static func closedCards(of user: UserID, since: Date, in transaction: any Transaction) throws -> [ClosedCard] {
        try transaction.rows(
            "SELECT pbx, linkedid, start_second, legs FROM closed_cards WHERE user_id = $1 AND closed_at >= $2",
            [.integer(user.rawValue), .instant(since)]
        ).map { row in
            var row = row
            return try ClosedCard(call: row.callID(), legs: Int(row.integer()))
        }
    }

    private static let insert = """
        INSERT INTO closed_cards (user_id, pbx, linkedid, start_second, closed_at, legs) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (user_id, pbx, linkedid, start_second)
        DO UPDATE SET closed_at = excluded.closed_at, legs = excluded.legs
        """

    private static let findOpen = """
        SELECT calls.pbx, calls.linkedid, calls.start_second
        FROM calls
        WHERE calls.id IN (
                SELECT call_legs.call_id
                FROM call_legs
                JOIN seatings ON seatings.phone = call_legs.party AND seatings.since <= call_legs.answered_at
                    AND (seatings.until IS NULL OR seatings.until > call_legs.answered_at)
                JOIN calls AS answered ON answered.id = call_legs.call_id
                WHERE call_legs.party_kind = 'phone' AND call_legs.party = $1 AND call_legs.answered_at >= $3
                    AND seatings.user_id = $2 AND answered.direction = 'inbound'
                UNION
                SELECT COALESCE(noted.merged_into, noted.id)
                FROM call_notes
                JOIN calls AS noted ON noted.pbx = call_notes.pbx AND noted.linkedid = call_notes.linkedid
                    AND noted.start_second = call_notes.start_second
                WHERE call_notes.user_id = $2 AND call_notes.updated_at >= $3 AND call_notes.text <> ''
                UNION
                SELECT COALESCE(begun.merged_into, begun.id)
                FROM contacts
                JOIN calls AS begun ON begun.pbx = contacts.pbx AND begun.linkedid = contacts.linkedid
                    AND begun.start_second = contacts.start_second
                WHERE contacts.at >= $3 AND contacts.registrar_id = $2 AND contacts.is_hidden = 0
                    AND begun.direction = 'outbound'
            )
            AND calls.merged_into IS NULL
            AND NOT EXISTS (
                SELECT 1 FROM closed_cards
                WHERE closed_cards.user_id = $2 AND closed_cards.pbx = calls.pbx
                    AND closed_cards.linkedid = calls.linkedid AND closed_cards.start_second = calls.start_second
                    AND NOT EXISTS (
                        SELECT 1 FROM call_legs
                        WHERE call_legs.call_id = calls.id AND call_legs.ordinal >= closed_cards.legs
                            AND call_legs.party_kind = 'phone' AND call_legs.party = $1
                            AND call_legs.answered_at IS NOT NULL
                    )
            )
        ORDER BY calls.started_at DESC, calls.id DESC LIMIT $4
        """
}
