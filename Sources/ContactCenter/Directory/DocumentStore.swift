import Foundation

/// Documents: what is in no other store about them. They are changed and hidden as other records are, by `RecordStore`.
package protocol DocumentStore: Sendable {
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
