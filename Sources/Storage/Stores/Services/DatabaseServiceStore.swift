import ContactCenter
import Foundation

/// Rendered services, price lists and the balances of policies in a database.
package struct DatabaseServiceStore: ServiceStore {
    private let database: any Database
    private let numbers: any PhoneNumberReading

    package init(_ database: any Database, numbers: any PhoneNumberReading) {
        self.database = database
        self.numbers = numbers
    }

    private var reading: ServiceReading { ServiceReading(numbers: numbers) }

    package func rendered(in contact: ContactID) async throws -> [RenderedService] {
        try await database.read { [reading] in try reading.rendered(in: contact, $0) }
    }

    package func balances(of client: ClientID) async throws -> [PolicyBalance] {
        try await database.read { [reading] in try reading.balances(of: client, $0) }
    }

    package func balance(of policy: PolicyID) async throws -> PolicyBalance? {
        try await database.read { [reading] in try reading.balance(of: policy, $0) }
    }

    package func offers(_ filter: ServiceOfferFilter, limit: Int) async throws -> [ServiceOffer] {
        try await database.read { [reading] in try reading.offers(filter, limit: limit, $0) }
    }

    package func render(
        _ new: NewRenderedService,
        in contact: ContactID,
        on day: Day,
        beyond permit: LimitOverride?,
        by author: RecordAuthor
    ) async throws -> Rendering {
        try await database.write(by: author) { [reading] transaction in
            let writing = ServiceWriting(transaction: transaction, author: author, reading: reading)
            return try writing.render(new, in: contact, on: day, beyond: permit)
        }
    }

    package func remove(
        _ id: RenderedServiceID,
        from contact: ContactID,
        by author: RecordAuthor
    ) async throws -> Bool {
        try await database.write(by: author) { [reading] transaction in
            try ServiceWriting(transaction: transaction, author: author, reading: reading).remove(id, from: contact)
        }
    }
}
