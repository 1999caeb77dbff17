import ContactCenter

/// The statuses that people have named for themselves.
enum OwnStatusTable {
    static func all(in transaction: any Transaction) throws -> [UserID: [OwnStatus]] {
        try transaction.rows("SELECT user_id, name FROM own_statuses ORDER BY user_id, name")
            .reduce(into: [:]) { statuses, row in
                var row = row
                statuses[UserID(try row.integer()), default: []].append(try row.named())
            }
    }

    /// - Throws: `PresenceRefusal`.
    static func add(_ status: OwnStatus, of user: UserID, in transaction: any Transaction) throws {
        let names = try transaction.rows(
            "SELECT name FROM own_statuses WHERE user_id = $1",
            [.integer(user.rawValue)]
        ).map { row in
            var row = row
            return try row.named(OwnStatus.self)
        }
        guard !names.contains(status) else { throw PresenceRefusal.nameTaken }
        guard names.count < OwnStatus.most else { throw PresenceRefusal.tooMany }
        try transaction.execute(
            "INSERT INTO own_statuses (user_id, name) VALUES ($1, $2)",
            [.integer(user.rawValue), .text(status)]
        )
    }

    /// - Returns: whether there was one.
    static func remove(_ status: OwnStatus, of user: UserID, in transaction: any Transaction) throws -> Bool {
        try !transaction.rows(
            "DELETE FROM own_statuses WHERE user_id = $1 AND name = $2 RETURNING 1",
            [.integer(user.rawValue), .text(status)]
        ).isEmpty
    }
}
