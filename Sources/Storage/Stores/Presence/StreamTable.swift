import ContactCenter
import Foundation

/// Who has an event stream open at which process, as of the process's last beat. A process that was killed beats no more.
enum StreamTable {
    static func open(_ user: UserID, at process: String, now: Date, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO presence_streams (process, user_id, is_open, beat_at) VALUES ($1, $2, 1, $3)
            ON CONFLICT (process, user_id) DO UPDATE SET is_open = 1, beat_at = excluded.beat_at
            """,
            [.text(process), .integer(user.rawValue), .instant(now)]
        )
    }

    /// The row stays, so that the person is there until nothing was heard for long enough.
    static func close(_ user: UserID, at process: String, now: Date, in transaction: any Transaction) throws {
        try transaction.execute(
            "UPDATE presence_streams SET is_open = 0, beat_at = $3 WHERE process = $1 AND user_id = $2",
            [.text(process), .integer(user.rawValue), .instant(now)]
        )
    }

    static func beat(of process: String, now: Date, in transaction: any Transaction) throws {
        try transaction.execute(
            "UPDATE presence_streams SET beat_at = $2 WHERE process = $1 AND is_open = 1",
            [.text(process), .instant(now)]
        )
        try transaction.execute(
            "DELETE FROM presence_streams WHERE beat_at < $1",
            [.instant(now - memory)]
        )
    }

    /// Of processes long gone nothing is kept.
    private static let memory: TimeInterval = 3_600

    static func forget(_ user: UserID, in transaction: any Transaction) throws {
        try transaction.execute("DELETE FROM presence_streams WHERE user_id = $1", [.integer(user.rawValue)])
    }

    /// Whose time has come, and for what.
    static func due(in sweep: PresenceSweep, _ transaction: any Transaction) throws -> [UserID: PresenceChange] {
        let heard = """
            EXISTS (
                SELECT 1 FROM presence_streams
                WHERE presence_streams.user_id = presences.user_id AND presence_streams.beat_at > $1
            )
            """
        let limit = SQLValue.instant(sweep.now - sweep.goneAfter)
        let gone = try transaction.rows(
            "SELECT user_id FROM presences WHERE is_online = 1 AND NOT \(heard)",
            [limit]
        )
        let back = try transaction.rows(
            """
            SELECT presences.user_id
            FROM presences JOIN presence_streams ON presence_streams.user_id = presences.user_id
            WHERE presences.is_online = 0 AND presence_streams.is_open = 1 AND presence_streams.beat_at > $1
            """,
            [limit]
        )
        let idle = try transaction.rows(
            """
            SELECT user_id FROM presences
            WHERE is_online = 1 AND is_idle = 0 AND status <> 'away' AND activity = 'none' AND active_at <= $1
            """,
            [.instant(sweep.now - sweep.awayAfter)]
        )
        var due: [UserID: PresenceChange] = [:]
        for (rows, change) in [(idle, PresenceChange.fellIdle), (gone, .disappeared), (back, .appeared)] {
            for var row in rows { due[UserID(try row.integer())] = change }
        }
        return due
    }
}
