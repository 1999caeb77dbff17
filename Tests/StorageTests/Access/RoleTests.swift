import ContactCenter
import TestSupport
import Testing

@testable import Storage

@Suite("Roles in the database") struct RoleTests {
    @Test(
        "S3.7 those that came allow the more the further up they stand; a business's own come last, with who has them",
        arguments: TestEngine.allCases
    )
    func roles(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await store.change("INSERT INTO roles (name) VALUES ('night')")
            try await store.change(
                """
                INSERT INTO role_permissions (role, permission, scope)
                VALUES ('night', 'teleport', 'all'), ('night', 'calls', 'department')
                """
            )
            _ = try await store.access.add(.sample("anna", roles: [.operator, RoleName("night")]))
            _ = try await store.access.add(.sample("oleg", roles: [.operator]))
            try await store.change("UPDATE users SET is_disabled = 1 WHERE name = 'oleg'")
            let roles = try await store.access.roles()
            #expect(roles.map(\.name) == RoleName.shipped + [RoleName("night")])
            #expect(roles.last == Role(name: RoleName("night"), rights: Rights([.calls: .department]), people: 1))
            #expect(roles.first == Role(name: .operator, rights: .ofOperator, people: 1))
            // Regular, advanced, supervisor: each may what the one before may, and sees more.
            let ladder = [RoleName.operator, .advancedOperator, .supervisor].compactMap { name in
                roles.first { $0.name == name }?.rights
            }
            #expect(ladder.compactMap { $0.scope(of: .contacts) } == [.own, .department, .all])
            for (lower, higher) in zip(ladder, ladder.dropFirst()) {
                for permission in Permission.allCases {
                    if let scope = lower.scope(of: permission) {
                        #expect(higher.scope(of: permission) ?? .own >= scope)
                    }
                }
            }
        }
    }
}
