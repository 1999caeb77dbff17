import ContactCenter
import Foundation

/// Who sits at which phone, and who sat there when.
enum SeatingTable {
    static func now(in transaction: any Transaction) throws -> [Seat] {
        try transaction.rows(
            """
            SELECT seatings.phone, seatings.user_id, users.display_name, users.department, seatings.since
            FROM seatings JOIN users ON users.id = seatings.user_id
            WHERE seatings.until IS NULL
            ORDER BY seatings.phone
            """
        ).map { row in
            var row = row
            return try Seat(
                phone: row.named(),
                user: UserID(row.integer()),
                displayName: row.text(),
                department: row.optionalText(),
                since: row.instant()
            )
        }
    }

    static func sit(_ user: UserID, at phone: Extension, since now: Date, in transaction: any Transaction) throws {
        let values: [SQLValue] = [.integer(user.rawValue), .text(phone), .instant(now)]
        // Two who sit down at the same moment: the second one finds the first one there only at the next look.
        for _ in 0..<8 {
            try transaction.execute(standUp, values)
            try transaction.execute(sitDown, values)
            guard try transaction.rows(sits, Array(values.prefix(2))).isEmpty else { return }
        }
        throw StorageError(.failed, "The phone changes hands too fast; try again.")
    }

    private static let standUp = """
        UPDATE seatings SET until = $3
        WHERE until IS NULL AND (phone = $2 OR user_id = $1) AND NOT (phone = $2 AND user_id = $1)
        """
    private static let sitDown = """
        INSERT INTO seatings (user_id, phone, since) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
        """
    private static let sits = "SELECT 1 FROM seatings WHERE until IS NULL AND user_id = $1 AND phone = $2"

    /// Frees the phones of those who are logged in nowhere.
    static func freeDeserted(at now: Date, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            UPDATE seatings SET until = $1
            WHERE until IS NULL
                AND NOT EXISTS (SELECT 1 FROM sessions WHERE sessions.user_id = seatings.user_id AND ends_at > $1)
            """,
            [.instant(now)]
        )
    }

    static func sat(
        _ sitters: Sitters,
        at phone: Extension,
        on moment: Date,
        in transaction: any Transaction
    ) throws -> Bool {
        let (condition, value): (String, SQLValue) =
            switch sitters {
            case .user(let user): ("users.id = $3", .integer(user.rawValue))
            case .department(let department): ("users.department = $3", .text(department))
            }
        let rows = try transaction.rows(
            """
            SELECT 1 FROM seatings JOIN users ON users.id = seatings.user_id
            WHERE seatings.phone = $1 AND seatings.since <= $2 AND (seatings.until IS NULL OR seatings.until > $2)
                AND \(condition)
            LIMIT 1
            """,
            [.text(phone), .instant(moment), value]
        )
        return !rows.isEmpty
    }
}
