import ContactCenter

/// Roles, what each allows, and how many have it.
enum RoleTable {
    /// Permissions that this program does not know belong to a newer one and are passed over.
    static func all(in transaction: any Transaction) throws -> [Role] {
        var rights: [RoleName: Rights] = [:]
        for var row in try transaction.rows("SELECT role, permission, scope FROM role_permissions") {
            let (role, name): (RoleName, String) = try (row.named(), row.text())
            if let permission = Permission(rawValue: name) {
                try rights[role, default: Rights()].grant(permission, row.named())
            }
        }
        return try transaction.rows(countPeople).map { row in
            var row = row
            let name: RoleName = try row.named()
            return Role(name: name, rights: rights[name] ?? Rights(), people: Int(try row.integer()))
        }.sorted()
    }

    private static let countPeople = """
        SELECT roles.name, (
            SELECT COUNT(*) FROM user_roles JOIN users ON users.id = user_roles.user_id
            WHERE user_roles.role = roles.name AND users.is_disabled = 0
        )
        FROM roles
        """
}
