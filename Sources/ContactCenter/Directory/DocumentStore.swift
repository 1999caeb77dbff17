import Foundation

/// Documents: what is in no other store about them. They are changed and hidden as other records are, by `RecordStore`.
package protocol DocumentStore: Sendable {
    /// Told of every document that was written, here or as other records are.
    var news: DocumentNews { get }

    /// Adds a document; one without a number is given the next of its kind (`A000003269`).
    func add(_ document: Document, by actor: RecordAuthor) async throws -> Saving<Document>

    /// The latest first.
    ///
    /// - Parameter after: the last one of the page before.
    func documents(
        where filter: DocumentFilter,
        after: (at: Date, id: DocumentID)?,
        limit: Int
    ) async throws -> [Kept<Document>]

    /// What a workshop has promised, in the order of the beginnings. One without an end is taken for an hour.
    func booked(in workshop: WorkshopID, during period: Period) async throws -> [BookedTime]
    /// What a person is promised for, in whatever workshop, in the order of the beginnings. One without an end is taken for an hour.
    func booked(with employee: EmployeeID, during period: Period) async throws -> [BookedTime]
    /// Who came to a workshop, by the dates of the documents that say so, the earliest first.
    func arrivals(in workshop: WorkshopID, during period: Period) async throws -> [Arrival]
    /// Who came to a person, likewise.
    func arrivals(with employee: EmployeeID, during period: Period) async throws -> [Arrival]
    /// Who has which of the cars that may be tried, in the order of the beginnings.
    func drives(during period: Period) async throws -> [BookedTime]

    /// Who has the document's car or its responsible person at its time.
    ///
    /// - Parameter made: the same document as it is kept, which is in nobody's way.
    func inWay(of document: Document, instead made: DocumentID?) async throws -> [BookedTime]

    /// Promises a time: makes the document, or changes the one that was made before. Of two who want one car or one person for
    /// times that overlap, one gets it, however close together they come.
    ///
    /// - Parameters:
    ///   - made: as it was shown to who changes it.
    ///   - isAnyway: though the person is promised to somebody else then. A car is never promised twice.
    func book(
        _ document: Document,
        instead made: Kept<Document>?,
        anyway isAnyway: Bool,
        by actor: RecordAuthor
    ) async throws -> Booking
}

/// Which documents a list shows.
package struct DocumentFilter: Hashable, Sendable {
    package var kind: Document.Kind?
    package var isOpen: Bool?
    /// The beginning of the number, as it was typed.
    package var number: String?
    package var client: ClientID?
    package var vehicle: VehicleID?
    package var contact: ContactID?

    package init() {}
}

/// The number of a document that is made here: a prefix and nine digits.
package enum DocumentNumber {
    package static let standardPrefix = "A"

    package static func text(_ place: Int64, prefix: String = standardPrefix) -> String {
        let digits = String(place)
        return prefix + String(repeating: "0", count: max(0, 9 - digits.count)) + digits
    }
}
