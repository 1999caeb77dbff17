import ContactCenter
import Foundation

/// Counts a stretch of time within a transaction.
struct DayReading {
    let rules: MissedRules
    let serviceLevel: ServiceLevelRules

    private typealias Count = DayFigures.Count

    // MARK: - Calls

    /// Also by the hour, to the end of the period.
    func calls(
        in period: Period,
        _ transaction: any Transaction
    ) throws -> (figures: [DayBoard.Place: DayFigures], hours: [DayBoard.Hour]) {
        let length = period.until.timeIntervalSince(period.from)
        var hours = (0..<max(0, Int((length / 3_600).rounded(.up)))).map {
            DayBoard.Hour(from: period.from + Double($0) * 3_600)
        }
        var figures: [DayBoard.Place: DayFigures] = [:]
        for var row in try transaction.rows(Self.callStatement, values(of: period)) {
            let place = try Self.place(from: &row)
            let hour = Int(try row.integer())
            let counted = try Self.figures(Self.callCounts, from: &row)
            figures[place, default: DayFigures()] += counted
            guard hours.indices.contains(hour) else { continue }
            hours[hour].calls += counted[.calls]
            hours[hour].missed += counted[.missed]
        }
        return (figures, hours)
    }

    func values(of period: Period) -> [SQLValue] {
        [
            .instant(period.from), .instant(period.until), .length(serviceLevel.within), .length(rules.callBackWindow),
        ]
    }

    private static let callCounts: [Count] = [
        .calls, .reached, .answered, .timed, .inTime, .missedWaiting, .missed, .waitMilliseconds,
    ]

    private static let isAnswered = "listed.result = 'answered'"
    private static let isReached = "(calls.queued_at IS NOT NULL OR calls.rang_at IS NOT NULL)"
    private static let isTimed = "\(isAnswered) AND calls.wait_ms IS NOT NULL"
    private static let isMissed = """
        missed.is_missed = 1 AND missed.is_counted = 1 AND missed.is_spam = 0 AND missed.excluded_at IS NULL \
        AND missed.hidden_at IS NULL
        """

    /// `$1` and `$2` the period, `$3` the longest wait that is in time, `$4` the call-back window.
    static let callStatement = """
        SELECT dids.branch_id, listed.queue, (listed.started_at - $1) / 3600000, COUNT(*),
            \(count("\(isReached) OR \(isAnswered)")), \(count(isAnswered)), \(count(isTimed)),
            \(count("\(isTimed) AND calls.wait_ms <= $3")), \(count("\(isReached) AND \(isMissed)")),
            \(count("\(isMissed) AND (missed.reached_at IS NULL OR missed.reached_at > missed.started_at + $4)")),
            CAST(COALESCE(SUM(CASE WHEN \(isAnswered) THEN calls.wait_ms END), 0) AS {bigint})
        FROM listed_calls AS listed
        JOIN calls ON calls.id = listed.call_id
        LEFT JOIN missed_calls AS missed ON missed.call_id = listed.call_id
        LEFT JOIN dids ON dids.number_key = listed.did_key AND dids.is_hidden = 0
        WHERE listed.direction = 'inbound' AND listed.started_at >= $1 AND listed.started_at < $2
        GROUP BY 1, 2, 3
        """

    // MARK: - Contacts and documents

    func addContacts(
        in period: Period,
        to figures: inout [DayBoard.Place: DayFigures],
        _ transaction: any Transaction
    ) throws {
        let counts: [Count] = [.contacts, .firstTime, .repeat, .inquiries, .unprocessed]
        try add(Self.contactStatement, counts, in: period, to: &figures, transaction)
    }

    func addDocuments(
        in period: Period,
        to figures: inout [DayBoard.Place: DayFigures],
        _ transaction: any Transaction
    ) throws {
        try add(Self.documentStatement, [.appointments, .arrivals], in: period, to: &figures, transaction)
    }

