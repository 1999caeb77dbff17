import ContactCenter
import Foundation

/// Presences in a database. Every change takes the person's row of `presences` first, so that two processes write the history of
/// one person one after the other.
package struct DatabasePresenceStore: PresenceStore {
    private let database: any Database

    package init(_ database: any Database) {
        self.database = database
    }

    package func presences() async throws -> [UserID: Presence] {
        try await database.read { transaction in
            let own = try OwnStatusTable.all(in: transaction)
            return try PresenceTable.all(in: transaction).reduce(into: [:]) { presences, person in
                presences[person.key] = person.value.presence(ownStatuses: own[person.key] ?? [])
            }
        }
    }

    package func activities() async throws -> [UserID: PersonActivity] {
        try await database.read { try PresenceTable.all(in: $0).mapValues(\.activity) }
    }

    package func presenceVersion() async throws -> Int64 {
        try await database.read { try PresenceTable.version(in: $0) }
    }

    package func apply(_ changes: [PersonChange]) async throws {
        guard !changes.isEmpty else { return }
        try await database.write { try PresenceTable.apply(changes, in: $0) }
    }

    package func finished(_ calls: Set<CallID>) async throws -> Set<CallID> {
        let values = calls.map { [SQLValue.text($0.pbx), .text($0.linkedID), .integer($0.startSecond)] }
        return try await database.read { transaction in
            let rows = try transaction.rows(
                asking: ["asked_pbx": "TEXT", "asked_linkedid": "TEXT", "asked_second": "{bigint}"],
                values,
                """
                SELECT pbx, linkedid, start_second
                FROM asked JOIN contacts ON pbx = asked_pbx AND linkedid = asked_linkedid AND start_second = asked_second
                WHERE state = 'registered' AND is_hidden = 0
                """
            )
            return try Set(
                rows.map { row in
                    var row = row
                    return try row.callID()
                }
            )
        }
    }

    package func lastAnswered(at phones: [Extension]) async throws -> [Extension: Call] {
        guard !phones.isEmpty else { return [:] }
        return try await database.read { transaction in
            let found = try transaction.rows(
                """
                SELECT call_id FROM call_legs
                WHERE party = $1 AND party_kind = 'phone' AND answered_at IS NOT NULL ORDER BY answered_at DESC LIMIT 1
                """,
                each: phones.map { [.text($0)] }
            )
            var last: [Extension: Call] = [:]
            for (phone, rows) in zip(phones, found) {
                guard var row = rows.first else { continue }
                last[phone] = try CallStatements.calls(rows: [row.integer()], in: transaction).first
            }
            return last
        }
    }

    package func noteActive(_ moments: [UserID: Date]) async throws {
        guard !moments.isEmpty else { return }
        try await database.write { transaction in
            try transaction.execute(
                "UPDATE presences SET active_at = $2 WHERE user_id = $1 AND active_at < $2",
                each: moments.sorted { $0.key.rawValue < $1.key.rawValue }
                    .map { [.integer($0.key.rawValue), .instant($0.value)] }
            )
        }
    }

    // MARK: Streams

    package func open(_ user: UserID, at process: String, now: Date) async throws {
        try await database.write { transaction in
            // The person's row is taken first: who sweeps at this moment sees the stream, or is seen.
            var people = try PresenceTable.lock([user: now], in: transaction)
            people[user]?.apply(.appeared, at: now)
            try PresenceTable.write(people, in: transaction)
            try StreamTable.open(user, at: process, now: now, in: transaction)
        }
    }

    package func close(_ user: UserID, at process: String, now: Date) async throws {
        try await database.write { try StreamTable.close(user, at: process, now: now, in: $0) }
    }

    package func beat(of process: String, now: Date) async throws {
        try await database.write { try StreamTable.beat(of: process, now: now, in: $0) }
    }

    package func sweep(_ sweep: PresenceSweep) async throws -> Bool {
        // Most often there is nobody, and looking takes no lock.
        let due = try await database.read { try StreamTable.due(in: sweep, $0) }
        guard !due.isEmpty else { return false }
        return try await database.write { transaction in
            let moments = Dictionary(due.keys.map { ($0, sweep.now) }, uniquingKeysWith: { $1 })
            var people = try PresenceTable.lock(moments, in: transaction)
            // Whoever was quicker has changed the row that was waited for.
            let due = try StreamTable.due(in: sweep, transaction).filter { people[$0.key] != nil }
            for (user, change) in due { people[user]?.apply(change, at: sweep.now) }
            try PresenceTable.write(people, in: transaction)
            return !due.isEmpty
        }
    }

    package func leave(_ user: UserID, now: Date) async throws {
        try await database.write { transaction in
            var people = try PresenceTable.lock([user: now], in: transaction)
            let sessions = try transaction.rows(
                "SELECT 1 FROM sessions WHERE user_id = $1 AND ends_at > $2 LIMIT 1",
                [.integer(user.rawValue), .instant(now)]
            )
            if sessions.isEmpty {
                people[user]?.apply(.disappeared, at: now)
                try StreamTable.forget(user, in: transaction)
            }
            try PresenceTable.write(people, in: transaction)
        }
    }

    // MARK: Own statuses

    package func add(_ status: OwnStatus, of user: UserID) async throws {
        try await database.write { transaction in
            try PresenceTable.touch(user, at: Date(), in: transaction)
            try OwnStatusTable.add(status, of: user, in: transaction)
        }
    }

    package func rename(_ status: OwnStatus, to name: OwnStatus, of user: UserID, now: Date) async throws {
        try await database.write { transaction in
            var people = try PresenceTable.lock([user: now], in: transaction)
            guard try OwnStatusTable.remove(status, of: user, in: transaction) else {
                throw PresenceRefusal.noSuchStatus
            }
            try OwnStatusTable.add(name, of: user, in: transaction)
            if people[user]?.timeline.chosen == .own(status) { people[user]?.apply(.renamed(name), at: now) }
            try PresenceTable.write(people, in: transaction)
        }
    }

    package func remove(_ status: OwnStatus, of user: UserID) async throws {
        try await database.write { transaction in
            try PresenceTable.touch(user, at: Date(), in: transaction)
            _ = try OwnStatusTable.remove(status, of: user, in: transaction)
        }
    }

    // MARK: History

    package func stretches(of user: UserID, from: Date, until: Date) async throws -> [PersonStretch] {
        try await database.read { try StateTable.stretches(of: user, from: from, until: until, in: $0) }
    }
}
