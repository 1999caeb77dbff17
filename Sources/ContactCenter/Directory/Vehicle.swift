/// A client's car.
package struct Vehicle: Hashable, Sendable {
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
