import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Vehicles that nobody owns are found")
struct OwnerlessVehicleTests {
    private func found(_ typed: String, in store: DataStore) async throws -> [VehicleID] {
        try await store.clientSearch.ownerlessVehicles(matching: SearchQuery(typed), limit: 20).map(\.id)
    }

    private func add(
        _ plate: String?,
        vin: String? = nil,
        make: String = "MAZDA",
        owner: ClientID? = nil,
        to store: DataStore
    ) async throws -> Kept<Vehicle> {
        let makes = try await store.records.records(of: VehicleMake.self, includingHidden: false)
        var vehicle = Vehicle()
        vehicle.owner = owner
        vehicle.plateNumber = plate
        vehicle.vin = vin
        vehicle.make = try #require(makes.first { $0.record.name == make }).id
        vehicle.year = 2006
        return try await store.records.add(vehicle, by: .sample()).kept
    }

    @Test(
        "S0.22 S0.26 by plate in either alphabet, by VIN, by a make in both spellings, under the wrong layout",
        arguments: TestEngine.allCases,
        ["а 482 ор 97", "a482op", "482", "97", "jmzbk1", "мазда", "MAZDA", "vfplf", "ьфявф", "м", "мазда 482"]
    )
    func found(engine: TestEngine, typed: String) async throws {
        try await engine.withDatabase { store in
            let vehicle = try await add("А 482 ОР 97", vin: "JMZBK12Z651234567", to: store)
            _ = try await add("К 111 КК 50", vin: "XTA1", make: "TOYOTA", to: store)
            let found = try await store.clientSearch.ownerlessVehicles(matching: SearchQuery(typed), limit: 20)
            #expect(found.map(\.id) == [vehicle.id])
            #expect(found.first?.title == "MAZDA (2006)" && found.first?.plateNumber == "А 482 ОР 97")
            #expect(try await store.clientSearch.clients(matching: SearchQuery(typed), limit: 20) == [])
            #expect(try await store.clientSearch.ownerlessVehicles([vehicle.id]) == found)
        }
    }

    @Test(
        "the newest come first; those of clients and hidden ones are not among them; nothing finds nothing",
        arguments: TestEngine.allCases
    )
    func others(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let first = try await add("А 001 АА 50", to: store)
            let second = try await add("А 002 АА 50", to: store)
            let owned = try await add("А 003 АА 50", owner: try await store.addClient(), to: store)
            #expect(try await found("мазда", in: store) == [second.id, first.id])
            #expect(try await store.clientSearch.ownerlessVehicles([owned.id]) == [])
            for typed in ["", "%", "\"", "ауди", "' OR 1=1 --"] {
                #expect(try await found(typed, in: store).isEmpty, "\(typed)")
            }
            _ = try await store.records.setHidden(second.id, over: 1, to: true, by: .sample()).kept
            #expect(try await found("мазда", in: store) == [first.id])
            var changed = first.record
            changed.plateNumber = "О 777 ОО 77"
            _ = try await store.records.change(first.id, over: 1, to: changed, by: .sample()).kept
            #expect(try await found("001", in: store).isEmpty)
            #expect(try await found("o777oo", in: store) == [first.id])
            _ = try await store.records.setHidden(second.id, over: 2, to: false, by: .sample()).kept
            #expect(try await found("мазда", in: store) == [second.id, first.id])
        }
    }

    @Test(
        "those from before the search knew them, and those of a renamed make, follow some at a time",
        arguments: TestEngine.allCases
    )
    func renewed(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let vehicles = [
                try await add("А 001 АА 50", to: store), try await add("А 002 АА 50", to: store),
                try await add("А 003 АА 50", to: store),
            ]
            // As in a database from before.
            try await store.database.write { try $0.execute("DELETE FROM vehicle_search") }
            #expect(try await found("мазда", in: store).isEmpty)
            #expect(try await store.renewSearch(limit: 2) == 2)
            #expect(try await found("мазда", in: store).count == 2)
            while try await store.renewSearch(limit: 2) > 0 {}
            #expect(try await found("мазда", in: store) == vehicles.reversed().map(\.id))

            let make = try #require(vehicles[0].record.make)
            var mazda = try #require(try await store.records.record(make))
            mazda.record.cyrillicName = "Матсуда"
            _ = try await store.records.change(make, over: 1, to: mazda.record, by: .sample()).kept
            while try await store.renewSearch(limit: 2) > 0 {}
            #expect(try await found("матсуда", in: store).count == 3)
            #expect(try await found("мазда", in: store).isEmpty)
        }
    }
}
