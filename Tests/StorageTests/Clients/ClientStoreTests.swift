import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Clients are kept with all that belongs to them")
struct ClientStoreTests {
    private let program = RecordAuthor(nil, at: .sample(0))

    private static func client(_ name: String, _ phones: [ClientPhone] = []) -> Client {
        var client = Client()
        client.name = name
        client.phones = phones
        return client
    }

    private func add(_ client: Client, to store: DataStore) async throws -> Kept<Client> {
        guard case .saved(let kept) = try await store.clients.add(client, by: program) else {
            throw CocoaError(.featureUnsupported)
        }
        return kept
    }

    private func found(_ typed: String, in store: DataStore) async throws -> [ClientID] {
        try await store.clientSearch.clients(matching: SearchQuery(typed), limit: 20).map(\.id)
    }

    @Test(
        "S0.23 a client is kept with phones of several kinds; what is no number is kept as typed, without a key",
        arguments: TestEngine.allCases
    )
    func adding(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var client = Self.client(
                " ООО «Вектор» ",
                [
                    ClientPhone(number: " 8 (953) 523-72-71 ", person: "Константин"),
                    ClientPhone(kind: .work, number: "спросить на проходной"),
                    ClientPhone(number: "  "),
                ]
            )
            client.kind = .organisation
            client.emails = ["info@example.org", ""]
            client.addresses = ["Автозаводская, 1"]
            let kept = try await add(client, to: store)
            #expect(try await store.clients.client(kept.id) == kept)
            #expect(kept.record.name == "ООО «Вектор»")
            #expect(kept.record.phones.map(\.number) == ["8 (953) 523-72-71", "спросить на проходной"])
            #expect(kept.record.phones.map(\.key) == [NumberKey("+79535237271"), nil])
            #expect(kept.record.emails == ["info@example.org"])
            #expect(try await found("вектор", in: store) == [kept.id])
            #expect(try await found("констант", in: store) == [kept.id])
            let history = try await store.records.history(of: kept.id, limit: 10)
            #expect(history.map(\.kind) == [.added])
            #expect(
                history.first?.fields.map(\.name) == ["kind", "name", "client_type", "phones", "emails", "addresses"]
            )
        }
    }

    @Test("what a client cannot be is refused by the name of the field", arguments: TestEngine.allCases)
    func refused(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var client = Self.client("  ", [ClientPhone(number: String(repeating: "1", count: 65))])
            client.note = String(repeating: "я", count: 4_001)
            client.emails = Array(repeating: "a@example.org", count: 51)
            let saving = try await store.clients.add(client, by: program)
            let problems = [
                FieldProblem("name", .required), FieldProblem("note", .tooLong(limit: 4_000)),
                FieldProblem("phones", .tooLong(limit: 64)), FieldProblem("emails", .outOfRange(0...50)),
            ]
            #expect(saving == .refused(problems))
        }
    }

    @Test(
        "two who edit the same client never overwrite each other, nor does who hides it",
        arguments: TestEngine.allCases
    )
    func stale(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let kept = try await add(Self.client("Иванов Иван", [ClientPhone(number: "6467171")]), to: store)
            var mine = kept.record
            mine.phones.append(ClientPhone(kind: .mobile, number: "89535237271"))
            let first = try await store.clients.change(kept.id, over: 1, to: mine, by: program)
            guard case .saved(let changed) = first else {
                Issue.record("\(first)")
                return
            }
            #expect(changed.version == 2)
            #expect(try await store.clients.change(kept.id, over: 1, to: kept.record, by: program) == .stale(changed))
            #expect(try await store.clients.setHidden(kept.id, over: 1, to: true, by: program) == .stale(changed))
            // Nothing new is no change.
            #expect(
                try await store.clients.change(kept.id, over: 2, to: changed.record, by: program) == .saved(changed)
            )
            #expect(try await found("7271", in: store) == [kept.id])
            _ = try await store.clients.setHidden(kept.id, over: 2, to: true, by: program)
            #expect(try await found("7271", in: store) == [])
            _ = try await store.clients.setHidden(kept.id, over: 3, to: false, by: program)
            #expect(try await found("7271", in: store) == [kept.id])
            let history = try await store.records.history(of: kept.id, limit: 10)
            #expect(history.map(\.kind) == [.restored, .hidden, .changed, .added])
            #expect(history[2].fields.map(\.after) == ["6467171\n89535237271"])
            #expect(try await store.clients.change(ClientID(99), over: 1, to: mine, by: program) == .missing)
        }
    }

    @Test("a client is found by a vehicle that comes, changes hands or is hidden", arguments: TestEngine.allCases)
    func vehicles(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let first = try await add(Self.client("Иванов Иван"), to: store)
            let second = try await add(Self.client("Смирнова Анна"), to: store)
            var vehicle = Vehicle()
            vehicle.owner = first.id
            vehicle.plateNumber = "А 482 ОР 97"
            guard case .saved(let kept) = try await store.records.add(vehicle, by: program) else { return }
            #expect(try await found("482op", in: store) == [first.id])
            vehicle.owner = second.id
            _ = try await store.records.change(kept.id, over: 1, to: vehicle, by: program)
            #expect(try await found("482op", in: store) == [second.id])
            _ = try await store.records.setHidden(kept.id, over: 2, to: true, by: program)
            #expect(try await found("482op", in: store) == [])
        }
    }

    @Test(
        "S1.8 a client's contacts and documents are told by direction, beside the status that people set",
        arguments: TestEngine.allCases
    )
    func statuses(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var client = Self.client("Ролёв Пётр")
            client.statuses[.shop] = .vip
            let kept = try await add(client, to: store)
            #expect(try await store.clients.client(kept.id)?.record.statuses == [.shop: .vip])
            let reasons = try await store.records.records(of: Reason.self, includingHidden: false)
            for (number, direction) in [ReasonCategory.service, .service, .other].enumerated() {
                var contact = Contact()
                contact.at = .sample(Double(number))
                contact.client = kept.id
                contact.reason = reasons.first { $0.record.category == direction }?.id
                _ = try await store.contacts.begin(contact, by: RecordAuthor(nil, at: contact.at))
            }
            for (number, kind) in [Document.Kind.workOrder, .appointment, .testDrive].enumerated() {
                var document = Document()
                document.kind = kind
                document.at = .sample(Double(10 + number))
                document.client = kept.id
                document.isOpen = kind != .testDrive
                _ = try await store.documents.add(document, by: program)
            }
            let dossier = try #require(try await store.clients.dossier(kept.id))
            #expect(
                dossier.dealings == [
                    .service: ClientDealings(lastContactAt: .sample(1), lastDocumentAt: .sample(11)),
                    .showroom: ClientDealings(lastDocumentAt: .sample(12)),
                    .other: ClientDealings(lastContactAt: .sample(2)),
                ]
            )
            client.statuses = [.service: .lost]
            _ = try await store.clients.change(kept.id, over: kept.version, to: client, by: program)
            #expect(try await store.clients.client(kept.id)?.record.statuses == [.service: .lost])
            let history = try await store.records.history(of: kept.id, limit: 1)
            #expect(history.first?.fields.map(\.name).sorted() == ["service_status", "shop_status"])
        }
    }

    @Test(
        "two clients become one, with vehicles, documents, contacts and numbers, and can be separated again",
        arguments: TestEngine.allCases
    )
    func merging(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let phone = ClientPhone(number: "8 (953) 523-72-71")
            let whole = try await add(Self.client("Иванов Иван", [phone]), to: store)
            let part = try await add(
                Self.client("Иванов И. И.", [ClientPhone(number: "+79535237271"), ClientPhone(number: "6467171")]),
                to: store
            )
            var vehicle = Vehicle()
            vehicle.owner = part.id
            vehicle.plateNumber = "А482ОР97"
            _ = try await store.records.add(vehicle, by: program)
            var document = Document()
            document.client = part.id
            _ = try await store.documents.add(document, by: program)
            var contact = Contact()
            contact.at = .sample(5)
            contact.client = part.id
            _ = try await store.contacts.begin(contact, by: RecordAuthor(nil, at: .sample(5)))
            try await store.database.write { try ClientSearchTable.contacted(part.id, at: .sample(5), in: $0) }
            let doubles = try await store.clients.likelyDoubles(limit: 10)
            #expect(
                doubles == [LikelyDouble(first: whole.id, second: part.id, common: .number(NumberKey("+79535237271")))]
            )

            #expect(try await store.clients.merge(part.id, into: part.id, by: program) == .refused)
            #expect(try await store.clients.merge(part.id, into: whole.id, by: program) == .done(whole.id))
            #expect(try await store.clients.merge(part.id, into: whole.id, by: program) == .refused)
            let one = try #require(try await store.clients.dossier(whole.id))
            #expect(one.client.record.phones.map(\.number) == ["8 (953) 523-72-71", "6467171"])
            #expect((one.vehicles.count, one.documents.count, one.contacts.count) == (1, 1, 1))
            #expect((one.parts, one.lastContactAt) == ([part.id], .sample(5)))
            #expect(try await store.clients.dossier(part.id)?.mergedInto == whole.id)
            #expect(try await found("482", in: store) == [whole.id])
            #expect(
                try await store.clientSearch.clients(behind: NumberKey("6467171"), limit: 5).map(\.id) == [whole.id]
            )
            #expect(try await store.clients.likelyDoubles(limit: 10) == [])

            #expect(try await store.clients.separate(part.id, by: program) == .done(part.id))
            #expect(try await store.clients.separate(part.id, by: program) == .refused)
            let other = try #require(try await store.clients.dossier(part.id))
            #expect((other.vehicles.count, other.documents.count, other.contacts.count) == (1, 1, 1))
            let left = try #require(try await store.clients.dossier(whole.id))
            #expect(left.client.record.phones.map(\.number) == ["8 (953) 523-72-71"])
            #expect((left.vehicles.count, left.documents.count, left.contacts.count) == (0, 0, 0))
            #expect(left.lastContactAt == nil)
            #expect(try await found("482", in: store) == [part.id])
            #expect(left.changes.map(\.kind) == [.separated, .merged, .added])
        }
    }

    @Test(
        "two of the same name with a common e-mail address or vehicle are likely one; a family is not",
        arguments: TestEngine.allCases
    )
    func namesakes(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            func client(_ name: String, email: String? = nil, plate: String? = nil) async throws -> ClientID {
                var client = Self.client(name)
                client.emails = [email].compactMap(\.self)
                let kept = try await add(client, to: store)
                if let plate {
                    var vehicle = Vehicle()
                    vehicle.owner = kept.id
                    vehicle.plateNumber = plate
                    _ = try await store.records.add(vehicle, by: program)
                }
                return kept.id
            }
            let one = try await client("Королёв Пётр", email: "Petr@example.org")
            let same = try await client("пётр королев", email: "petr@example.org")
            _ = try await client("Королёва Анна", email: "anna@example.org", plate: "А 482 ОР 97")
            let driver = try await client("Мясин Максим", plate: "А482ОР-97")
            let again = try await client("Мясин  Максим", plate: "A482OP97")
            // A vehicle of a family: whose first and last owner have different names.
            _ = try await client("Мельник Иван", plate: "Т715КС177")
            _ = try await client("Мельник Ольга", plate: "Т715КС177")
            _ = try await client("Боровков Сергей")
            _ = try await client("Боровков Сергей")
            let doubles = try await store.clients.likelyDoubles(limit: 10)
            #expect(
                doubles == [
                    LikelyDouble(first: one, second: same, common: .email("petr@example.org")),
                    LikelyDouble(first: driver, second: again, common: .vehicle("A482OP97")),
                ]
            )
        }
    }

    @Test(
        "S0.35 a document made here has the next number of its kind, an imported one keeps its own",
        arguments: TestEngine.allCases
    )
    func documents(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var order = Document()
            order.kind = .workOrder
            order.number = "A000000002"
            order.at = .sample(0)
            _ = try await store.documents.add(order, by: program)
            #expect(try await store.documents.add(order, by: program) == .refused([FieldProblem("number", .taken)]))
            order.number = ""
            order.at = .sample(1)
            order.isOpen = false
            for _ in 0..<2 { _ = try await store.documents.add(order, by: program) }
            let all = try await store.documents.documents(where: DocumentFilter(), after: nil, limit: 10)
            #expect(all.map(\.record.number) == ["A000000003", "A000000001", "A000000002"])
            let next = try await store.documents.documents(
                where: DocumentFilter(),
                after: (all[0].record.at, all[0].id),
                limit: 1
            )
            #expect(next == [all[1]])
            var filter = DocumentFilter()
            filter.isOpen = true
            filter.number = "A0"
            #expect(try await store.documents.documents(where: filter, after: nil, limit: 10) == [all[2]])
        }
    }
}
