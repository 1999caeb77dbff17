import ContactCenter

/// What vehicles without an owner are found by; the others are found with theirs, see `ClientSearchTable`. Whoever changes a vehicle
/// calls `write` in the same transaction.
enum VehicleSearchTable {
    /// Makes the rows of these vehicles anew; one that is hidden or has an owner has none.
    static func write(_ vehicles: [VehicleID], in transaction: any Transaction) throws {
        let keys = vehicles.map { [SQLValue.integer($0.rawValue)] }
        for (key, found) in zip(keys, try transaction.rows(find, each: keys)) {
            guard var row = found.first else {
                try transaction.execute(remove, key)
                continue
            }
            let newText = SearchText.of(name: "", vehicles: [try ClientSearchTable.searchedVehicle(&row)])
            if try row.optionalText() != newText { try transaction.execute(upsert, key + [.text(newText)]) }
        }
    }

    /// Those without an owner after this one, by their numbers.
    static func ownerless(after id: Int64, limit: Int, in transaction: any Transaction) throws -> [VehicleID] {
        try transaction.rows(
            "SELECT id FROM vehicles WHERE owner_id IS NULL AND id > $1 ORDER BY id LIMIT $2",
            [.integer(id), .integer(limit)]
        ).map { row in
            var row = row
            return try row.id()
        }
    }

    private static let find = """
        \(ClientSearchTable.searchedVehicles(", vehicle_search.text"))
        LEFT JOIN vehicle_search ON vehicle_search.vehicle_id = vehicles.id
        WHERE vehicles.id = $1 AND vehicles.owner_id IS NULL AND vehicles.is_hidden = 0
        """

    private static let upsert = Table(
        name: "vehicle_search",
        key: ["vehicle_id"],
        columns: ["vehicle_id", "text"]
    ).upsert

    private static let remove = "DELETE FROM vehicle_search WHERE vehicle_id = $1"
}
