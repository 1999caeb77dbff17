import ContactCenter
import Foundation

/// Many clients that are made up, with their telephones and cars, for the benchmarks and the tests of the search.
package struct SampleClients: Sendable {
    package let seed: UInt64
    package let count: Int

    package init(seed: UInt64, count: Int) {
        self.seed = seed
        self.count = count
    }

    private static let step = 5_000
    private static let tables = ["clients", "client_phones", "vehicles"]
    private static let found = "client_search"
    private static let years = 5.0

    /// Fills a database that has no clients, faster than by adding them. Four of five clients were in contact within the five
    /// years before `now`. Clients have the numbers from 1 on.
    package func fill(_ store: DataStore, at now: Date) async throws {
        let makes = try await fillMakes(store)
        if count > Self.step {
            try await DroppedIndexes.filling(Self.tables, of: store) { try await fillRows(store, makes, at: now) }
            // What is found is read by the indexes of the others: they are there again.
            try await DroppedIndexes.filling([Self.found], of: store) { try await fillSearch(store) }
        } else {
            try await fillRows(store, makes, at: now)
            try await fillSearch(store)
        }
        try await store.database.write { transaction in
            for table in Self.tables + [Self.found] { try transaction.execute("ANALYZE \(table)") }
        }
    }

    private func fillRows(_ store: DataStore, _ makes: [String: Int64], at now: Date) async throws {
        for numbers in portions {
            try await store.database.write { try insert(numbers, makes: makes, at: now, in: $0) }
        }
    }

    private func fillSearch(_ store: DataStore) async throws {
        for numbers in portions {
            let clients = numbers.map { ClientID(Int64($0 + 1)) }
            try await store.database.write { try ClientSearchTable.write(clients, in: $0) }
        }
    }

    private var portions: [Range<Int>] {
        stride(from: 0, to: count, by: Self.step).map { $0..<min($0 + Self.step, count) }
    }

    private func insert(
        _ numbers: Range<Int>,
        makes: [String: Int64],
        at now: Date,
        in transaction: any Transaction
    ) throws {
        var clients: [[SQLValue]] = []
        var phones: [[SQLValue]] = []
        var vehicles: [[SQLValue]] = []
        for number in numbers {
            let sample = SampleClient(number, seed: seed)
            var random = SampleRandom(seed: seed &+ 1, number)
            let age = Double(random.number(below: 1_000_000_000)) / 1_000_000_000 * Self.years * 366 * 86_400
            clients.append([
                .text(sample.client.kind), .text(sample.client.name), .text(sample.client.clientType),
                .instant(random.happens(80) ? now.addingTimeInterval(-age) : nil),
            ])
            for (ordinal, phone) in sample.client.phones.enumerated() {
                phones.append([
                    .integer(number + 1), .integer(ordinal), .text(phone.kind), .text(phone.number), .text(phone.key),
                    .text(phone.person),
                ])
            }
            if let vehicle = sample.vehicle {
                vehicles.append([
                    .integer(number + 1), .text(vehicle.plateNumber), .text(vehicle.vin),
                    .integer(makes[vehicle.make.name]), .integer(makes[vehicle.make.name + " " + vehicle.model]),
                    .integer(vehicle.year),
                ])
            }
        }
        try transaction.execute(
            "INSERT INTO clients (kind, name, client_type, last_contact_at) VALUES ($1, $2, $3, $4)",
            each: clients
        )
        try transaction.execute(
            """
            INSERT INTO client_phones (client_id, ordinal, kind, number, number_key, person)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            each: phones
        )
        try transaction.execute(
            """
            INSERT INTO vehicles (owner_id, plate_number, vin, make_id, model_id, year)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            each: vehicles
        )
    }

    /// - Returns: the ids of makes and models, by `MAZDA` and `MAZDA Premacy`.
    private func fillMakes(_ store: DataStore) async throws -> [String: Int64] {
        try await store.database.write { transaction in
            var ids: [String: Int64] = [:]
            for make in SampleVehicle.makes {
                let known = try transaction.rows("SELECT id FROM vehicle_makes WHERE name = $1", [.text(make.name)])
                let rows =
                    try known.isEmpty
                    ? transaction.rows(
                        "INSERT INTO vehicle_makes (name, cyrillic_name) VALUES ($1, $2) RETURNING id",
                        [.text(make.name), .text(make.cyrillicName)]
                    ) : known
                guard var row = rows.first else { continue }
                let id = try row.integer()
                ids[make.name] = id
                for model in make.models {
                    let values: [SQLValue] = [.integer(id), .text(model)]
                    let known = try transaction.rows(
                        "SELECT id FROM vehicle_models WHERE make_id = $1 AND name = $2 AND is_hidden = 0",
                        values
                    )
                    let rows =
                        try known.isEmpty
                        ? transaction.rows(
                            "INSERT INTO vehicle_models (make_id, name) VALUES ($1, $2) RETURNING id",
                            values
                        ) : known
                    if var row = rows.first { ids["\(make.name) \(model)"] = try row.integer() }
                }
            }
            return ids
        }
    }
}
