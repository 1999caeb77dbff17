import ContactCenter
import Foundation

/// What holds now of each person, in the row by which they are locked.
enum PresenceTable {
    /// A person whose row is taken until the transaction ends.
    struct Person {
        private(set) var timeline: PersonTimeline
        /// What the history has as lasting; `nil` where it has nothing of the person.
        let written: PersonStretch?
        private(set) var ended: [PersonStretch] = []

        init(_ timeline: PersonTimeline, isNew: Bool) {
            self.timeline = timeline
            written = isNew ? nil : timeline.open
        }

        mutating func apply(_ change: PresenceChange, at now: Date) {
            if let stretch = timeline.apply(change, at: now) { ended.append(stretch) }
        }
    }

    private static let columns =
        "user_id, status, own_name, note, is_online, is_idle, activity, status_since, since, active_at, version"

    static func all(in transaction: any Transaction) throws -> [UserID: PersonTimeline] {
        try transaction.rows("SELECT \(columns) FROM presences").reduce(into: [:]) { people, row in
            let person = try read(row)
            people[person.user] = person.timeline
        }
    }

    /// Grows with every change of any row, and with nothing else.
    static func version(in transaction: any Transaction) throws -> Int64 {
        guard var row = try transaction.rows("SELECT CAST(COALESCE(SUM(version), 0) AS {bigint}) FROM presences").first
        else { return 0 }
        return try row.integer()
    }

    /// Applies changes in the order of the list.
    static func apply(_ changes: [PersonChange], in transaction: any Transaction) throws {
        let first = Dictionary(changes.map { ($0.user, $0.at) }, uniquingKeysWith: { min($0, $1) })
        var people = try lock(first, in: transaction)
        for change in changes { people[change.user]?.apply(change.change, at: change.at) }
        try write(people, in: transaction)
    }

    /// Only says that something about the person is another.
    static func touch(_ user: UserID, at now: Date, in transaction: any Transaction) throws {
        try write(lock([user: now], in: transaction), in: transaction)
    }

    /// Takes the rows of people, which are made where there are none; others who want them wait. Whoever locks writes, too.
    ///
    /// - Parameter users: for each since when somebody is known of whom nothing was.
    static func lock(_ users: [UserID: Date], in transaction: any Transaction) throws -> [UserID: Person] {
        let values = users.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { [SQLValue.integer($0.key.rawValue), .instant($0.value)] }
        try transaction.execute(
            asking: ["person": "{bigint}", "moment": "{bigint}"],
            values,
            """
            INSERT INTO presences (
                user_id, status, is_online, is_idle, activity, status_since, since, active_at, version
            )
            SELECT person, 'available', 0, 0, 'none', moment, moment, moment, 0 FROM asked WHERE true
            ON CONFLICT (user_id) DO NOTHING
            """
        )
        let rows = try transaction.rows(
            asking: ["person": "{bigint}"],
            values.map { [$0[0]] },
            "UPDATE presences SET version = version + 1 FROM asked WHERE user_id = person RETURNING \(columns)"
        )
        return try rows.reduce(into: [:]) { people, row in
            let (user, timeline, version) = try read(row)
            people[user] = Person(timeline, isNew: version == 1)
        }
    }

    /// Writes what has become of locked people, and the history of how.
    static func write(_ people: [UserID: Person], in transaction: any Transaction) throws {
        let people = people.sorted { $0.key.rawValue < $1.key.rawValue }
        try transaction.execute(
            """
            UPDATE presences
            SET status = $2, own_name = $3, note = $4, is_online = $5, is_idle = $6, activity = $7, status_since = $8,
                since = $9, active_at = $10
            WHERE user_id = $1
            """,
            each: people.map { user, person in
                let timeline = person.timeline
                let status = timeline.chosen.asSeen.stored
                return [
                    .integer(user.rawValue), .text(status.word), .text(status.name), .text(timeline.note),
                    .flag(timeline.isOnline), .flag(timeline.isIdle), .text(timeline.activity),
                    .instant(timeline.statusSince), .instant(timeline.since), .instant(timeline.activeAt),
                ]
            }
        )
        for (user, person) in people where person.written != person.timeline.open || !person.ended.isEmpty {
            try StateTable.write(
                person.ended + [person.timeline.open],
                of: user,
                replacesOpen: person.written != nil,
                in: transaction
            )
        }
    }

    private static func read(_ row: SQLRow) throws -> (user: UserID, timeline: PersonTimeline, version: Int64) {
        var row = row
        let user = UserID(try row.integer())
        let status = try PresenceStatus(stored: row.text(), name: row.optional())
        guard let chosen = ChosenStatus(status) else {
            throw StorageError(.unreadable, "The database holds a status that nobody can choose.")
        }
        let timeline = try PersonTimeline(
            chosen: chosen,
            note: row.optional(),
            isOnline: row.flag(),
            isIdle: row.flag(),
            activity: row.named(),
            statusSince: row.instant(),
            since: row.instant(),
            activeAt: row.instant()
        )
        return (user, timeline, try row.integer())
    }
}

extension PresenceStatus {
    /// The word in the database, and the name of an own one.
    var stored: (word: String, name: OwnStatus?) {
        switch self {
        case .available: ("available", nil)
        case .busy: ("busy", nil)
        case .away: ("away", nil)
        case .own(let status): ("own", status)
        case .offline: ("offline", nil)
        }
    }

    init(stored word: String, name: OwnStatus?) throws {
        switch (word, name) {
        case ("available", _): self = .available
        case ("busy", _): self = .busy
        case ("away", _): self = .away
        case ("offline", _): self = .offline
        case ("own", .some(let name)): self = .own(name)
        default: throw StorageError(.unreadable, "The database holds a status that this program does not know.")
        }
    }
}

extension ChosenStatus {
    /// - Returns: `nil` for off-line, which nobody chooses.
    fileprivate init?(_ status: PresenceStatus) {
        switch status {
        case .available: self = .available
        case .busy: self = .busy
        case .away: self = .away
        case .own(let status): self = .own(status)
        case .offline: return nil
        }
    }
}
