import ContactCenter
import Foundation

/// Log-ins that stand, and the browsers at which people logged in before.
enum SessionTable {
    static func begin(_ session: Session, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO sessions (token, user_id, is_remembered, started_at, last_seen_at, ends_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            [
                .text(session.token), .integer(session.user.id.rawValue), .flag(session.isRemembered),
                .instant(session.startedAt), .instant(session.lastSeenAt), .instant(session.endsAt),
            ]
        )
    }

    static func session(_ token: TokenDigest, at now: Date, in transaction: any Transaction) throws -> Session? {
        let rows = try transaction.rows(
            """
            SELECT \(UserTable.columns), sessions.is_remembered, sessions.started_at, sessions.last_seen_at
            FROM sessions JOIN users ON users.id = sessions.user_id
            WHERE sessions.token = $1 AND sessions.ends_at > $2 AND users.is_disabled = 0
            """,
            [.text(token), .instant(now)]
        )
        guard var row = rows.first else { return nil }
        var user = try UserTable.user(from: &row)
        let rights: Rights
        (user.roles, rights) = try UserTable.rolesAndRights(of: user.id, in: transaction)
        return try Session(
            token: token,
            user: user,
            rights: rights,
            isRemembered: row.flag(),
            startedAt: row.instant(),
            lastSeenAt: row.instant()
        )
    }

    /// A session that has ended stays ended.
    static func touch(_ token: TokenDigest, at now: Date, in transaction: any Transaction) throws {
        let ends = [true, false].map { SQLValue.instant(now + Session.idleLimit(isRemembered: $0)) }
        try transaction.execute(
            """
            UPDATE sessions SET
                last_seen_at = $2,
                ends_at = CASE WHEN is_remembered = 1 THEN CAST($3 AS {bigint}) ELSE CAST($4 AS {bigint}) END
            WHERE token = $1 AND ends_at > $2 AND last_seen_at < $2
            """,
            [.text(token), .instant(now)] + ends
        )
    }

    static func end(_ token: TokenDigest, in transaction: any Transaction) throws {
        try transaction.execute("DELETE FROM sessions WHERE token = $1", [.text(token)])
    }

    static func endAll(of user: UserID, in transaction: any Transaction) throws {
        try transaction.execute("DELETE FROM sessions WHERE user_id = $1", [.integer(user.rawValue)])
        try transaction.execute("DELETE FROM known_browsers WHERE user_id = $1", [.integer(user.rawValue)])
    }

    static func forgetEnded(at now: Date, in transaction: any Transaction) throws {
        try transaction.execute("DELETE FROM sessions WHERE ends_at <= $1", [.instant(now)])
        try transaction.execute(
            "DELETE FROM known_browsers WHERE last_seen_at <= $1",
            [.instant(now - browserMemory)]
        )
    }

    /// How long a browser that nobody logs in at stays known.
    private static let browserMemory: TimeInterval = 90 * 86_400

    static func noteBrowser(
        _ browser: TokenDigest,
        of user: UserID,
        at now: Date,
        in transaction: any Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO known_browsers (user_id, token, last_seen_at) VALUES ($1, $2, $3)
            ON CONFLICT (user_id, token) DO UPDATE SET last_seen_at = excluded.last_seen_at
            """,
            [.integer(user.rawValue), .text(browser), .instant(now)]
        )
    }

    static func isKnown(_ browser: TokenDigest, to user: UserID, in transaction: any Transaction) throws -> Bool {
        let rows = try transaction.rows(
            "SELECT 1 FROM known_browsers WHERE user_id = $1 AND token = $2",
            [.integer(user.rawValue), .text(browser)]
        )
        return !rows.isEmpty
    }
}
