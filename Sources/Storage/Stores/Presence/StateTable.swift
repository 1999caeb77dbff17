import ContactCenter
import Foundation

/// The history of people's states: a row a stretch, one of each person open.
enum StateTable {
    /// Goes on with a person's history.
    ///
    /// - Parameters:
    ///   - stretches: from the beginning of the one that is open in the database on; the last one lasts.
    ///   - replacesOpen: there is an open one.
    static func write(
        _ stretches: [PersonStretch],
        of user: UserID,
        replacesOpen: Bool,
        in transaction: any Transaction
    ) throws {
        if replacesOpen {
            try transaction.execute(
                "DELETE FROM person_states WHERE user_id = $1 AND until IS NULL",
                [.integer(user.rawValue)]
            )
        }
        try transaction.execute(
            """
            INSERT INTO person_states (user_id, status, own_name, activity, since, until)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            each: stretches.compactMap { stretch in
                let status = stretch.state.status.stored
                let (since, until) = (SQLValue.instant(stretch.since), SQLValue.instant(stretch.until))
                // Shorter than what the database tells apart.
                guard since != until else { return nil }
                return [
                    .integer(user.rawValue), .text(status.word), .text(status.name), .text(stretch.state.activity),
                    since,
                    until,
                ]
            }
        )
    }

    static func stretches(
        of user: UserID,
        from: Date,
        until: Date,
        in transaction: any Transaction
    ) throws -> [PersonStretch] {
        try transaction.rows(
            """
            SELECT status, own_name, activity, since, until FROM person_states
            WHERE user_id = $1 AND since < $3 AND (until IS NULL OR until > $2)
            ORDER BY since
            """,
            [.integer(user.rawValue), .instant(from), .instant(until)]
        ).map { row in
            var row = row
            return try PersonStretch(
                PersonState(PresenceStatus(stored: row.text(), name: row.optional()), row.named()),
                since: row.instant(),
                until: row.optionalInstant()
            )
        }
    }
}
