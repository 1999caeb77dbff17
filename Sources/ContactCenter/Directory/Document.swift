import Foundation

/// A paper of the business about a client: an appointment, a repair request, a work order.
package struct Document: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case appointment
        case repairRequest = "repair_request"
        case workOrder = "work_order"
        case testDrive = "test_drive"
        case invoice
    }

    package var kind = Kind.appointment
    /// `A000003269`
    package var number = ""
    /// The date it bears.
    package var at = Date(timeIntervalSince1970: 0)
    package var client: ClientID?
    package var vehicle: VehicleID?
    /// The contact that it came from (requirement S0.39).
    package var contact: ContactID?
    package var responsible: EmployeeID?
    package var workshop: WorkshopID?
    /// The car that is tried; nobody else has it then while the document is open.
    package var testVehicle: TestVehicleID?
    package var isOpen = true
    /// In hundredths of the currency.
    package var amount: Int64?
    /// When the client is to come, for an appointment or a test drive.
    package var startsAt: Date?
    package var endsAt: Date?
    /// What is to be done.
    package var works: String?

    package init() {}

    /// When it takes place, half open; an hour where no end is said.
    package var period: Period? {
        startsAt.map { Period(from: $0, until: endsAt ?? $0 + 3_600) }
    }

    /// Promises to come: the stage between inquiry and arrival.
    package static let appointments: [Kind] = [.appointment, .repairRequest, .testDrive]
    /// Proof that the client came.
    package static let arrivals: [Kind] = [.workOrder]
}

extension Document: KeptRecord {
    package static let kind = RecordKind.documents

    /// A car that is promised must come back.
    package var contradictions: [FieldProblem] {
        guard testVehicle != nil, let period, period.until <= period.from else { return [] }
        return [FieldProblem("ends_at", .contradiction)]
    }

    package static let fields: [RecordField<Document>] = [
        .choice("kind", \.kind),
        .text("number", \.number, limit: 64).fixed,
        .instant("at", \.at),
        .reference("client_id", \.client, to: .clients).fixed,
        .reference("vehicle_id", \.vehicle, to: .vehicles).fixed,
        .reference("contact_id", \.contact, to: .contacts).fixed,
        .reference("responsible_id", \.responsible, to: .employees),
        .reference("workshop_id", \.workshop, to: .workshops),
        .reference("test_vehicle_id", \.testVehicle, to: .testVehicles),
        .flag("is_open", \.isOpen),
        .money("amount", \.amount),
        .instant("starts_at", \.startsAt),
        .instant("ends_at", \.endsAt),
        .lines("works", \.works, limit: 4_000),
    ]
}
