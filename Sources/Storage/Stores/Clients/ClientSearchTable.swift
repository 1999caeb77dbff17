import ContactCenter
import Foundation

/// What clients are found by, kept along with them. Whoever changes a client, its telephones or its vehicles, or registers a
/// contact with it, calls `write` in the same transaction.
package enum ClientSearchTable {
    /// Makes the rows of these clients anew; a client that is hidden or became part of another has none.
    package static func write(_ clients: [ClientID], in transaction: any Transaction) throws {
        let keys = clients.map { [SQLValue.integer($0.rawValue)] }
        let records = try transaction.rows(findClient, each: keys)
        let phones = try transaction.rows(findPhones, each: keys)
        let vehicles = try transaction.rows(findVehicles, each: keys)
        let attributes = try transaction.rows(AttributeValueTable.findTexts, each: keys)
        for (index, client) in clients.enumerated() {
            guard var row = records[index].first else {
                try transaction.execute(remove, keys[index])
                continue
            }
            let (name, lastContactAt) = try (row.text(), row.optionalInstant())
            let (place, text) = try (row.optionalInteger(), row.optionalText())
            let newText = SearchText.of(
                name: name,
                phones: try phones[index].map(ClientTable.phone),
                vehicles: try vehicles[index].map(vehicle),
                attributes: try attributes[index].map { row in
                    var row = row
                    return try row.text()
                }
            )
            let newPlace = try SearchPlace.of(
                client,
                lastContactAt: lastContactAt,
                before: place,
                in: transaction
            )
            if place != newPlace || text != newText {
                try transaction.execute(upsert, keys[index] + [.integer(newPlace), .text(newText)])
            }
        }
    }

    /// A contact with the client took place: it is found before the others from now on.
    static func contacted(
        _ client: ClientID,
        at instant: Date,
        in transaction: any Transaction
    ) throws {
        let changed = try transaction.rows(touch, [.integer(client.rawValue), .instant(instant)])
        if !changed.isEmpty { try write([client], in: transaction) }
    }

    private static func vehicle(_ row: SQLRow) throws -> SearchedVehicle {
        var row = row
        return try searchedVehicle(&row)
    }

    /// Reads what `searchedVehicles` selects.
    static func searchedVehicle(_ row: inout SQLRow) throws -> SearchedVehicle {
        let codes = try [row.optionalText(), row.optionalText()]
        let names = try (0..<4).map { _ in try row.optionalText() }
        return SearchedVehicle(codes: codes.compactMap { $0 }, names: names.compactMap { $0 })
    }

    private static let findClient = """
        SELECT clients.name, clients.last_contact_at, client_search.place, client_search.text
        FROM clients LEFT JOIN client_search ON client_search.client_id = clients.id
        WHERE clients.id = $1 AND clients.is_hidden = 0 AND clients.merged_into IS NULL
        """

    private static let findPhones = ClientTable.findPhones

    /// What vehicles are found by, `more` columns after it.
    static func searchedVehicles(_ more: String = "") -> String {
        """
        SELECT vehicles.plate_number, vehicles.vin, vehicle_makes.name, vehicle_makes.cyrillic_name,
            vehicle_models.name, vehicle_models.cyrillic_name\(more)
        FROM vehicles
        LEFT JOIN vehicle_makes ON vehicle_makes.id = vehicles.make_id
        LEFT JOIN vehicle_models ON vehicle_models.id = vehicles.model_id
        """
    }

    private static let findVehicles = """
        \(searchedVehicles())
        WHERE vehicles.owner_id = $1 AND vehicles.is_hidden = 0
        ORDER BY vehicles.id DESC
        """

    private static let upsert = Table(
        name: "client_search",
        key: ["client_id"],
        columns: ["client_id", "place", "text"]
    ).upsert

    private static let remove = "DELETE FROM client_search WHERE client_id = $1"

    private static let touch = """
        UPDATE clients SET last_contact_at = $2
        WHERE id = $1 AND (last_contact_at IS NULL OR last_contact_at < $2)
        RETURNING id
        """
}
