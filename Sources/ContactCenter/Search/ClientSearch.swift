import Foundation

/// Finds clients by any part of what is known of them, and who is behind a telephone number.
package protocol ClientSearch: Sendable {
    /// The last contacted first; hidden clients and those that became part of others are left out. Nobody for an empty query.
    func clients(matching query: SearchQuery, limit: Int) async throws -> [FoundClient]

    /// Vehicles that nobody owns, by plate, VIN, make and model, the newest first; none for an empty query. Those of clients are found
    /// with them.
    func ownerlessVehicles(matching query: SearchQuery, limit: Int) async throws -> [FoundVehicle]

    /// The vehicles with these numbers that nobody owns, in this order; hidden ones are left out.
    func ownerlessVehicles(_ ids: [VehicleID]) async throws -> [FoundVehicle]

    /// Who has the number: nobody, one, or several, the likeliest (last contacted) first. A number that is none has no key,
    /// and nobody is behind it (decision D23).
    func clients(behind key: NumberKey, limit: Int) async throws -> [FoundClient]

    /// The same for many numbers at once; those that nobody has are left out.
    func clients(behind keys: Set<NumberKey>, limit: Int) async throws -> [NumberKey: [FoundClient]]

    /// Those whose attribute has this value: of text any part of it, in whatever letters. The last contacted first; nobody for what is
    /// no value of it (requirement S3.23).
    func clients(with value: String, of attribute: ClientAttributeID, limit: Int) async throws -> [FoundClient]

    /// Whom the business talked to last, then the others.
    func latestClients(limit: Int) async throws -> [FoundClient]

    /// The clients with these numbers, in this order; who is hidden or became part of another is left out.
    func clients(_ ids: [ClientID]) async throws -> [FoundClient]
}

/// A client with what people tell one from another by.
package struct FoundClient: Hashable, Sendable {
    package var id: ClientID
    package var kind: Client.Kind
    package var name: String
    package var clientType: ClientType
    package var lastContactAt: Date?
    package var phones: [ClientPhone]
    /// The latest ones first.
    package var vehicles: [FoundVehicle]

    package init(
        id: ClientID,
        kind: Client.Kind,
        name: String,
        clientType: ClientType,
        lastContactAt: Date? = nil,
        phones: [ClientPhone] = [],
        vehicles: [FoundVehicle] = []
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.clientType = clientType
        self.lastContactAt = lastContactAt
        self.phones = phones
        self.vehicles = vehicles
    }
}

/// A vehicle as the lists show it: plate, model, owner (requirement S0.24).
package struct FoundVehicle: Hashable, Sendable {
    package var id: VehicleID
    package var plateNumber: String?
    package var vin: String?
    package var make: String?
    package var model: String?
    package var year: Int64?

    package init(id: VehicleID) { self.id = id }

    /// `MAZDA Premacy (2006)`; `nil` where nothing is known.
    package var title: String? {
        let names = [make, model].compactMap { $0 }.joined(separator: " ")
        switch (names.isEmpty, year) {
        case (true, nil): return nil
        case (true, let year?): return "(\(year))"
        case (false, nil): return names
        case (false, let year?): return "\(names) (\(year))"
        }
    }
}
