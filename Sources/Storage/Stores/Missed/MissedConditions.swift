import ContactCenter
import Foundation

/// The condition under which a row of the register belongs to what somebody asked for, with its values.
///
/// In the texts `{m}` stands for the name of the row, because one statement may ask twice: once of many rows, for which a
/// condition may be a list to be made beforehand, and once of a single row, for which it must not.
struct MissedConditions {
    private(set) var values: [SQLValue] = []
    private var texts: [(ofMany: String, ofOne: String)] = []

    init() {}

    /// All that the query asks for but its place, and, where `anyView`, but its view: those that wait.
    init(_ query: MissedQuery, anyView: Bool = false) {
        addPeriod(query.period)
        add(anyView ? .waiting : query.view, for: query.reader)
        if let cause = query.cause { add("{m}.cause = \(bind(.text(cause)))") }
        if let isOutside = query.isOutsideHours { add("{m}.is_outside_hours = \(bind(.flag(isOutside)))") }
        if let did = query.did { add("{m}.did_key = \(bind(.text(did)))") }
        if let number = query.number { add("{m}.number_key = \(bind(.text(number)))") }
        if let phone = query.phone { addPhone(phone) }
        if let sitters = query.concerning { addListed(sitters) }
    }

    /// - Returns: the value's place in the statement.
    mutating func bind(_ value: SQLValue) -> String {
        values.append(value)
        return "$\(values.count)"
    }

    mutating func add(_ text: String, ofOne: String? = nil) { texts.append((text, ofOne ?? text)) }

    /// The condition on the rows that have this name.
    func text(of name: String) -> String {
        texts.map { "(\($0.ofMany))" }.joined(separator: " AND ").replacing("{m}", with: name)
    }

    /// The same for a row that is found by something else.
    func text(ofOne name: String) -> String {
        texts.map { "(\($0.ofOne))" }.joined(separator: " AND ").replacing("{m}", with: name)
    }

    /// Bound first, so that it is `$1` and `$2` in every text.
    private mutating func addPeriod(_ period: Range<Date>) {
        let (from, until) = (bind(.instant(period.lowerBound)), bind(.instant(period.upperBound)))
        add("{m}.started_at >= \(from) AND {m}.started_at < \(until)")
    }

    private mutating func add(_ view: MissedQuery.View, for reader: UserID) {
        switch view {
        case .waiting: add("{m}.is_waiting = 1")
        case .nobodys: add("{m}.is_waiting = 1 AND \(Self.isNobodys)")
        case .mine: add("{m}.is_waiting = 1 AND \(Self.isMine(bind(.integer(reader.rawValue))))")
        case .all: add("{m}.is_missed = 1 AND {m}.hidden_at IS NULL")
        case .hidden: add("{m}.is_missed = 1 AND {m}.hidden_at IS NOT NULL")
        }
    }

    static let isNobodys = "({m}.phone IS NULL AND {m}.assigned_to IS NULL)"

    /// Handed to the reader, or meant for the phone at which the reader sat and in nobody else's hands.
    static func isMine(_ reader: String) -> String {
        """
        ({m}.assigned_to = \(reader) OR ({m}.phone IS NOT NULL AND {m}.assigned_to IS NULL AND EXISTS (
            SELECT 1 FROM seatings
            WHERE seatings.phone = {m}.phone AND seatings.user_id = \(reader) AND seatings.since <= {m}.ended_at
                AND (seatings.until IS NULL OR seatings.until > {m}.started_at)
        )))
        """
    }

    private mutating func addPhone(_ phone: Extension) {
        let name = bind(.text(phone))
        add(
            """
            {m}.call_id IN (
                SELECT call_id FROM missed_phones WHERE phone = \(name) AND \(Self.isCalledWithin)
            )
            """,
            ofOne: "EXISTS (SELECT 1 FROM missed_phones WHERE call_id = {m}.call_id AND phone = \(name))"
        )
    }

    /// A phone rings within the hour after its call began, if not at once: no caller waits longer.
    private static let isCalledWithin = "missed_phones.called_at >= $1 AND missed_phones.called_at < $2 + 3600000"

    /// Handed to one of these people, or rang where one of them sat.
    private mutating func addListed(_ sitters: Sitters) {
        let (handed, sat) = bind(sitters)
        add(
            """
            {m}.assigned_to \(handed) OR {m}.call_id IN (
                SELECT missed_phones.call_id FROM seatings JOIN missed_phones ON \(Self.rangThere)
                WHERE \(sat) AND \(Self.isCalledWithin)
            )
            """,
            ofOne: Self.concerns(handed, sat)
        )
    }

    /// The same for a row that is found by something else.
    mutating func add(_ sitters: Sitters) {
        let (handed, sat) = bind(sitters)
        add(Self.concerns(handed, sat))
    }

    private static func concerns(_ handed: String, _ sat: String) -> String {
        """
        {m}.assigned_to \(handed) OR EXISTS (
            SELECT 1 FROM missed_phones JOIN seatings ON \(rangThere)
            WHERE missed_phones.call_id = {m}.call_id AND \(sat)
        )
        """
    }

    private static let rangThere = """
        missed_phones.phone = seatings.phone AND missed_phones.called_at >= seatings.since
            AND (seatings.until IS NULL OR missed_phones.called_at < seatings.until)
        """

    private mutating func bind(_ sitters: Sitters) -> (handed: String, sat: String) {
        switch sitters {
        case .user(let user):
            let place = bind(.integer(user.rawValue))
            return ("= \(place)", "seatings.user_id = \(place)")
        case .department(let department):
            let members = "IN (SELECT id FROM users WHERE department = \(bind(.text(department))))"
            return (members, "seatings.user_id \(members)")
        }
    }
}
