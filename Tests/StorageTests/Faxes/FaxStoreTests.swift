import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("The journal of faxes") struct FaxStoreTests {
    private func fax(
        _ user: User,
        number: String? = "+74952139851",
        call: CallID? = nil,
        client: ClientID? = nil,
        document: DocumentID? = nil,
        at second: Double = 0
    ) -> Fax {
        Fax(
            key: .random(),
            user: user.id,
            number: number,
            call: call,
            client: client,
            document: document,
            title: "Счёт № 5.pdf",
            pages: 2,
            at: .sample(second)
        )
    }

    @Test(
        "S4.11 who sent what, where to, about whom and which document, is read as it was written",
        arguments: TestEngine.allCases
    )
    func written(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample("anna"))
            let clients = try await store.addClient("ООО «Ромашка»")
            var document = Document()
            (document.kind, document.client) = (.invoice, clients)
            guard case .saved(let documents) = try await store.documents.add(document, by: .sample(anna)) else {
                throw StorageError(.failed, "The document was not saved.")
            }
            let sent = fax(anna, call: .sample(1), client: clients, document: documents.id)
            let id = try await store.faxes.add(sent)
            let entry = try #require(try await store.faxes.fax(id, of: nil))
            #expect(entry.fax == sent)
            #expect(entry.userName == anna.displayName && entry.clientName == "ООО «Ромашка»")
            #expect(entry.documentNumber?.isEmpty == false)
            #expect(entry.end == nil && entry.endedAt == nil)
            #expect(try await store.faxes.underWay() == [sent])
        }
    }

    @Test(
        "S4.11 it ends once: what comes later changes nothing, unless nobody knew how",
        arguments: TestEngine.allCases
    )
    func ends(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample("anna"))
            let ends: [FaxEnd] = [
                .sent(pages: 2), .failed(.dropped, pages: 1, words: "The call dropped prematurely"),
                .failed(.busy, pages: 0, words: nil),
            ]
            for (place, end) in ends.enumerated() {
                let sent = fax(anna, at: Double(place))
                let id = try await store.faxes.add(sent)
                #expect(try await store.faxes.end(sent.key, end, at: .sample(20)))
                #expect(try await !store.faxes.end(sent.key, .sent(pages: 9), at: .sample(30)))
                let entry = try #require(try await store.faxes.fax(id, of: nil))
                #expect(entry.end == end && entry.endedAt == .sample(20))
            }
            let lost = fax(anna, at: 10)
            let id = try await store.faxes.add(lost)
            #expect(try await store.faxes.end(lost.key, .unknown, at: .sample(20)))
            #expect(try await !store.faxes.end(lost.key, .unknown, at: .sample(30)))
            #expect(try await store.faxes.end(lost.key, .sent(pages: 2), at: .sample(40)))
            #expect(try await !store.faxes.end(lost.key, .failed(.busy, pages: 0, words: nil), at: .sample(50)))
            let known = try #require(try await store.faxes.fax(id, of: nil))
            #expect(known.end == .sent(pages: 2) && known.endedAt == .sample(40))
            #expect(try await store.faxes.underWay().isEmpty)
            #expect(try await !store.faxes.end(.random(), .unknown, at: .sample(30)))
        }
    }

    @Test(
        "S4.11 the latest first, page by page, of whom one may see, and of one client with who became part of it",
        arguments: TestEngine.allCases
    )
    func lists(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample("anna", department: "Сервис"))
            let olga = try await store.access.add(.sample("olga"))
            let whole = try await store.addClient("Целый")
            let part = try await store.addClient("Часть")
            var ids: [FaxID] = []
            for (user, client) in [(anna, whole), (olga, part), (anna, nil)] as [(User, ClientID?)] {
                ids.append(try await store.faxes.add(fax(user, client: client)))
            }
            func found(_ filter: FaxFilter, before: FaxID? = nil, limit: Int = 10) async throws -> [FaxID] {
                try await store.faxes.faxes(filter, before: before, limit: limit).map(\.id)
            }
            #expect(try await found(FaxFilter()) == ids.reversed())
            #expect(try await found(FaxFilter(), limit: 2) == [ids[2], ids[1]])
            #expect(try await found(FaxFilter(), before: ids[1]) == [ids[0]])
            #expect(try await found(FaxFilter(senders: .user(anna.id))) == [ids[2], ids[0]])
            #expect(try await found(FaxFilter(senders: .department("Сервис"))) == [ids[2], ids[0]])
            #expect(try await found(FaxFilter(senders: .department("other"))).isEmpty)
            let annas = try await store.faxes.fax(ids[0], of: .user(anna.id))
            #expect(annas?.id == ids[0])
            let olgas = try await store.faxes.fax(ids[1], of: .user(anna.id))
            #expect(olgas == nil)
            #expect(try await found(FaxFilter(client: whole)) == [ids[0]])
            _ = try await store.clients.merge(part, into: whole, by: .sample(anna))
            #expect(try await found(FaxFilter(client: whole)) == [ids[1], ids[0]])
        }
    }

    @Test(
        "S4.11 the pages are given out by HTTP once, soon, and while the fax is under way",
        arguments: TestEngine.allCases
    )
    func taken(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample("anna"))
            let (first, late, over) = (fax(anna, at: 100), fax(anna, at: 0), fax(anna, at: 100))
            for fax in [first, late, over] { _ = try await store.faxes.add(fax) }
            try await store.faxes.end(over.key, .unknown, at: .sample(101))
            func take(_ key: FaxKey) async throws -> Bool {
                try await store.faxes.takePages(of: key, at: .sample(110), oldest: .sample(50))
            }
            let taken = try await withThrowingTaskGroup(of: Bool.self) { tasks in
                for _ in 0..<4 { tasks.addTask { try await take(first.key) } }
                return try await tasks.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(taken == 1)
            #expect(try await !take(late.key))
            #expect(try await !take(over.key))
            #expect(try await !take(.random()))
        }
    }
}
