/// A client's car.
package struct Vehicle: Hashable, Sendable {
    /// Changes when the car is sold; what was done to it stays with whom it belonged to then.
    package var owner: ClientID?
    /// As it was typed: `А 482 ОР 97`.
    package var plateNumber: String?
    package var vin: String?
    package var make: VehicleMakeID?
    package var model: VehicleModelID?
    /// Year of manufacture.
    package var year: Int64?

    package init() {}
}

extension Vehicle: KeptRecord {
    package static let kind = RecordKind.vehicles
    package static let fields: [RecordField<Vehicle>] = [
        .reference("owner_id", \.owner, to: .clients),
        .text("plate_number", \.plateNumber, limit: 32),
        .text("vin", \.vin, limit: 32),
        .reference("make_id", \.make, to: .vehicleMakes),
        .reference("model_id", \.model, to: .vehicleModels),
        .integer("year", \.year, 1_885...2_200),
    ]
}
