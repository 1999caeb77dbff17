/// A make of cars, in both spellings, so that it is found without switching the keyboard (requirement S0.26).
package struct VehicleMake: Hashable, Sendable {
    /// As the maker writes it: `MAZDA`.
    package var name = ""
    /// `Мазда`.
    package var cyrillicName: String?

    package init() {}
}

/// A model of a make: `Premacy`.
package struct VehicleModel: Hashable, Sendable {
    package var make: VehicleMakeID?
    package var name = ""
    package var cyrillicName: String?

    package init() {}
}

extension VehicleMake: KeptRecord {
    package static let kind = RecordKind.vehicleMakes
    package static let fields: [RecordField<VehicleMake>] = [
        .text("name", \.name, limit: 100),
        .text("cyrillic_name", \.cyrillicName, limit: 100),
    ]
}

extension VehicleModel: KeptRecord {
    package static let kind = RecordKind.vehicleModels
    package static let fields: [RecordField<VehicleModel>] = [
        .reference("make_id", \.make, to: .vehicleMakes, isRequired: true),
        .text("name", \.name, limit: 100),
        .text("cyrillic_name", \.cyrillicName, limit: 100),
    ]
}
