/// A car of the business that clients may try (requirement S1.13): `LADA Vesta, белая`.
package struct TestVehicle: Hashable, Sendable {
    /// As people call it. At most 200 characters.
    package var name = ""
    package var plateNumber: String?
    package var make: VehicleMakeID?
    package var model: VehicleModelID?
    /// Where it stands.
    package var branch: BranchID?
    /// How long a drive takes where nobody says otherwise, in minutes.
    package var driveMinutes: Int64 = 60
    /// Its place among the others, from 1.
    package var place: Int64 = 0

    package init() {}
}

package typealias TestVehicleID = RecordID<TestVehicle>

extension TestVehicle: KeptRecord {
    package static let kind = RecordKind.testVehicles
    package static let fields: [RecordField<TestVehicle>] = [
        .text("name", \.name, limit: 200),
        .text("plate_number", \.plateNumber, limit: 32),
        .reference("make_id", \.make, to: .vehicleMakes),
        .reference("model_id", \.model, to: .vehicleModels),
        .reference("branch_id", \.branch, to: .branches),
        .integer("drive_minutes", \.driveMinutes, 5...1_440),
        .integer("place", \.place, 0...9_999),
    ]
}
