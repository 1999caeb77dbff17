import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("A session")
struct SessionTests {
    @Test("tells who is logged in, with their rights", arguments: TestEngine.allCases)
    func roundTrip(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample(roles: [.operator]))
            try await store.access.begin("desk", of: anna, at: .sample(1.5), isRemembered: true)
            let expected = Session(
                token: TokenDigest("desk"),
                user: anna,
                rights: .ofOperator,
                isRemembered: true,
                startedAt: .sample(1.5),
                lastSeenAt: .sample(1.5)
            )
            #expect(try await store.access.session("desk", at: .sample(2)) == expected)
            #expect(try await store.access.session("guessed", at: .sample(2)) == nil)
            #expect(try await store.access.auditLog(limit: 1) == [.sample(.logIn, at: .sample(1.5))])
        }
    }

    @Test(
        "ends after two hours in which nobody was seen, and after twelve where it is remembered",
        arguments: TestEngine.allCases,
        [(false, 7_200.0), (true, 43_200.0)]
    )
    func idle(engine: TestEngine, kind: (isRemembered: Bool, limit: Double)) async throws {
        try await engine.withDatabase { store in
            let access = store.access
            let anna = try await access.add(.sample())
            try await access.begin("desk", of: anna, isRemembered: kind.isRemembered)
            #expect(try await access.session("desk", at: .sample(kind.limit - 1)) != nil)
            #expect(try await access.session("desk", at: .sample(kind.limit)) == nil)
            try await access.touch(TokenDigest("desk"), at: .sample(1_000))
            let touched = try await access.session("desk", at: .sample(kind.limit + 999))
            #expect(touched?.lastSeenAt == .sample(1_000))
            #expect(touched?.startedAt == .sample(0))
            #expect(try await access.session("desk", at: .sample(kind.limit + 1_000)) == nil)
        }
    }

    @Test("is not touched by an older request that comes late", arguments: TestEngine.allCases)
    func lateTouch(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await store.access.begin("desk", of: store.access.add(.sample()))
            try await store.access.touch(TokenDigest("desk"), at: .sample(100))
            try await store.access.touch(TokenDigest("desk"), at: .sample(50))
            #expect(try await store.access.session("desk", at: .sample(100))?.lastSeenAt == .sample(100))
        }
    }

    @Test(
        "that has ended is not brought back by a touch, ended by time or by the person",
        arguments: TestEngine.allCases
    )
    func staysEnded(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let access = store.access
            let anna = try await access.add(.sample())
            try await access.begin("desk", of: anna)
            try await access.begin("laptop", of: anna)
            try await access.end("laptop", at: .sample(60))
            try await access.touch(TokenDigest("laptop"), at: .sample(61))
            #expect(try await access.session("laptop", at: .sample(61)) == nil)
            #expect(try await access.session("desk", at: .sample(61)) != nil)
            try await access.touch(TokenDigest("desk"), at: .sample(7_200))
            #expect(try await access.session("desk", at: .sample(7_200)) == nil)
        }
    }

    @Test("of somebody who was disabled is none", arguments: TestEngine.allCases)
    func disabled(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await store.access.begin("desk", of: store.access.add(.sample()))
            try await store.change("UPDATE users SET is_disabled = 1")
            #expect(try await store.access.session("desk", at: .sample(1)) == nil)
            #expect(try await store.access.account(named: .sample())?.user.isDisabled == true)
            #expect(try await store.access.users().map(\.isDisabled) == [true])
        }
    }

    @Test("has the rights of this moment, not of the log-in", arguments: TestEngine.allCases)
    func changedRights(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample(roles: [.operator]))
            try await store.access.begin("desk", of: anna)
            try await store.change("INSERT INTO user_roles (user_id, role) VALUES (\(anna.id), 'supervisor')")
            let promoted = try #require(await store.access.session("desk", at: .sample(1)))
            #expect(promoted.rights.scope(of: .calls) == .all)
            #expect(promoted.user.roles == [.operator, .supervisor])
            try await store.change("DELETE FROM role_permissions WHERE role = 'supervisor'")
            let curbed = try #require(await store.access.session("desk", at: .sample(1)))
            #expect(curbed.rights == .ofOperator)
            try await store.change("DELETE FROM user_roles")
            #expect(try await store.access.session("desk", at: .sample(1))?.rights == Rights())
        }
    }

    @Test("makes its browser known, to that person only", arguments: TestEngine.allCases)
    func knownBrowser(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let access = store.access
            let (anna, boris) = try await (access.add(.sample("anna")), access.add(.sample("boris")))
            let browser = TokenDigest("browser of desk")
            #expect(try await !access.isKnown(browser, to: anna.id))
            try await access.begin("desk", of: anna)
            #expect(try await access.isKnown(browser, to: anna.id))
            #expect(try await !access.isKnown(browser, to: boris.id))
            try await access.end("desk", at: .sample(60))
            #expect(try await access.isKnown(browser, to: anna.id))
        }
    }

    @Test("is forgotten when its time has run out, and its browser after ninety days", arguments: TestEngine.allCases)
    func sweep(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let access = store.access
            let anna = try await access.add(.sample())
            try await access.begin("desk", of: anna)
            try await access.begin("remembered", of: anna, isRemembered: true)
            try await access.sweep(at: .sample(7_199))
            #expect(try await store.count("sessions") == 2)
            try await access.sweep(at: .sample(7_200))
            #expect(try await store.count("sessions") == 1)
            #expect(try await access.session("remembered", at: .sample(7_200)) != nil)
            let days = 90.0 * 86_400
            try await access.begin("desk", of: anna, at: .sample(days - 1))
            try await access.sweep(at: .sample(days))
            #expect(try await access.isKnown(TokenDigest("browser of desk"), to: anna.id))
            #expect(try await !access.isKnown(TokenDigest("browser of remembered"), to: anna.id))
        }
    }
}
