import Foundation

/// A time that is promised to somebody: an appointment, a repair request or a test drive.
package struct BookedTime: Hashable, Sendable {
    package var document: DocumentID
    package var number: String
    package var period: Period
    package var responsible: EmployeeID?
    /// The car that is tried.
    package var vehicle: TestVehicleID?
    package var client: String?
    package var works: String?

    package init(
        document: DocumentID,
        number: String,
        period: Period,
        responsible: EmployeeID?,
        vehicle: TestVehicleID? = nil,
        client: String? = nil,
        works: String? = nil
    ) {
        self.document = document
        self.number = number
        self.period = period
        self.responsible = responsible
        self.vehicle = vehicle
        self.client = client
        self.works = works
    }

    /// Whether the same person would have to be at both at once. Whom nobody is named for gets in nobody's way.
    package func isInWay(of period: Period, with employee: EmployeeID?) -> Bool {
        guard let employee, employee == responsible else { return false }
        return self.period.overlaps(period)
    }

    /// Whether the same car would have to be at both at once, which it cannot, whoever wants it.
    package func isInWay(of period: Period, of vehicle: TestVehicleID?) -> Bool {
        guard let vehicle, vehicle == self.vehicle else { return false }
        return self.period.overlaps(period)
    }
}

/// What came of promising a time.
package enum Booking: Hashable, Sendable {
    case booked(Kept<Document>)
    /// Nothing was written: who has the car or the person at that time.
    case inWay([BookedTime])
    case refused([FieldProblem])
    /// Somebody else changes the same paper at this moment.
    case stale
}
