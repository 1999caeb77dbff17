import ContactCenter
import Foundation

/// The report "Статистика по звонкам" from `reconciled_calls`.
struct ReconciliationReport {
    let question: ReconciliationQuestion
    let transaction: any Transaction

    func groups(of branch: ReconciliationBranch) throws -> [ReconciliationGroup] {
        switch branch {
        case .all:
            try groups(by: "did_key", branch) { .did(ReconciliationKey($0)) }
        case .did(let did):
            try groups(by: "phone", branch) { .phone(did: did, phone: ReconciliationKey($0)) }
        case .phone(let did, let phone):
            try groups(by: "CASE WHEN contact_id IS NULL THEN 'no' ELSE 'yes' END", branch) {
                .registration(did: did, phone: phone, isRegistered: $0 == "yes")
            }
        case .registration: []
        }
    }

    private func groups(
        by column: String,
        _ branch: ReconciliationBranch,
        _ below: (String?) -> ReconciliationBranch
    ) throws -> [ReconciliationGroup] {
        let conditions = conditions(of: branch)
        return try transaction.rows(
            """
            SELECT \(column), COUNT(*), COUNT(contact_id), SUM(CASE WHEN contact_id IS NULL THEN is_exempt ELSE 0 END)
            FROM reconciled_calls WHERE \(conditions.text) GROUP BY 1
            """,
            conditions.values
        ).map { row in
            var row = row
            let value = try row.optionalText()
            let group = try ReconciliationGroup(
                branch: below(value),
                total: Int(row.integer()),
                registered: Int(row.integer()),
                exempt: Int(row.integer())
            )
            return (value, group)
        }
        // Databases do not agree where nothing stands in an order.
        .sorted { left, right in
            guard let first = left.0, let second = right.0 else { return left.0 == nil && right.0 != nil }
            return first < second
        }.map(\.1)
    }

    func calls(of branch: ReconciliationBranch, after: CallID?, limit: Int) throws -> [ReconciledCall] {
        var conditions = conditions(of: branch)
        if let after {
            guard let (number, place) = try position(of: after) else { return [] }
            let value = conditions.bind(.text(number ?? ""))
            let (at, row) = (conditions.bind(.instant(place.startedAt)), conditions.bind(.integer(place.row)))
            conditions.add(
                "(COALESCE(reconciled_calls.number_key, ''), reconciled_calls.started_at, reconciled_calls.call_id) > (\(value), \(at), \(row))"
            )
        }
        let limit = conditions.bind(.integer(limit))
        return try ReconciledCallReading.calls(
            """
            WHERE \(conditions.text)
            ORDER BY COALESCE(reconciled_calls.number_key, ''), reconciled_calls.started_at, reconciled_calls.call_id LIMIT \(limit)
            """,
            conditions.values,
            in: transaction
        )
    }

    func nextOpen(after: CallID?) throws -> ReconciledCall? {
        var conditions = conditions(of: .all)
        conditions.add("reconciled_calls.contact_id IS NULL AND is_exempt = 0")
        if let after, let (_, place) = try position(of: after) {
            let (at, row) = (conditions.bind(.instant(place.startedAt)), conditions.bind(.integer(place.row)))
            conditions.add("(reconciled_calls.started_at, reconciled_calls.call_id) > (\(at), \(row))")
        }
        return try ReconciledCallReading.calls(
            """
            WHERE \(conditions.text) ORDER BY reconciled_calls.started_at, reconciled_calls.call_id LIMIT 1
            """,
            conditions.values,
            in: transaction
        ).first
    }

    private func position(of call: CallID) throws -> (number: String?, place: ListPlace)? {
        try transaction.rows(
            """
            SELECT number_key, reconciled_calls.started_at, call_id
            FROM calls JOIN reconciled_calls ON reconciled_calls.call_id = COALESCE(calls.merged_into, calls.id)
            WHERE pbx = $1 AND linkedid = $2 AND start_second = $3
            """,
            CallTable.values(of: call)
        ).first.map { row in
            var row = row
            return try (row.optionalText(), ListPlace(startedAt: row.instant(), row: row.integer()))
        }
    }

    // MARK: - Conditions

    private func conditions(of branch: ReconciliationBranch) -> Conditions {
        var conditions = Conditions()
        let (from, until) = (
            conditions.bind(.instant(question.period.from)), conditions.bind(.instant(question.period.until))
        )
        conditions.add("reconciled_calls.started_at >= \(from) AND reconciled_calls.started_at < \(until)")
        if !question.includesUnanswered { conditions.add("reconciled_calls.is_answered = 1") }
        if let isRegistered = question.isRegistered { conditions.add(Self.registered(isRegistered)) }
        switch branch {
        case .all: break
        case .did(let did): conditions.add("reconciled_calls.did_key", is: did)
        case .phone(let did, let phone):
            conditions.add("reconciled_calls.did_key", is: did)
            conditions.add("reconciled_calls.phone", is: phone)
        case .registration(let did, let phone, let isRegistered):
            conditions.add("reconciled_calls.did_key", is: did)
            conditions.add("reconciled_calls.phone", is: phone)
            conditions.add(Self.registered(isRegistered))
        }
        return conditions
    }

    private static func registered(_ isRegistered: Bool) -> String {
        "reconciled_calls.contact_id IS \(isRegistered ? "NOT " : "")NULL"
    }
}

extension Conditions {
    fileprivate mutating func add(_ column: String, is key: ReconciliationKey) {
        switch key {
        case .none: add("\(column) IS NULL")
        case .value(let text): add("\(column) = {}", .text(text))
        }
    }
}
