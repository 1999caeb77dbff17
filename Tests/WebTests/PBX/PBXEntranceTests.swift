import ContactCenter
import Foundation
import HummingbirdTesting
import Logging
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("What a dialplan is answered by CURL()") struct PBXEntranceTests {
    /// A client whose work order belongs to an employee who is there and free at 0111.
    private static func with(
        permissions: Set<Permission> = [.clients],
        addresses: Set<String> = [""],
        _ test: @escaping @Sendable (any TestClientProtocol, String) async throws -> Void
    ) async throws {
        try await withDoor(permissions: permissions, addresses: addresses) { client, token, _, _ in
            try await test(client, token)
        }
    }

    private static func withDoor(
        permissions: Set<Permission> = [.clients],
        addresses: Set<String> = [""],
        _ test: @escaping @Sendable (any TestClientProtocol, String, RoutingDoor, DataStore) async throws -> Void
    ) async throws {
        try await TestEngine.sqlite.withDatabase { store in
            let secret = APISecret()
            try await APISite.add(user: "pbx", [.supervisor], to: store)
            try await APISite.add(secret, "pbx", of: "pbx", permissions, to: store)
            let user = try #require(await store.access.users().first)
            var employee = Employee()
            (employee.name, employee.phone, employee.user) = ("Рожин Олег", Extension("0111"), user.id)
            let olegs = try #require(try await store.records.add(employee, by: APISite.author).id)
            var client = Client()
            client.name = "ООО «Ромашка», склад"
            client.phones = [ClientPhone(number: "89535237271")]
            let clients = try #require(try await store.clients.add(client, by: APISite.author).id)
            var document = Document()
            (document.kind, document.client, document.responsible) = (.workOrder, clients, olegs)
            _ = try await store.documents.add(document, by: APISite.author)
            var rule = RoutingRule()
            (rule.name, rule.kind) = ("Мастер", .openDocument)
            _ = try await store.records.add(rule, by: APISite.author)

            var floor = Floor()
            floor.connection = .connected
            floor.phones[Extension("0111")] = .ready
            floor.presences[user.id] = Presence(status: .available, since: Call.sampleStart)
            let callers = CallerDirectory(store: store.callers, changes: store.changeLog, logger: .silent)
            let routing = CallRouting(
                callers: callers,
                records: store.records,
                desk: SampleDesk(floor: floor),
                numbers: .russian,
                timeZone: .gmt,
                now: { Call.sampleStart },
                logger: .silent
            )
            try await callers.keepUp()
            try await routing.renew()
            let tokens = TokenCheck(store: store.apiTokens, now: { Call.sampleStart })
            let door = RoutingDoor(
                tokens: tokens,
                store: store.apiTokens,
                addresses: addresses,
                now: { Call.sampleStart }
            )
            let application = try sampleApplication(pbxAnswers: PBXAnswers(routing: routing, door: door))
            try await application.test(.router) { try await test($0, secret.text, door, store) }
        }
    }

    @Test("S4.2 S4.13 a client's name and extension, as plain text without a line end; nothing for a stranger")
    func answers() async throws {
        try await Self.with { client, token in
            let name = try await client.ask(.get, "/pbx/callerid?number=%2B79535237271&token=\(token)")
            #expect(name.status == .ok && name.text == "ООО «Ромашка» склад")
            #expect(name.headers[.contentType]?.hasPrefix("text/plain") == true)
            let route = try await client.ask(.get, "/pbx/route?number=9535237271&did=6467171&token=\(token)")
            #expect(route.status == .ok && route.text == "0111")
            for number in ["89161112233", "", "anonymous", "%00%0A", String(repeating: "9", count: 500)] {
                for question in ["callerid", "route"] {
                    let answer = try await client.ask(.get, "/pbx/\(question)?number=\(number)&token=\(token)")
                    #expect(answer.status == .ok && answer.text == "")
                }
            }
        }
    }

    @Test("who has no token, comes from elsewhere or asks something else is told nothing at all")
    func refused() async throws {
        try await Self.with { client, token in
            for query in ["", "?token=", "?token=x", "?token=\(APISecret().text)"] {
                let answer = try await client.ask(.get, "/pbx/route\(query)")
                #expect(answer.status == .forbidden && answer.text == "")
            }
            let posted = try await client.ask(.post, "/pbx/route?token=\(token)&number=9535237271")
            #expect(posted.status != .ok && posted.text == "")
            let other = try await client.ask(.get, "/pbx/other?token=\(token)")
            #expect(other.status == .notFound && other.text == "")
        }
        try await Self.with(addresses: ["10.0.0.5"]) { client, token in
            let answer = try await client.ask(.get, "/pbx/route?number=9535237271&token=\(token)")
            #expect(answer.status == .forbidden && answer.text == "")
        }
        try await Self.with(permissions: [.calls]) { client, token in
            let answer = try await client.ask(.get, "/pbx/route?number=9535237271&token=\(token)")
            #expect(answer.status == .forbidden && answer.text == "")
        }
    }
}

extension PBXEntranceTests {
    @Test("a token that was right is believed until it is asked for again")
    func revoked() async throws {
        try await Self.withDoor { client, token, door, store in
            let path = "/pbx/route?number=9535237271&token=\(token)"
            #expect(try await client.ask(.get, path).text == "0111")
            let audit = AuditEntry(at: Call.sampleStart, user: nil, action: .tokenRevoked)
            try await store.apiTokens.revoke("pbx", audit: audit)
            #expect(try await client.ask(.get, path).text == "0111")
            await door.renew()
            #expect(try await client.ask(.get, path).status == .forbidden)
        }
    }
}

extension Saving {
    fileprivate var id: RecordID<Record>? { if case .saved(let kept) = self { kept.id } else { nil } }
}
