import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("A vehicle changes hands")
struct VehicleOwnerTests {
    private func names(found typed: String, in store: DataStore) async throws -> [ClientID] {
        try await store.clientSearch.clients(matching: SearchQuery(typed), limit: 20).map(\.id)
    }

    private func add(_ plate: String, of owner: ClientID?, to store: DataStore) async throws -> Kept<Vehicle> {
        var vehicle = Vehicle()
        vehicle.plateNumber = plate
        vehicle.owner = owner
        return try await store.records.add(vehicle, by: .sample()).kept
    }

    private func give(
        _ vehicle: Kept<Vehicle>,
        to owner: ClientID?,
        in store: DataStore
    ) async throws -> Saving<Vehicle> {
        var record = vehicle.record
        record.owner = owner
        return try await store.records.change(vehicle.id, over: vehicle.version, to: record, by: .sample())
    }

    private func tellings(of client: ClientID, in store: DataStore) async throws -> [Change.Field] {
        try await store.records.history(of: client, limit: 10).flatMap(\.fields).filter { $0.name == "vehicle" }
    }

    @Test(
        "S0.22 who buys it is found by its plate, who had it is not, and the histories of all three say so",
        arguments: TestEngine.allCases
    )
    func sold(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let (first, second) = try await (store.addClient("Боровков"), store.addClient("Мясин"))
            let vehicle = try await add("О 731 СТ 178", of: nil, to: store)
            #expect(try await names(found: "731", in: store) == [])

            let bought = try await give(vehicle, to: first, in: store).kept
            #expect(try await names(found: "731", in: store) == [first])
            #expect(try await store.clientSearch.ownerlessVehicles(matching: SearchQuery("731"), limit: 5) == [])
            var paper = Document()
            paper.client = first
            paper.vehicle = vehicle.id
            let document = try await store.documents.add(paper, by: .sample()).kept

            let sold = try await give(bought, to: second, in: store).kept
            #expect(try await names(found: "731", in: store) == [second])
            #expect(try await store.records.record(document.id)?.record.client == first)

            let given = try await give(sold, to: nil, in: store).kept
            #expect(try await names(found: "731", in: store) == [])
            let found = try await store.clientSearch.ownerlessVehicles(matching: SearchQuery("731"), limit: 5)
            #expect(found.map(\.id) == [vehicle.id])

            let (one, car) = (vehicle.id.description, try await store.records.history(of: given.id, limit: 10))
            let owners = car.flatMap(\.fields).filter { $0.name == "owner_id" }
            #expect(owners.map(\.after) == [nil, second.description, first.description])
            let had = Change.Field(name: "vehicle", before: one, after: nil)
            let got = Change.Field(name: "vehicle", before: nil, after: one)
            #expect(try await tellings(of: first, in: store) == [had, got])
            #expect(try await tellings(of: second, in: store) == [had, got])
        }
    }

    @Test("what says nothing new of the owner is told to nobody", arguments: TestEngine.allCases)
    func unchanged(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let client = try await store.addClient()
            let vehicle = try await add("О 731 СТ 178", of: client, to: store)
            var record = vehicle.record
            record.year = 2006
            let changed = try await store.records.change(vehicle.id, over: 1, to: record, by: .sample()).kept
            _ = try await store.records.setHidden(vehicle.id, over: changed.version, to: true, by: .sample()).kept
            #expect(try await tellings(of: client, in: store) == [])
        }
    }

    @Test(
        "it is not given to who is nobody, hidden, or part of another; nor over a change that was not seen",
        arguments: TestEngine.allCases
    )
    func refused(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let (whole, part) = try await (store.addClient("Боровков"), store.addClient("Боровков С."))
            let hidden = try await store.addClient("Мясин")
            _ = try await store.clients.setHidden(hidden, over: 1, to: true, by: .sample()).kept
            _ = try await store.clients.merge(part, into: whole, by: .sample())
            let vehicle = try await add("О 731 СТ 178", of: nil, to: store)
            let refusal = Saving<Vehicle>.refused([FieldProblem("owner_id", .noSuchRecord)])
            for owner in [part, hidden, ClientID(999_999)] {
                #expect(try await give(vehicle, to: owner, in: store) == refusal, "\(owner)")
            }
            var record = vehicle.record
            record.owner = part
            #expect(try await store.records.add(record, by: .sample()) == refusal)
            let owned = try await give(vehicle, to: whole, in: store).kept
            #expect(try await give(vehicle, to: nil, in: store) == .stale(owned))
        }
    }
}
