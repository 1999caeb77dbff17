import ContactCenter

/// Whose states people have chosen to see.
enum WatchedColleagues {
    static func of(_ user: UserID, in transaction: any Transaction) throws -> Set<UserID> {
        let rows = try transaction.rows(
            "SELECT colleague_id FROM watched_colleagues WHERE user_id = $1",
            [.integer(user.rawValue)]
        )
        return try Set(
            rows.map { row in
                var row = row
                return try UserID(row.integer())
            }
        )
    }

    /// Whom the database does not know is left out.
    static func write(_ colleagues: Set<UserID>, of user: UserID, in transaction: any Transaction) throws {
        try transaction.execute("DELETE FROM watched_colleagues WHERE user_id = $1", [.integer(user.rawValue)])
        try transaction.execute(
            "INSERT INTO watched_colleagues (user_id, colleague_id) SELECT $1, id FROM users WHERE id = $2",
            each: colleagues.sorted { $0.rawValue < $1.rawValue }.map {
                [.integer(user.rawValue), .integer($0.rawValue)]
            }
        )
    }
}
