import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Tokens of other programs") struct APITokenTests {
    private func add(
        _ name: String,
        _ digest: String,
        expiresAt: Date? = nil,
        to store: DataStore
    ) async throws -> APIToken {
        let token = NewAPIToken(
            name: name,
            user: try #require(UserName("erp")),
            permissions: [.clients, .scripts],
            expiresAt: expiresAt,
            digest: TokenDigest(digest)
        )
        return try await store.apiTokens.add(token, audit: audit(.tokenAdded))
    }

    private func audit(_ action: AuditEntry.Action) -> AuditEntry {
        AuditEntry(at: .sample(0), user: nil, action: action, fields: ["name"])
    }

    private func addUser(to store: DataStore) async throws {
        let user = NewUser(
            name: try #require(UserName("erp")),
            displayName: "1С",
            roles: [.operator],
            password: PasswordHash("-")
        )
        _ = try await store.access.add(user, audit: audit(.userAdded))
    }

    @Test(
        "a token is known by its digest, with the rights that both it and its user have",
        arguments: TestEngine.allCases
    )
    func bearing(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await addUser(to: store)
            let token = try await add("1c", "d1", to: store)
            let bearer = try #require(await store.apiTokens.bearer(of: TokenDigest("d1"), at: .sample(1)))
            #expect(bearer.token == token && bearer.user.displayName == "1С")
            // Scripts are the supervisor's.
            #expect(bearer.rights == Rights([.clients: .all]))
            #expect(try await store.apiTokens.bearer(of: TokenDigest("d2"), at: .sample(1)) == nil)
            try await store.apiTokens.touch(token.id, at: .sample(5))
            #expect(try await store.apiTokens.tokens().map(\.lastUsedAt) == [.sample(5)])
            let log = try await store.access.auditLog(limit: 1)
            #expect(log.first?.action == .tokenAdded && log.first?.subject == "token:\(token.id)")
        }
    }

    @Test(
        "one that expired or was revoked is good for nothing; the name may then be had again",
        arguments: TestEngine.allCases
    )
    func ending(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await addUser(to: store)
            _ = try await add("1c", "d1", expiresAt: .sample(10), to: store)
            #expect(try await store.apiTokens.bearer(of: TokenDigest("d1"), at: .sample(9)) != nil)
            #expect(try await store.apiTokens.bearer(of: TokenDigest("d1"), at: .sample(10)) == nil)
            await #expect(throws: AccessError.tokenNameTaken("1c")) { _ = try await add("1c", "d2", to: store) }
            try await store.apiTokens.revoke("1c", audit: audit(.tokenRevoked))
            #expect(try await store.apiTokens.bearer(of: TokenDigest("d1"), at: .sample(1)) == nil)
            await #expect(throws: AccessError.noSuchToken("1c")) {
                try await store.apiTokens.revoke("1c", audit: audit(.tokenRevoked))
            }
            _ = try await add("1c", "d2", to: store)
            #expect(try await store.apiTokens.tokens().map { $0.revokedAt == nil } == [true, false])
        }
    }

    @Test("who may not log in may not ask either", arguments: TestEngine.allCases)
    func disabled(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await addUser(to: store)
            _ = try await add("1c", "d1", to: store)
            try await store.database.write { try $0.execute("UPDATE users SET is_disabled = 1") }
            #expect(try await store.apiTokens.bearer(of: TokenDigest("d1"), at: .sample(1)) == nil)
        }
    }
}
