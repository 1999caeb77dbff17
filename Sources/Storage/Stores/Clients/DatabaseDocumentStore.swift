import ContactCenter
import Foundation

/// Documents in a database.
package struct DatabaseDocumentStore: DocumentStore {
    private let database: any Database
    private let numbers: any PhoneNumberReading

    package init(_ database: any Database, numbers: any PhoneNumberReading) {
        self.database = database
        self.numbers = numbers
    }

    package func add(_ document: Document, by actor: RecordAuthor) async throws -> Saving<Document> {
        let table = RecordTable<Document>(numbers: numbers)
        do {
            return try await database.write(by: actor) { transaction in
                var document = document
                if document.number.isEmpty {
                    document.number = try DocumentTable.nextNumber(of: document.kind, in: transaction)
                }
                return try table.add(document, by: actor, in: transaction)
            }
        } catch let error as StorageError where error.isDuplicate {
            return .refused([FieldProblem("number", .taken)])
        }
    }

    package func documents(
        where filter: DocumentFilter,
        after: (at: Date, id: DocumentID)?,
        limit: Int
    ) async throws -> [Kept<Document>] {
        try await database.read { try DocumentTable.documents(where: filter, after: after, limit: limit, in: $0) }
    }

    package func booked(in workshop: WorkshopID, during period: Period) async throws -> [BookedTime] {
        try await database.read { try BookedTimes.booked(in: workshop, during: period, in: $0) }
    }
}