    private func add(
        _ statement: String,
        _ counts: [Count],
        in period: Period,
        to figures: inout [DayBoard.Place: DayFigures],
        _ transaction: any Transaction
    ) throws {
        for var row in try transaction.rows(statement, [.instant(period.from), .instant(period.until)]) {
            let place = try Self.place(from: &row)
            figures[place, default: DayFigures()] += try Self.figures(counts, from: &row)
        }
    }

    private static let isRegistered = "contacts.state = 'registered'"

    /// The call of a contact is found by its identity.
    private static let callOfContact = """
        LEFT JOIN calls ON calls.pbx = contacts.pbx AND calls.linkedid = contacts.linkedid \
        AND calls.start_second = contacts.start_second
        """

    static let contactStatement = """
        SELECT contacts.branch_id, calls.queue, \(count(isRegistered)),
            \(count("\(isRegistered) AND contacts.novelty = 'first_time'")),
            \(count("\(isRegistered) AND contacts.novelty = 'repeat'")),
            \(count("\(isRegistered) AND contacts.is_inquiry = 1")),
            \(count(ContactWorkTable.isAt(.unprocessed)))
        FROM contacts \(callOfContact)
        WHERE contacts.at >= $1 AND contacts.at < $2 AND contacts.is_hidden = 0
        GROUP BY 1, 2
        """

    static let documentStatement = """
        SELECT contacts.branch_id, calls.queue, \(count("documents.kind <> 'work_order'")),
            \(count("documents.kind = 'work_order'"))
        FROM documents LEFT JOIN contacts ON contacts.id = documents.contact_id \(callOfContact)
        WHERE documents.at >= $1 AND documents.at < $2 AND documents.is_hidden = 0 AND documents.kind <> 'invoice'
        GROUP BY 1, 2
        """

    // MARK: - Call-backs, overdue work

    /// A caller with calls at several places is there several times.
    func owed(since: Date, _ transaction: any Transaction) throws -> [DayBoard.OwedCall] {
        try transaction.rows(Self.owedStatement, [.instant(since)]).map { row in
            var row = row
            let place = try Self.place(from: &row)
            return DayBoard.OwedCall(caller: try row.text(), place: place, since: try row.instant())
        }
    }

    static let owedStatement = """
        SELECT dids.branch_id, calls.queue, COALESCE(missed.number_key, '#' || CAST(missed.call_id AS TEXT)),
            MIN(missed.started_at)
        FROM missed_calls AS missed
        JOIN calls ON calls.id = missed.call_id
        LEFT JOIN dids ON dids.number_key = missed.did_key AND dids.is_hidden = 0
        WHERE missed.is_waiting = 1 AND missed.started_at >= $1
        GROUP BY 1, 2, 3
        """

    func overdueContacts(at now: Date, _ transaction: any Transaction) throws -> Int64 {
        var row = try transaction.rows(
            """
            SELECT COUNT(*) FROM contacts
            WHERE \(ContactWorkTable.isOpen) AND contacts.is_hidden = 0 AND contacts.due_at <= $1
            """,
            [.instant(now)]
        )[0]
        return try row.integer()
    }

    // MARK: - People and places

    func operators(in period: Period, _ transaction: any Transaction) throws -> [DayBoard.Operator] {
        let values: [SQLValue] = [.instant(period.from), .instant(period.until)]
        var handled: [UserID: Int64] = [:]
        for var row in try transaction.rows(Self.handledStatement, values) {
            let (users, count) = try (row.text(), row.integer())
            for user in users.split(separator: "\n").compactMap({ Int64($0) }) {
                handled[UserID(user), default: 0] += count
            }
        }
        let talk = try sums(Self.talkStatement, values, transaction)
        let registered = try sums(Self.registrarStatement, values, transaction)
        let users = Set(handled.keys).union(talk.keys).union(registered.keys)
        let names = try transaction.rows(
            "SELECT display_name FROM users WHERE id = $1",
            each: users.map { [.integer($0.rawValue)] }
        )
        let operators = try zip(users, names).compactMap { user, rows -> DayBoard.Operator? in
            guard var row = rows.first else { return nil }
            var person = DayBoard.Operator(user: user, name: try row.text())
            person.handled = handled[user] ?? 0
            person.talkTime = .milliseconds(talk[user] ?? 0)
            person.registered = registered[user] ?? 0
            return person
        }
        return operators.sorted { ($0.name, $0.user.rawValue) < ($1.name, $1.user.rawValue) }
    }

