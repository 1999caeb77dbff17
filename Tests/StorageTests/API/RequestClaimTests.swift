import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("A request is carried out once") struct RequestClaimTests {
    private func prepare(_ store: DataStore) async throws -> APITokenID {
        let audit = AuditEntry(at: .sample(0), user: nil, action: .userAdded)
        let name = try #require(UserName("erp"))
        let user = NewUser(name: name, displayName: "1С", roles: [.operator], password: PasswordHash("-"))
        _ = try await store.access.add(user, audit: audit)
        let token = NewAPIToken(name: "1c", user: name, permissions: [.clients], digest: TokenDigest("d"))
        return try await store.apiTokens.add(token, audit: audit).id
    }

    private func author(_ token: APITokenID, _ key: String = "k", at: Date = .sample(0)) -> RecordAuthor {
        let claim = RequestClaim(token: token, key: key, digest: "asked", at: at) { result in
            guard case .saved(let kept)? = result as? Saving<Document> else { return nil }
            return KeptAnswer(
                status: 201,
                location: "/documents/\(kept.id)",
                entityTag: "\"1\"",
                body: kept.record.number
            )
        }
        return RecordAuthor(nil, at: at, claim: claim)
    }

    private func invoices(in store: DataStore) async throws -> Int {
        try await store.documents.documents(where: DocumentFilter(), after: nil, limit: 100).count
    }

    @Test(
        "the answer is kept with what was made; who asks again is told that it is taken",
        arguments: TestEngine.allCases
    )
    func taken(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let token = try await prepare(store)
            _ = try await store.documents.add(Document(), by: author(token))
            await #expect(throws: RequestClaim.Taken.self) {
                _ = try await store.documents.add(Document(), by: author(token))
            }
            #expect(try await invoices(in: store) == 1)
            let given = try #require(await store.answers.answer(to: "k", of: token, at: .sample(1)))
            let answer = KeptAnswer(status: 201, location: "/documents/1", entityTag: "\"1\"", body: "A000000001")
            #expect(given.digest == "asked" && given.answer == answer)
            #expect(try await store.answers.answer(to: "other", of: token, at: .sample(1)) == nil)
        }
    }

    @Test("of many at the same moment one makes something", arguments: TestEngine.allCases)
    func sideBySide(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let token = try await prepare(store)
            let made = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<8 {
                    group.addTask { (try? await store.documents.add(Document(), by: author(token))) != nil }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(made == 1)
            #expect(try await invoices(in: store) == 1)
            // Numbers that were not used are given to the next.
            guard case .saved(let next) = try await store.documents.add(Document(), by: author(token, "next")) else {
                return #expect(Bool(false))
            }
            #expect(next.record.number == "A000000002")
        }
    }

    @Test("what made nothing leaves the key free, and so does what broke off", arguments: TestEngine.allCases)
    func nothingMade(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let token = try await prepare(store)
            var document = Document()
            document.client = ClientID(77)
            guard case .refused = try await store.documents.add(document, by: author(token)) else {
                return #expect(Bool(false))
            }
            #expect(try await store.answers.answer(to: "k", of: token, at: .sample(1)) == nil)
            await #expect(throws: AccessError.noSuchToken("x")) {
                try await store.database.write(by: author(token)) { _ in throw AccessError.noSuchToken("x") }
            }
            _ = try await store.documents.add(Document(), by: author(token))
        }
    }

    @Test("after a day an answer is forgotten", arguments: TestEngine.allCases)
    func forgotten(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let token = try await prepare(store)
            _ = try await store.documents.add(Document(), by: author(token))
            let tomorrow = Date.sample(0) + RequestClaim.lifetime
            #expect(try await store.answers.answer(to: "k", of: token, at: tomorrow - 1) != nil)
            #expect(try await store.answers.answer(to: "k", of: token, at: tomorrow) == nil)
            _ = try await store.documents.add(Document(), by: author(token, at: tomorrow))
            #expect(try await invoices(in: store) == 2)
        }
    }
}
