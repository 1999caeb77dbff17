import ContactCenter
import Foundation

/// Lists of calls from a database.
package struct CallLogStore: CallLog {
    private let database: any Database

    package init(_ database: any Database) {
        self.database = database
    }

    package func answer(to question: CallQuestion) async throws -> CallAnswer {
        try await database.read { transaction in
            let search = CallSearch(question.filter)
            let counts = try search.counts(in: question.days, in: transaction)
            var answer = CallAnswer(counts: counts)
            guard let rows = question.rows else { return answer }
            // Days without a call of the kind need not be read through again.
            let days = zip(question.days, counts).enumerated()
                .filter { place, day in day.1 > 0 && (rows.day ?? place) == place }
                .map(\.element.0)
            let page = try search.page(rows.turn, limit: rows.limit, of: days, in: transaction)
            answer.rows = try ListedCallReading.calls(at: page.places, in: transaction)
            answer.hasLater = page.hasLater
            answer.hasEarlier = page.hasEarlier
            return answer
        }
    }

    package func conversations(_ question: ConversationQuestion) async throws -> ConversationAnswer {
        try await database.read { transaction in
            let search = ConversationSearch(question)
            let total = try search.count(in: transaction)
            let page = total == 0 ? nil : try search.page(question.turn, limit: question.limit, in: transaction)
            guard let page else { return ConversationAnswer(total: total) }
            let calls = try ListedCallReading.calls(at: page.places, in: transaction)
            let contacts = try ConversationSearch.contacts(of: page.places, in: transaction)
            return ConversationAnswer(
                total: total,
                rows: zip(calls, contacts).map { ListedConversation(listed: $0, contact: $1) },
                hasLater: page.hasLater,
                hasEarlier: page.hasEarlier
            )
        }
    }

    package func knownRecordings(in period: Period) async throws -> KnownRecordings {
        try await database.read { transaction in
            func texts(_ column: String, joining table: String? = nil) throws -> [String] {
                let select = "SELECT \(column) FROM calls" + (table.map { " JOIN \($0)" } ?? "")
                let ended = try transaction.rows(
                    """
                    \(select) WHERE calls.ended_at >= $1 AND calls.ended_at < $2 AND calls.merged_into IS NULL
                    """,
                    [.instant(period.from), .instant(period.until)]
                )
                let open = try transaction.rows(
                    "\(select) WHERE calls.ended_at IS NULL AND calls.merged_into IS NULL"
                )
                return try (ended + open).map { row in
                    var row = row
                    return try row.text()
                }
            }
            let ids = try [
                texts("call_linkedids.linkedid", joining: "call_linkedids ON call_linkedids.call_id = calls.id"),
                texts("calls.linkedid"),
                texts("cdrs.uniqueid", joining: "cdrs ON cdrs.call_id = calls.id"),
            ]
            return KnownRecordings(
                paths: try texts(
                    "call_recordings.path",
                    joining: "call_recordings ON call_recordings.call_id = calls.id"
                ),
                ids: ids.joined()
            )
        }
    }

    package func recordGaps(of day: Day, calls period: Period, limit: Int) async throws -> RecordGaps {
        try await database.read { try RecordGapStatements.gaps(of: day, calls: period, limit: limit, in: $0) }
    }

    package func people() async throws -> [ListedPerson] {
        try await database.read { transaction in
            try transaction.rows("SELECT id, display_name, department FROM users ORDER BY display_name, id").map {
                row in
                var row = row
                return try ListedPerson(
                    id: UserID(row.integer()),
                    name: row.text(),
                    department: row.optionalText()
                )
            }
        }
    }
}
