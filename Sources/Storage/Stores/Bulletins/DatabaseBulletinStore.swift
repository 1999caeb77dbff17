import ContactCenter
import Foundation

/// Bulletins in a database.
package struct DatabaseBulletinStore: BulletinStore {
    private let database: any Database

    package init(_ database: any Database) {
        self.database = database
    }

    package func bulletins(for user: UserID, at now: Date) async throws -> [ShownBulletin] {
        try await database.read { transaction in
            guard let reader = try BulletinReading.readers(user, in: transaction).first else { return [] }
            let projects = try BulletinReading.projects(in: transaction)
            let valid = try BulletinReading.shown(
                "bulletins.is_hidden = 0 AND bulletins.valid_from <= $2 AND bulletins.valid_until > $2",
                [.instant(now)],
                for: user,
                limit: Self.mostValid,
                in: transaction
            ).filter { reader.isMeant(by: $0.kept.record, projects) }
            let (toRead, others) = valid.reduce(into: ([ShownBulletin](), [ShownBulletin]())) { lists, shown in
                if shown.kept.record.isMustRead, shown.readAt == nil {
                    lists.0.append(shown)
                } else {
                    lists.1.append(shown)
                }
            }
            return toRead + others
        }
    }

    /// More than any shift reads.
    private static let mostValid = 200

    package func all(limit: Int) async throws -> [ShownBulletin] {
        try await database.read { try BulletinReading.shown("1 = 1", [], for: UserID(0), limit: limit, in: $0) }
    }

    package func read(_ bulletin: BulletinID, by user: UserID, at now: Date) async throws -> Bool {
        guard try await bulletins(for: user, at: now).contains(where: { $0.kept.id == bulletin }) else { return false }
        let values: [SQLValue] = [.integer(bulletin.rawValue), .integer(user.rawValue), .instant(now)]
        try await database.write { transaction in
            try transaction.execute(
                """
                INSERT INTO bulletin_readings (bulletin_id, user_id, at) VALUES ($1, $2, $3)
                ON CONFLICT (bulletin_id, user_id) DO NOTHING
                """,
                values
            )
            try transaction.execute(
                """
                UPDATE notifications SET read_at = $3
                WHERE bulletin_id = $1 AND user_id = $2 AND read_at IS NULL AND withdrawn_at IS NULL
                """,
                values
            )
        }
        return true
    }

    package func readings(of bulletin: BulletinID) async throws -> BulletinReadings {
        try await database.read { transaction in
            guard let kept = try RecordTable<Bulletin>(numbers: NoNumbers()).record(bulletin, in: transaction) else {
                return BulletinReadings()
            }
            let read = try transaction.rows(
                "SELECT user_id, at FROM bulletin_readings WHERE bulletin_id = $1",
                [.integer(bulletin.rawValue)]
            ).map { row in
                var row = row
                return try (UserID(row.integer()), row.instant())
            }
            let times = Dictionary(read, uniquingKeysWith: { $1 })
            let projects = try BulletinReading.projects(in: transaction)
            let readers = try BulletinReading.readers(in: transaction).filter { reader in
                times[reader.user] != nil || reader.isMeant(by: kept.record, projects)
            }
            return BulletinReadings(readers.map { BulletinReadings.Reading(reader: $0, at: times[$0.user]) })
        }
    }
}
