import ContactCenter

/// Reads clients as the search shows them.
enum FoundClients {
    private static let mostVehicles = 5

    /// In the given order, without those that are not to be found.
    static func read(_ ids: [ClientID], in transaction: any Transaction) throws -> [FoundClient] {
        let keys = ids.map { [SQLValue.integer($0.rawValue)] }
        let clients = try transaction.rows(findClient, each: keys)
        let phones = try transaction.rows(ClientTable.findPhones, each: keys)
        let vehicles = try transaction.rows(findVehicles, each: keys.map { $0 + [.integer(mostVehicles)] })
        return try ids.indices.compactMap { index in
            guard var row = clients[index].first else { return nil }
            return try FoundClient(
                id: ids[index],
                kind: row.named(),
                name: row.text(),
                clientType: row.named(),
                lastContactAt: row.optionalInstant(),
                phones: phones[index].map(ClientTable.phone),
                vehicles: vehicles[index].map(vehicle)
            )
        }
    }

    /// In the given order, without those that have an owner or are hidden.
    static func ownerlessVehicles(_ ids: [VehicleID], in transaction: any Transaction) throws -> [FoundVehicle] {
        try transaction.rows(findOwnerless, each: ids.map { [.integer($0.rawValue)] }).flatMap { try $0.map(vehicle) }
    }

    static func vehicle(_ row: SQLRow) throws -> FoundVehicle {
        var row = row
        var vehicle = try FoundVehicle(id: VehicleID(row.integer()))
        vehicle.plateNumber = try row.optionalText()
        vehicle.vin = try row.optionalText()
        vehicle.make = try row.optionalText()
        vehicle.model = try row.optionalText()
        vehicle.year = try row.optionalInteger()
        return vehicle
    }

    private static let findClient = """
        SELECT kind, name, client_type, last_contact_at FROM clients
        WHERE id = $1 AND is_hidden = 0 AND merged_into IS NULL
        """

    private static let selectVehicles = """
        SELECT vehicles.id, vehicles.plate_number, vehicles.vin, vehicle_makes.name, vehicle_models.name, vehicles.year
        FROM vehicles
        LEFT JOIN vehicle_makes ON vehicle_makes.id = vehicles.make_id
        LEFT JOIN vehicle_models ON vehicle_models.id = vehicles.model_id
        """

    private static let findOwnerless = """
        \(selectVehicles)
        WHERE vehicles.id = $1 AND vehicles.owner_id IS NULL AND vehicles.is_hidden = 0
        """

    static let findVehicles = """
        \(selectVehicles)
        WHERE vehicles.owner_id = $1 AND vehicles.is_hidden = 0
        ORDER BY vehicles.id DESC LIMIT $2
        """
}
