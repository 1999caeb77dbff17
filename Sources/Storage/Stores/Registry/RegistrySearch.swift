import ContactCenter
import Foundation

/// Finds the contacts of a page of the registry.
package struct RegistrySearch {
    struct Page {
        /// In the order of the registry.
        var places: [RegistryPlace]
        var hasNext: Bool
        var hasPrevious: Bool
    }

    private let question: RegistryQuestion
    private let order: RegistryOrder

    package init(_ question: RegistryQuestion) {
        self.question = question
        order = RegistryOrder(question.sort)
    }

    static func count(_ conditions: Conditions) -> String {
        "SELECT COUNT(*) FROM contacts WHERE \(conditions.text)"
    }

    func page(in transaction: any Transaction) throws -> Page {
        let limit = question.limit
        switch question.turn {
        case .first:
            let places = try places(beyond: nil, isReversed: false, in: transaction)
            return Page(places: Array(places.prefix(limit)), hasNext: places.count > limit, hasPrevious: false)
        case .after(let place):
            let places = try places(beyond: place, isReversed: false, in: transaction)
            return Page(places: Array(places.prefix(limit)), hasNext: places.count > limit, hasPrevious: true)
        case .before(let place):
            let places = try places(beyond: place, isReversed: true, in: transaction)
            guard places.count > limit else {
                var first = question
                first.turn = .first
                return try RegistrySearch(first).page(in: transaction)
            }
            return Page(places: places.prefix(limit).reversed(), hasNext: true, hasPrevious: true)
        }
    }

    /// One more than a page holds, to see whether another follows.
    private func places(
        beyond place: RegistryPlace?,
        isReversed: Bool,
        in transaction: any Transaction
    ) throws -> [RegistryPlace] {
        let (statement, values) = statement(beyond: place, isReversed: isReversed)
        return try transaction.rows(statement, values).map { row in
            var row = row
            let (at, contact): (Date, ContactID) = try (row.instant(), row.id())
            let value = try row.text()
            return RegistryPlace(at: at, contact: contact, value: order.keys.count == 3 ? value : nil)
        }
    }

    /// What the first page of the question is found by.
    package var statement: (text: String, values: [SQLValue]) { statement(beyond: nil, isReversed: false) }

    private func statement(beyond place: RegistryPlace?, isReversed: Bool) -> (text: String, values: [SQLValue]) {
        var conditions = Conditions(question.filter, in: question.period)
        if let place { order.add(place, isReversed: isReversed, to: &conditions) }
        let limit = conditions.bind(.integer(question.limit + 1))
        let text = """
            SELECT at, id, \(order.remembered) FROM contacts WHERE \(conditions.text)
            ORDER BY \(order.orderBy(isReversed: isReversed)) LIMIT \(limit)
            """
        return (text, conditions.values)
    }
}
