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

    let question: RegistryQuestion
    let dialect: Dialect
    private let order: RegistryOrder
    /// So many contacts are sorted by their clients by going through these.
    let many: Int

    package init(_ question: RegistryQuestion, many: Int = 5_000, in transaction: any Transaction) throws {
        self.question = question
        self.many = many
        dialect = transaction.dialect
        order = try RegistryOrder(question.sort, in: transaction)
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
                return try RegistrySearch(first, many: many, in: transaction).page(in: transaction)
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
        if question.sort.column == .client, try hasMany(in: transaction) {
            return try placesByClient(beyond: place, isReversed: isReversed, in: transaction)
        }
        let (statement, values) = statement(beyond: place, isReversed: isReversed)
        return try transaction.rows(statement, values).map { row in
            var row = row
            return try order.place(at: row.instant(), row.id(), remembering: row.text())
        }
    }

    /// What the first page of the question is found by.
    package var statement: (text: String, values: [SQLValue]) { statement(beyond: nil, isReversed: false) }

    private func statement(beyond place: RegistryPlace?, isReversed: Bool) -> (text: String, values: [SQLValue]) {
        var conditions = Conditions(question.filter, in: question.period, dialect)
        if let place { order.add(place, isReversed: isReversed, to: &conditions) }
        let limit = conditions.bind(.integer(question.limit + 1))
        let text = """
            SELECT at, id, \(order.remembered) FROM contacts WHERE \(conditions.text)
            ORDER BY \(order.orderBy(isReversed: isReversed)) LIMIT \(limit)
            """
        return (text, conditions.values)
    }
}
