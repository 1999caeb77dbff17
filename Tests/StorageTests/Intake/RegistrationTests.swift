import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Registering a visit in one card")
struct RegistrationTests {
    private func begin(_ taker: SampleTaker, by channel: String = "visit") async throws -> Intake {
        let channels = try await taker.store.records.records(of: ContactChannel.self, includingHidden: false)
        let id = try #require(channels.first { $0.record.code == channel }).id
        let registration = Script.registrationCode
        return try #require(try await taker.desk.begin(channel: id, by: taker.user, usual: registration))
    }

    private func addDocument(_ kind: Document.Kind, of client: ClientID, isOpen: Bool, to store: DataStore) async throws
    {
        var document = Document()
        document.kind = kind
        document.client = client
        document.isOpen = isOpen
        document.at = .sample(kind == .invoice ? 20 : 10)
        _ = try await store.documents.add(document, by: RecordAuthor(nil, at: .sample(0)))
    }

    @Test(
        "S1.11 the reason follows from the first open document of the client; one that was chosen is left as it is",
        arguments: TestEngine.allCases
    )
    func reason(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let taker = SampleTaker(store, as: try await store.access.add(.sample("petrova")))
            let client = try await store.addClient()
            let (parts, repair) = try await (store.reason("parts"), store.reason("private_repair"))
            try await addDocument(.invoice, of: client, isOpen: false, to: store)
            let without = try #require(try await taker.go(begin(taker), .stay, ["client": client.description]).shown)
            #expect(without.run.answers["reason"] == nil)
            try await addDocument(.workOrder, of: client, isOpen: true, to: store)
            let service = try #require(try await taker.go(begin(taker), .stay, ["client": client.description]).shown)
            #expect(service.run.answers["reason"] == repair.description)
            try await addDocument(.invoice, of: client, isOpen: true, to: store)
            let shop = try #require(try await taker.go(begin(taker), .stay, ["client": client.description]).shown)
            #expect(shop.run.answers["reason"] == parts.description)
            let other = try await store.reason("other")
            let typed = ["client": client.description, "reason": other.description]
            let chosen = try #require(try await taker.go(begin(taker), .stay, typed).shown)
            #expect(chosen.run.answers["reason"] == other.description)
        }
    }

    @Test(
        "S1.10 the contact keeps client, car, note and responsible employee, and is registered by one step",
        arguments: TestEngine.allCases
    )
    func registered(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let taker = SampleTaker(store, as: try await store.access.add(.sample("petrova")))
            let client = try await store.addClient()
            var vehicle = Vehicle()
            vehicle.owner = client
            vehicle.plateNumber = "А482ОР97"
            guard case .saved(let car) = try await store.records.add(vehicle, by: RecordAuthor(nil, at: .sample(0)))
            else {
                Issue.record("The car was not kept")
                return
            }
            let advisor = try await store.addEmployee("Рожин Олег Юрьевич")
            let reason = try await store.reason("private_repair")
            let typed = [
                "client": client.description, "vehicle": car.id.description, "reason": reason.description,
                "employee": advisor.description, "comment": "ждёт в зале",
            ]
            let contact = try #require(try await taker.go(begin(taker), .next, typed).registered).record
            #expect(contact.number != nil && contact.client == client && contact.vehicle == car.id)
            #expect(contact.reason == reason && contact.responsible == advisor && contact.comment == "ждёт в зале")
        }
    }

    @Test(
        "another channel chosen on the card keeps the card; a channel with a script of its own leads there",
        arguments: TestEngine.allCases
    )
    func channel(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let taker = SampleTaker(store, as: try await store.access.add(.sample("petrova")))
            let channels = try await store.records.records(of: ContactChannel.self, includingHidden: false)
            let web = try #require(channels.first { $0.record.code == "web" }).id
            let moved = try #require(try await taker.go(begin(taker), .stay, ["channel": web.description]).shown)
            #expect(moved.run.script == .registration && moved.contact.record.channel == web)
            let calls = try #require(try await store.scripts.script(coded: Script.inboundContactCode))
            var use = ScriptUse()
            use.channels = [web]
            #expect(try await store.scripts.set(use, of: calls.id))
            let other = try #require(try await taker.go(begin(taker), .stay, ["channel": web.description]).shown)
            #expect(other.run.script == .inboundContact)
        }
    }
}
