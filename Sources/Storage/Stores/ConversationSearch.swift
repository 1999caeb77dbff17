import ContactCenter
import Foundation

/// A question about conversations as conditions on `listed_calls`, whose answered calls they are.
struct ConversationSearch {
    /// What stands before the statement.
    private let sought: String
    private let source: String
    private let conditions: Conditions

    init(_ question: ConversationQuestion) {
        var conditions = Conditions()
        switch question.direction {
        case let direction?: conditions.add("listed_calls.direction = {}", .text(direction))
        case nil: conditions.add("listed_calls.direction IN ('inbound', 'outbound')")
        }
        conditions.add("listed_calls.result = 'answered'")
        if let period = question.period {
            conditions.add("listed_calls.started_at >= {}", .instant(period.from))
            conditions.add("listed_calls.started_at < {}", .instant(period.until))
        }
        if let person = question.person { conditions.add(holding: "\(person)", in: "users") }
        switch question.participants {
        case .user(let user): conditions.add(holding: "\(user)", in: "users")
        case .department(let department): conditions.add(holding: department, in: "departments")
        case nil: break
        }
        if question.isRecorded {
            conditions.add(
                """
                EXISTS (
                    SELECT 1 FROM call_recordings
                    WHERE call_recordings.call_id = listed_calls.call_id AND call_recordings.length_ms > 0
                )
                """
            )
        }
        switch question.lack {
        case .contact: conditions.add("reconciled_calls.contact_id IS NULL AND reconciled_calls.is_exempt = 0")
        case .document:
            conditions.add(
                """
                reconciled_calls.contact_id IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM documents
                    WHERE documents.contact_id = reconciled_calls.contact_id AND documents.is_hidden = 0
                )
                """
            )
        case nil: break
        }
        // A database that looks for the latest first would read all calls in their order to find the few of a client.
        let listed: String
        if let numbers = question.numbers {
            sought = "WITH sought AS MATERIALIZED (\(conditions.calls(of: numbers))) "
            listed = "sought AS listed_calls"
        } else {
            sought = ""
            listed = "listed_calls"
        }
        // Only inbound calls are held against contacts.
        source = question.lack == nil ? listed : "\(listed) \(Self.reconciled)"
        self.conditions = conditions
    }

    private static let reconciled = "JOIN reconciled_calls ON reconciled_calls.call_id = listed_calls.call_id"

    func count(in transaction: any Transaction) throws -> Int {
        var row = try transaction.rows(countStatement, conditions.values)[0]
        return Int(try row.integer())
    }

    var countStatement: String { "\(sought)SELECT COUNT(*) FROM \(source) WHERE \(conditions.text)" }
    var values: [SQLValue] { conditions.values }

    func page(_ turn: ListTurn, limit: Int, in transaction: any Transaction) throws -> CallPage? {
        guard limit > 0 else { return nil }
        return try CallPage(turn, limit: limit) { way, place, limit in
            try places(way, place, limit: limit, in: transaction)
        }
    }

    /// The nearest places before or after one, or the latest of all.
    private func places(
        _ way: CallPage.Way,
        _ place: ListPlace?,
        limit: Int,
        in transaction: any Transaction
    ) throws -> [ListPlace] {
        var conditions = conditions
        if let place {
            let (at, row) = (conditions.bind(.instant(place.startedAt)), conditions.bind(.integer(place.row)))
            conditions.add(
                "(listed_calls.started_at, listed_calls.call_id) \(way == .after ? ">" : "<") (\(at), \(row))"
            )
        }
        let order = way == .after ? "ASC" : "DESC"
        let count = conditions.bind(.integer(limit))
        return try transaction.rows(
            """
            \(sought)SELECT listed_calls.started_at, listed_calls.call_id FROM \(source) WHERE \(conditions.text)
            ORDER BY listed_calls.started_at \(order), listed_calls.call_id \(order) LIMIT \(count)
            """,
            conditions.values
        ).map { row in
            var row = row
            return try ListPlace(startedAt: row.instant(), row: row.integer())
        }
    }

    /// The contacts of calls, in their order: the matched one, and of an outbound call the one that was begun from it.
    static func contacts(of calls: [ListPlace], in transaction: any Transaction) throws -> [MatchedContactName?] {
        try transaction.rows(findContact, each: calls.map { [.integer($0.row)] }).map { rows in
            try rows.first.map { row in
                var row = row
                return try MatchedContactName(
                    id: ContactID(row.integer()),
                    number: row.optionalText(),
                    at: row.instant()
                )
            }
        }
    }

    private static let findContact = """
        SELECT contacts.id, contacts.number, contacts.at
        FROM calls LEFT JOIN reconciled_calls ON reconciled_calls.call_id = calls.id
        JOIN contacts ON contacts.id = COALESCE(reconciled_calls.contact_id, (
            SELECT begun.id FROM contacts AS begun
            WHERE begun.pbx = calls.pbx AND begun.linkedid = calls.linkedid
                AND begun.start_second = calls.start_second AND begun.is_hidden = 0
        ))
        WHERE calls.id = $1
        """
}

extension Conditions {
    /// One of the values between line ends is this one.
    fileprivate mutating func add(holding value: String, in column: String) {
        add("{position}(listed_calls.\(column), {}) > 0", .text("\n\(value)\n"))
    }

    /// The calls of numbers, found by the index of their ends, and then exactly.
    fileprivate mutating func calls(of numbers: Set<NumberKey>) -> String {
        guard !numbers.isEmpty else { return "SELECT * FROM listed_calls WHERE 1 = 0" }
        let keys = numbers.sorted { $0.rawValue < $1.rawValue }
        let ends = Set(keys.map { String($0.rawValue.suffix(4)) }).sorted().map { bind(.text($0)) }
        let whole = keys.map { bind(.text($0)) }
        return """
            SELECT * FROM listed_calls
            WHERE number_end IN (\(ends.joined(separator: ", "))) AND number_key IN (\(whole.joined(separator: ", ")))
            """
    }
}
