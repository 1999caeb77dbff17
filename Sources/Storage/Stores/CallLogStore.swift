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
