import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("People who may log in")
struct UserTests {
    @Test("are kept with all that is known of them, and listed by name", arguments: TestEngine.allCases)
    func roundTrip(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var new = NewUser.sample("пётр", roles: [.operator, .supervisor], department: "Сервис")
            new.phone = Extension("0111")
            let added = try await store.access.add(new)
            let other = try await store.access.add(.sample("anna", roles: []))
            let expected = User(
                id: added.id,
                name: .sample("пётр"),
                displayName: "Петрова Анна",
                roles: [.operator, .supervisor],
                department: "Сервис",
                phone: Extension("0111")
            )
            #expect(added == expected)
            #expect(try await store.access.users() == [other, expected])
            let account = try #require(await store.access.account(named: .sample("ПЁТР")))
            #expect(account.user == expected)
            #expect(account.password == PasswordHash("hash of пётр"))
            #expect(account.rights.scope(of: .workspace) == .own && account.rights.scope(of: .calls) == .all)
            #expect(try await store.access.account(named: .sample("anna"))?.rights == Rights())
            #expect(try await store.access.account(named: .sample("nobody")) == nil)
        }
    }

    @Test("have names that nobody else has, however they are typed", arguments: TestEngine.allCases)
    func nameTaken(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let first = try await store.access.add(.sample("rené"))
            for spelling in ["rené", "RENÉ", " rene\u{301} "] {
                await #expect(throws: AccessError.nameTaken(.sample("rené"))) {
                    _ = try await store.access.add(.sample(spelling, roles: [.administrator]))
                }
            }
            #expect(try await store.access.users() == [first])
            #expect(try await store.access.auditLog(limit: 10).count == 1)
        }
    }

    @Test("with a role that there is not are refused with the list, and nothing stays", arguments: TestEngine.allCases)
    func unknownRole(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let error = await #expect(throws: AccessError.self) {
                _ = try await store.access.add(.sample(roles: [.operator, RoleName("boss")]))
            }
            let known: [RoleName] = [
                .administrator, .advancedOperator, .operator, .receptionist, .specialist, .supervisor,
            ]
            #expect(error == .noSuchRole(RoleName("boss"), known: known))
            let roles = try await store.count("user_roles")
            #expect(roles == 0)
            #expect(try await store.access.users().isEmpty)
            #expect(try await store.access.auditLog(limit: 10).isEmpty)
            #expect(try await store.access.add(.sample()).name == .sample())
        }
    }

    @Test(
        "may do what the roles in the database say; what the program has no word for is passed over",
        arguments: TestEngine.allCases
    )
    func unknownPermission(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await store.change("INSERT INTO roles (name) VALUES ('night')")
            try await store.change(
                """
                INSERT INTO role_permissions (role, permission, scope)
                VALUES ('night', 'teleport', 'all'), ('night', 'calls', 'department')
                """
            )
            _ = try await store.access.add(.sample(roles: [RoleName("night")]))
            let account = try await store.access.account(named: .sample())
            #expect(account?.rights == Rights([.calls: .department]))
            #expect(account?.user.roles == [RoleName("night")])
        }
    }

    @Test("S0.76 come with roles that see what their work needs", arguments: TestEngine.allCases)
    func shippedRoles(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let all = Rights([
                .workspace: .own, .online: .all, .colleagues: .all, .calls: .all, .recordings: .all, .missed: .all,
                .distribute: .all, .intake: .own, .contacts: .all, .clients: .all, .directories: .all, .scripts: .all,
                .reconciliation: .all, .reception: .all, .reports: .all, .listening: .all,
                .dialling: .own, .faxing: .all, .policies: .all, .bulletins: .all, .imports: .all,
            ])
            var administrators = all
            administrators.grant(.integrations, .all)
            administrators.grant(.export, .all)
            let expected: [RoleName: Rights] = [
                .operator: .ofOperator, .receptionist: .ofOperator, .supervisor: all, .administrator: administrators,
                .specialist: Rights([
                    .workspace: .own, .colleagues: .all, .calls: .own, .recordings: .own, .missed: .own,
                    .contacts: .own, .clients: .all, .dialling: .own, .faxing: .own,
                ]),
                .advancedOperator: Rights([
                    .workspace: .own, .colleagues: .all, .calls: .department, .recordings: .department, .missed: .all,
                    .distribute: .all, .intake: .own, .contacts: .department, .clients: .all, .reception: .all,
                    .dialling: .own, .faxing: .own,
                ]),
            ]
            for (role, rights) in expected {
                let name = "\(role)"
                _ = try await store.access.add(.sample(name, roles: [role]))
                #expect(try await store.access.account(named: .sample(name))?.rights == rights)
            }
        }
    }

    @Test(
        "whose password is set anew are out everywhere, stand up, and are known to no browser",
        arguments: TestEngine.allCases
    )
    func newPassword(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let access = store.access
            let (anna, boris) = try await (access.add(.sample("anna")), access.add(.sample("boris")))
            for token in ["desk", "laptop"] { try await access.begin(token, of: anna) }
            try await access.begin("other", of: boris)
            try await access.sit(anna, at: "0111")
            try await access.sit(boris, at: "0112")
            let audit = AuditEntry(at: .sample(60), user: nil, action: .passwordSet, fields: ["password"])
            try await access.setPassword(PasswordHash("new"), of: anna.name, audit: audit)

            #expect(try await access.account(named: anna.name)?.password == PasswordHash("new"))
            #expect(try await access.session("desk", at: .sample(60)) == nil)
            #expect(try await access.session("laptop", at: .sample(60)) == nil)
            #expect(try await !access.isKnown(TokenDigest("browser of desk"), to: anna.id))
            #expect(try await access.session("other", at: .sample(60))?.user == boris)
            #expect(try await access.isKnown(TokenDigest("browser of other"), to: boris.id))
            #expect(try await access.seating() == [Extension("0112"): boris.id])
            #expect(try await access.account(named: boris.name)?.password == PasswordHash("hash of boris"))
            var noted = audit
            noted.subject = "user:\(anna.id)"
            #expect(try await access.auditLog(limit: 1) == [noted])
        }
    }

    @Test("who do not exist get no password", arguments: TestEngine.allCases)
    func noSuchUser(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            await #expect(throws: AccessError.noSuchUser(.sample("nobody"))) {
                try await store.access.setPassword(
                    PasswordHash("new"),
                    of: .sample("nobody"),
                    audit: .sample(.passwordSet)
                )
            }
            let log = try await store.access.auditLog(limit: 10)
            #expect(log.isEmpty)
        }
    }
}
