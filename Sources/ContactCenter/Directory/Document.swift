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

    /// How long a car may be promised for, in minutes.
    package static let driveLengths: ClosedRange<Int64> = 5...1_440

    /// What is promised ends after it begins. A test drive that is to come says which car it is, and when; one that is over may say as
    /// little as it does.
    package var contradictions: [FieldProblem] {
        var problems: [FieldProblem] = []
        if kind == .testDrive, isOpen {
            if testVehicle == nil { problems.append(FieldProblem("test_vehicle_id", .required)) }
            if startsAt == nil { problems.append(FieldProblem("starts_at", .required)) }
        }
        guard let period else { return problems }
        if period.until <= period.from { return problems + [FieldProblem("ends_at", .contradiction)] }
        let minutes = Int64(period.until.timeIntervalSince(period.from) / 60)
        if kind == .testDrive, isOpen, !Self.driveLengths.contains(minutes) {
            problems.append(FieldProblem("ends_at", .outOfRange(Self.driveLengths)))
        }
        return problems
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
