import ContactCenter
import Foundation

/// The condition under which a row of the register belongs to what somebody asked for, with its values.
///
/// In the texts `{m}` stands for the name of the row, because one statement may ask twice.
struct MissedConditions {
    private(set) var values: [SQLValue] = []
    private var texts: [String] = []

    init() {}

    /// All that the query asks for but its place, and, where `anyView`, but its view: those that wait.
    init(_ query: MissedQuery, anyView: Bool = false) {
        addPeriod(query.period)
        add(anyView ? .waiting : query.view, for: query.reader)
        if let cause = query.cause { add("{m}.cause = \(bind(.text(cause)))") }
        if let did = query.did { add("{m}.did_key = \(bind(.text(did)))") }
        if let number = query.number { add("{m}.number_key = \(bind(.text(number)))") }
        if let phone = query.phone { addPhone(phone, in: query.period) }
        if let sitters = query.concerning { add(sitters) }
    }

    /// - Returns: the value's place in the statement.
    mutating func bind(_ value: SQLValue) -> String {
        values.append(value)
        return "$\(values.count)"
    }

    mutating func add(_ text: String) { texts.append(text) }

    /// The condition on the row that has this name.
    func text(of name: String) -> String {
        texts.map { "(\($0))" }.joined(separator: " AND ").replacing("{m}", with: name)
    }

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

    /// A phone rings within the hour after its call began, if not at once: no caller waits longer.
    private mutating func addPhone(_ phone: Extension, in period: Range<Date>) {
        let (name, from) = (bind(.text(phone)), bind(.instant(period.lowerBound)))
        let until = bind(.instant(period.upperBound + 3_600))
        add(
            """
            {m}.call_id IN (
                SELECT call_id FROM missed_phones
                WHERE phone = \(name) AND called_at >= \(from) AND called_at < \(until)
            )
            """
        )
    }

    /// Handed to one of these people, or rang where one of them sat.
    mutating func add(_ sitters: Sitters) {
        let (handed, sat): (String, String) =
            switch sitters {
            case .user(let user):
                { ("= \($0)", "seatings.user_id = \($0)") }(bind(.integer(user.rawValue)))
            case .department(let department):
                { place in
                    let members = "IN (SELECT id FROM users WHERE department = \(place))"
                    return (members, "seatings.user_id \(members)")
                }(bind(.text(department)))
            }
        add(
            """
            {m}.assigned_to \(handed) OR {m}.call_id IN (
                SELECT missed_phones.call_id FROM seatings JOIN missed_phones ON missed_phones.phone = seatings.phone
                    AND missed_phones.called_at >= seatings.since
                    AND (seatings.until IS NULL OR missed_phones.called_at < seatings.until)
                WHERE \(sat)
            )
            """
        )
    }
}
