import Foundation

/// A client who came: a document that proves it, a work order.
package struct Arrival: Hashable, Sendable {
    package var document: DocumentID
    package var number: String
    /// The date that the document bears.
    package var at: Date
    package var responsible: EmployeeID?
    package var workshop: WorkshopID?
    package var client: String?
    package var works: String?

    package init(
        document: DocumentID,
        number: String,
        at: Date,
        responsible: EmployeeID?,
        workshop: WorkshopID?,
        client: String? = nil,
        works: String? = nil
    ) {
        self.document = document
        self.number = number
        self.at = at
        self.responsible = responsible
        self.workshop = workshop
        self.client = client
        self.works = works
    }
}
