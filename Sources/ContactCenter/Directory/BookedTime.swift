import Foundation

/// A time in a workshop that is promised to somebody: an appointment, a repair request or a test drive.
package struct BookedTime: Hashable, Sendable {
    package var document: DocumentID
    package var number: String
    package var period: Period
    package var responsible: EmployeeID?
    package var client: String?
    package var works: String?

    package init(
        document: DocumentID,
        number: String,
        period: Period,
        responsible: EmployeeID?,
        client: String? = nil,
        works: String? = nil
    ) {
        self.document = document
        self.number = number
        self.period = period
        self.responsible = responsible
        self.client = client
        self.works = works
    }

    /// Whether the same person would have to be at both at once. Whom nobody is named for gets in nobody's way.
    package func isInWay(of period: Period, with employee: EmployeeID?) -> Bool {
        guard let employee, employee == responsible else { return false }
        return self.period.from < period.until && period.from < self.period.until
    }
}
