import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

extension DataStore {
    @discardableResult
    func addAttribute(
        _ name: String,
        _ kind: ClientAttribute.Kind = .text,
        place: Int64 = 0,
        _ change: (inout ClientAttribute) -> Void = { _ in }
    ) async throws -> ClientAttributeID {
        var attribute = ClientAttribute()
        (attribute.name, attribute.kind, attribute.place) = (name, kind, place)
        change(&attribute)
        return try await records.add(attribute, by: .sample()).kept.id
    }
}

@Suite("Attributes of clients in the database")
struct ClientAttributeStoreTests {
    private func client(_ name: String, _ attributes: [ClientAttributeID: String] = [:]) -> Client {
        var client = Client()
        (client.name, client.attributes) = (name, attributes)
        return client
    }

    @Test(
        "S3.23 a supervisor says what there is; values are kept as their kind has them, with history, over the version that was seen",
        arguments: TestEngine.allCases
    )
    func kept(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let policy = try await store.addAttribute("Полис", place: 1)
            let rest = try await store.addAttribute("Остаток", .money, place: 2) { $0.spot = .panel }
            let level = try await store.addAttribute("Уровень", .choice, place: 3) {
                $0.choices = "Золотой\nСеребряный"
            }
            var twice = ClientAttribute()
            twice.name = "Полис"
            let taken = Saving<ClientAttribute>.refused([FieldProblem("name", .taken)])
            #expect(try await store.records.add(twice, by: .sample()) == taken)

            let typed: [ClientAttributeID: String] = [policy: " 12-345 ", rest: "1 234,5", level: "золотой"]
            let kept = try await store.clients.add(client("Боровков", typed), by: .sample()).kept
            let values: [ClientAttributeID: String] = [policy: "12-345", rest: "1234.50", level: "Золотой"]
            #expect(kept.record.attributes == values)
            #expect(try await store.clients.client(kept.id) == kept)
            let dossier = try #require(try await store.clients.dossier(kept.id))
            #expect(dossier.attributes.map(\.value) == ["12-345", "1234.50", "Золотой"])

            var changed = kept.record
            changed.attributes[rest] = "много"
            changed.attributes[ClientAttributeID(999)] = "x"
            let refused = try await store.clients.change(kept.id, over: 1, to: changed, by: .sample())
            let problems = [
                FieldProblem("attribute_\(rest)", .malformed), FieldProblem("attribute_999", .noSuchRecord),
            ]
            #expect(refused == .refused(problems))
            changed.attributes = [policy: "12-346", rest: "", level: "Золотой"]
            let later = try await store.clients.change(kept.id, over: 1, to: changed, by: .sample()).kept
            #expect(later.record.attributes == [policy: "12-346", level: "Золотой"])
            guard case .stale = try await store.clients.change(kept.id, over: 1, to: changed, by: .sample()) else {
                Issue.record("written over what nobody has seen")
                return
            }
            let fields = try await store.records.history(of: kept.id, limit: 10).flatMap(\.fields)
            let told = fields.filter { $0.name == "attributes" }
            #expect(told.first?.before == "Полис: 12-345\nОстаток: 1234.50" && told.first?.after == "Полис: 12-346")

            // One that is hidden is shown nowhere, and what clients have of it stays.
            _ = try await store.records.setHidden(policy, over: 1, to: true, by: .sample())
            #expect(try await store.clients.dossier(kept.id)?.attributes.map(\.value) == ["Золотой"])
            #expect(try await store.clients.client(kept.id)?.record.attributes[policy] == "12-346")
        }
    }

    @Test("S3.23 clients are found by a value, and by texts in the one search box, too", arguments: TestEngine.allCases)
    func found(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let policy = try await store.addAttribute("Полис")
            let rest = try await store.addAttribute("Остаток", .money)
            let first = try await store.clients.add(
                client("Боровков", [policy: "АЖ 12-345", rest: "100"]),
                by: .sample()
            ).kept.id
            let second = try await store.clients.add(client("Мельник", [policy: "АЖ 99", rest: "200"]), by: .sample())
                .kept
            func ids(_ value: String, _ attribute: ClientAttributeID) async throws -> [ClientID] {
                try await store.clientSearch.clients(with: value, of: attribute, limit: 9).map(\.id)
            }
            #expect(try await ids("аж", policy) == [first, second.id])
            #expect(try await ids("13 345", policy) == [])
            #expect(try await ids("12 345", policy) == [first])
            #expect(try await ids("100,00", rest) == [first])
            for (nothing, attribute) in [("10", rest), ("много", rest), ("%", policy)] {
                #expect(try await ids(nothing, attribute) == [])
            }
            #expect(try await ids("100", ClientAttributeID(99)) == [])
            func box(_ typed: String) async throws -> [ClientID] {
                try await store.clientSearch.clients(matching: SearchQuery(typed), limit: 9).map(\.id)
            }
            #expect(try await box("345") == [first])
            #expect(try await box("346") == [])
            var changed = second.record
            changed.attributes[policy] = "345 новый"
            _ = try await store.clients.change(second.id, over: 1, to: changed, by: .sample()).kept
            #expect(try await Set(box("345")) == [first, second.id])
        }
    }

    @Test(
        "S3.23 a client that becomes part of another leaves it the values that it lacks, and takes them back",
        arguments: TestEngine.allCases
    )
    func merged(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let policy = try await store.addAttribute("Полис")
            let rest = try await store.addAttribute("Остаток", .money)
            let since = try await store.addAttribute("Клиент с", .date)
            let whole = try await store.clients.add(client("Боровков С.", [policy: "1"]), by: .sample()).kept.id
            let part = try await store.clients.add(
                client("Боровков", [policy: "2", rest: "100", since: "2020-01-02"]),
                by: .sample()
            ).kept.id
            #expect(try await store.clients.merge(part, into: whole, by: .sample()) == .done(whole))
            let both = try #require(try await store.clients.client(whole))
            #expect(both.record.attributes == [policy: "1", rest: "100.00", since: "2020-01-02"])
            // What was changed since stays.
            var changed = both.record
            changed.attributes[since] = "2021-01-02"
            _ = try await store.clients.change(whole, over: both.version, to: changed, by: .sample()).kept
            #expect(try await store.clients.separate(part, by: .sample()) == .done(part))
            let attributes = try await store.clients.client(whole)?.record.attributes
            #expect(attributes == [policy: "1", since: "2021-01-02"])
            let own = try await store.clients.client(part)?.record.attributes
            #expect(own == [policy: "2", rest: "100.00", since: "2020-01-02"])
        }
    }

    @Test("S3.23 an import writes many values at once, and says of each what is wrong", arguments: TestEngine.allCases)
    func imported(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let policy = try await store.addAttribute("Полис")
            let rest = try await store.addAttribute("Остаток", .money)
            let first = try await store.clients.add(client("Боровков", [policy: "1", rest: "5"]), by: .sample()).kept.id
            let second = try await store.clients.add(client("Мельник"), by: .sample()).kept.id
            let problems = try await store.clients.set(
                [
                    AttributeValue(client: first, attribute: rest, value: "1 000,5"),
                    AttributeValue(client: first, attribute: policy, value: ""),
                    AttributeValue(client: second, attribute: rest, value: "ноль"),
                    AttributeValue(client: second, attribute: policy, value: "2"),
                    AttributeValue(client: ClientID(999), attribute: policy, value: "3"),
                    AttributeValue(client: second, attribute: ClientAttributeID(999), value: "4"),
                ],
                by: .sample()
            )
            #expect(problems == [nil, nil, .malformed, nil, .noSuchRecord, .noSuchRecord])
            let kept = try #require(try await store.clients.client(first))
            #expect(kept.record.attributes == [rest: "1000.50"] && kept.version == 2)
            #expect(try await store.clients.client(second)?.record.attributes == [policy: "2"])
            let told = try await store.records.history(of: first, limit: 1).flatMap(\.fields)
            #expect(told.map(\.after) == ["Остаток: 1000.50"] && told.map(\.before) == ["Остаток: 5.00\nПолис: 1"])
            // The same again changes nothing.
            let again = try await store.clients.set(
                [AttributeValue(client: first, attribute: rest, value: "1000,50")],
                by: .sample()
            )
            #expect(again == [nil])
            #expect(try await store.clients.client(first)?.version == 2)
        }
    }
}
