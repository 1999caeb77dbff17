import ContactCenter
import Foundation
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

@Suite("The page of roles") struct RolesPageTests {
    @Test(
        "S3.7 shows which role allows what and how far, for regular and advanced users, supervisors and one's own roles"
    )
    func matrix() async throws {
        try await TestEngine.sqlite.withDatabase { store in
            try await store.database.write { transaction in
                try transaction.execute("INSERT INTO roles (name) VALUES ('<i>night')", [])
                try transaction.execute(
                    "INSERT INTO role_permissions (role, permission, scope) VALUES ('<i>night', 'calls', 'department')",
                    []
                )
            }
            let access = SampleAccess()
            access.set(roles: try await store.access.roles())
            access.grant(Rights([.directories: .all]), to: UserID(1))
            let application = try sampleApplication(access: access, records: store.records)
            try await application.test(.router) { client in
                let page = try await client.ask(.get, "/directories/roles", [.cookie: SampleAccess.cookie]).text
                for name in [
                    "Рядовой оператор", "Расширенный оператор", "Супервизор", "Администратор", "&lt;i&gt;night",
                ] {
                    #expect(page.withoutTags.contains(name), "\(name)")
                }
                let rows = page.components(separatedBy: "<tr><th scope=\"row\">")
                func cells(_ right: String) -> [String] {
                    let row = rows.first { $0.hasPrefix(right) } ?? ""
                    return row.matches(of: /<td[^>]*>(.*?)<\/td>/).map { String($0.1).withoutTags }
                }
                // Operator, reception, specialist, advanced operator, supervisor, administrator, night.
                #expect(cells("Журнал звонков") == ["своё", "своё", "своё", "отдел", "всё", "всё", "отдел"])
                let contacts = cells("Реестр и карточки контактов")
                #expect(contacts.prefix(6) == ["своё", "своё", "своё", "отдел", "всё", "всё"])
                #expect(contacts.last == "нет –")
                #expect(rows.count == Permission.allCases.count + 2)
                let directories = try await client.ask(.get, "/directories", [.cookie: SampleAccess.cookie]).text
                #expect(directories.contains("href=\"/directories/roles\""))
                access.grant(Rights([.calls: .all]), to: UserID(1))
                let refused = try await client.ask(.get, "/directories/roles", [.cookie: SampleAccess.cookie])
                #expect(refused.status == .forbidden)
            }
        }
    }
}
