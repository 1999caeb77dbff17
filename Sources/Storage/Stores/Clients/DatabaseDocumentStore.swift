import ContactCenter
import Foundation

/// Documents in a database.
package struct DatabaseDocumentStore: DocumentStore {
    package let news: DocumentNews
    private let database: any Database
    private let numbers: any PhoneNumberReading

    package init(_ database: any Database, numbers: any PhoneNumberReading, news: DocumentNews = DocumentNews()) {
        self.database = database
        self.numbers = numbers
        self.news = news
    }

    package func add(_ document: Document, by actor: RecordAuthor) async throws -> Saving<Document> {
        do {
            let saving = try await database.write(by: actor) { try add(document, by: actor, in: $0) }
            if case .saved(let kept) = saving { news.tell(kept.id) }
            return saving
        } catch let error as StorageError where error.isDuplicate {
            return .refused([FieldProblem("number", .taken)])
        }
    }

    private func add(
        _ document: Document,
        by actor: RecordAuthor,
        in transaction: any Transaction
    ) throws -> Saving<Document> {
        var document = document
        if document.number.isEmpty {
            document.number = try DocumentTable.nextNumber(of: document.kind, in: transaction)
        }
        return try RecordTable<Document>(numbers: numbers).add(document, by: actor, in: transaction)
    }

    package func book(
        _ document: Document,
        instead made: Kept<Document>?,
        anyway isAnyway: Bool,
        by actor: RecordAuthor
    ) async throws -> Booking {
        let booking: Booking = try await database.write(by: actor) { transaction in
            try BookedTimes.hold(document, withPerson: true, in: transaction)
            let inWay =
                isAnyway
                ? try BookedTimes.inWayOfCar(document, instead: made?.id, in: transaction)
                : try BookedTimes.inWay(of: document, instead: made?.id, in: transaction)
            guard inWay.isEmpty else { return .inWay(inWay) }
            guard let made else { return try Booking(add(document, by: actor, in: transaction)) }
            let table = RecordTable<Document>(numbers: numbers)
            return try Booking(table.change(made.id, over: made.version, to: document, by: actor, in: transaction))
        }
        if case .booked(let kept) = booking { news.tell(kept.id) }
        return booking
    }

    package func inWay(of document: Document, instead made: DocumentID?) async throws -> [BookedTime] {
        try await database.read { try BookedTimes.inWay(of: document, instead: made, in: $0) }
    }

    package func drives(during period: Period) async throws -> [BookedTime] {
        try await database.read { try BookedTimes.drives(during: period, in: $0) }
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

    package func booked(with employee: EmployeeID, during period: Period) async throws -> [BookedTime] {
        try await database.read { try BookedTimes.booked(with: employee, during: period, in: $0) }
    }

    package func arrivals(in workshop: WorkshopID, during period: Period) async throws -> [Arrival] {
        try await database.read { try Arrivals.arrivals(in: workshop, during: period, in: $0) }
    }

    package func arrivals(with employee: EmployeeID, during period: Period) async throws -> [Arrival] {
        try await database.read { try Arrivals.arrivals(with: employee, during: period, in: $0) }
    }
}

extension Booking {
    fileprivate init(_ saving: Saving<Document>) {
        self =
            switch saving {
            case .saved(let kept): .booked(kept)
            case .refused(let problems): .refused(problems)
            case .stale, .missing: .stale
            }
    }
}