    private func sums(
        _ statement: String,
        _ values: [SQLValue],
        _ transaction: any Transaction
    ) throws -> [UserID: Int64] {
        try Dictionary(
            uniqueKeysWithValues: transaction.rows(statement, values).map { row in
                var row = row
                return (UserID(try row.integer()), try row.integer())
            }
        )
    }

    /// Who took part stands between line ends.
    private static let handledStatement = """
        SELECT users, COUNT(*) FROM listed_calls
        WHERE direction = 'inbound' AND started_at >= $1 AND started_at < $2 AND result = 'answered' AND users <> ''
        GROUP BY users
        """

    /// Who sat down last before the phone was called sat there then, or nobody did.
    static let talkStatement = """
        SELECT user_id, CAST(SUM(talk_ms) AS {bigint}) FROM (
            SELECT call_legs.talk_ms, (
                SELECT CASE WHEN until IS NULL OR until > call_legs.called_at THEN user_id END FROM seatings
                WHERE seatings.phone = call_legs.party AND since <= call_legs.called_at
                ORDER BY since DESC, id DESC LIMIT 1
            ) AS user_id
            FROM listed_calls AS listed
            JOIN call_legs ON call_legs.call_id = listed.call_id
            WHERE listed.direction = 'inbound' AND listed.started_at >= $1 AND listed.started_at < $2
                AND listed.result = 'answered' AND call_legs.party_kind = 'phone' AND call_legs.talk_ms > 0
        ) AS talks
        WHERE user_id IS NOT NULL GROUP BY user_id
        """

    private static let registrarStatement = """
        SELECT registrar_id, COUNT(*) FROM contacts
        WHERE at >= $1 AND at < $2 AND is_hidden = 0 AND state = 'registered' AND registrar_id IS NOT NULL
        GROUP BY registrar_id
        """

    func branchesOfNumbers(_ transaction: any Transaction) throws -> [NumberKey: BranchID] {
        try Dictionary(
            uniqueKeysWithValues: transaction.rows(
                """
                SELECT number_key, branch_id FROM dids
                WHERE is_hidden = 0 AND number_key IS NOT NULL AND branch_id IS NOT NULL
                """
            ).map { row in
                var row = row
                return (NumberKey(try row.text()), try row.id())
            }
        )
    }

    func branchesOfUsers(_ transaction: any Transaction) throws -> [UserID: BranchID] {
        try Dictionary(
            uniqueKeysWithValues: transaction.rows(
                """
                SELECT user_id, branch_id FROM employees
                WHERE is_hidden = 0 AND user_id IS NOT NULL AND branch_id IS NOT NULL
                """
            ).map { row in
                var row = row
                return (UserID(try row.integer()), try row.id())
            }
        )
    }

    // MARK: - Rows

    private static func count(_ condition: String) -> String {
        "COALESCE(SUM(CASE WHEN \(condition) THEN 1 ELSE 0 END), 0)"
    }

    private static func place(from row: inout SQLRow) throws -> DayBoard.Place {
        DayBoard.Place(branch: try row.optionalID(), queue: try row.optional())
    }

    private static func figures(_ counts: [Count], from row: inout SQLRow) throws -> DayFigures {
        var figures = DayFigures()
        for count in counts { figures[count] = try row.integer() }
        return figures
    }
}
