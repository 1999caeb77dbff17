import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Makes and models are found by both of their names, also after one was changed")
struct SearchRenewalTests {
    private func found(_ typed: String, in store: DataStore) async throws -> [ClientID] {
        try await store.clientSearch.clients(matching: SearchQuery(typed), limit: 20).map(\.id)
    }

    private func model(_ name: String, of make: String, in store: DataStore) async throws -> Kept<VehicleModel> {
        let makes = try await store.records.records(of: VehicleMake.self, includingHidden: false)
        let make = try #require(makes.first { $0.record.name == make })
        let models = try await store.records.records(of: VehicleModel.self, includingHidden: false)
        return try #require(models.first { $0.record.name == name && $0.record.make == make.id })
    }

    @Test(
        "S0.26 the models that are common in Russia are there, and a client is found by one in either spelling",
        arguments: TestEngine.allCases
    )
    func shipped(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let models = try await store.records.records(of: VehicleModel.self, includingHidden: false)
            let makes = try await store.records.records(of: VehicleMake.self, includingHidden: false)
            #expect(Set(models.map(\.record.make)) == Set(makes.map(\.id)))
            let names = models.map { "\($0.record.make?.rawValue ?? 0) \($0.record.name.lowercased())" }
            #expect(Set(names).count == names.count)
            for make in SampleVehicle.makes {
                for name in make.models {
                    #expect(models.contains { $0.record.name == name }, "\(make.name) \(name)")
                }
            }
            let premacy = try await model("Premacy", of: "MAZDA", in: store)
            let client = try await store.addClient()
            var vehicle = Vehicle()
            vehicle.owner = client
            vehicle.make = premacy.record.make
            vehicle.model = premacy.id
            _ = try await store.records.add(vehicle, by: .sample()).kept
            for typed in ["premacy", "премаси", "ghtvfcb", "мазда прем"] {
                #expect(try await found(typed, in: store) == [client], "\(typed)")
            }
        }
    }

    @Test("a make that is renamed is found by its new name, some clients at a time", arguments: TestEngine.allCases)
    func renamed(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let premacy = try await model("Premacy", of: "MAZDA", in: store)
            let make = try #require(premacy.record.make)
            var clients: [ClientID] = []
            for _ in 0..<5 {
                let client = try await store.addClient()
                clients.append(client)
                var vehicle = Vehicle()
                vehicle.owner = client
                vehicle.make = make
                vehicle.model = premacy.id
                for _ in 0..<2 { _ = try await store.records.add(vehicle, by: .sample()).kept }
            }
            var mazda = try #require(try await store.records.record(make))
            mazda.record.cyrillicName = "Матсуда"
            _ = try await store.records.change(make, over: 1, to: mazda.record, by: .sample()).kept
            #expect(try await found("матсуда", in: store).isEmpty)
            // Two at a time; each step is a transaction of its own.
            #expect(try await store.renewSearch(limit: 2) == 2)
            #expect(try await found("матсуда", in: store).count == 2)
            while try await store.renewSearch(limit: 2) > 0 {}
            #expect(try await Set(found("матсуда", in: store)) == Set(clients))
            #expect(try await found("мазда", in: store).isEmpty)

            var model = premacy.record
            model.cyrillicName = "Премьера"
            _ = try await store.records.change(premacy.id, over: 1, to: model, by: .sample()).kept
            while try await store.renewSearch(limit: 200) > 0 {}
            #expect(try await Set(found("премьера", in: store)) == Set(clients))
            #expect(try await store.renewSearch(limit: 200) == 0)
        }
    }
}
