import ContactCenter
import Foundation

/// Users, their roles and what these allow.
enum UserTable {
    static let columns = "users.id, users.name, users.display_name, users.department, users.phone, users.is_disabled"

    static func add(_ user: NewUser, at: Date, in transaction: any Transaction) throws -> User {
        let known = try roles(in: transaction)
        if let role = user.roles.first(where: { !known.contains($0) }) {
            throw AccessError.noSuchRole(role, known: known)
        }
        let rows = try transaction.rows(
            """
            INSERT INTO users (name, display_name, department, phone, password_hash, created_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (name) DO NOTHING
            RETURNING id
            """,
            [
                .text(user.name), .text(user.displayName), .text(user.department), .text(user.phone),
                .text(user.password), .instant(at),
            ]
        )
        guard var row = rows.first else { throw AccessError.nameTaken(user.name) }
        let id = UserID(try row.integer())
        try transaction.execute(
            "INSERT INTO user_roles (user_id, role) VALUES ($1, $2)",
            each: user.roles.map { [.integer(id.rawValue), .text($0)] }
        )
        return User(
            id: id,
            name: user.name,
            displayName: user.displayName,
            roles: user.roles,
            department: user.department,
            phone: user.phone
        )
    }

    /// - Returns: `nil` when there is no such user.
    static func setPassword(
        _ hash: PasswordHash,
        of name: UserName,
        in transaction: any Transaction
    ) throws -> UserID? {
        let rows = try transaction.rows(
            "UPDATE users SET password_hash = $1 WHERE name = $2 RETURNING id",
            [.text(hash), .text(name)]
        )
        guard var row = rows.first else { return nil }
        return UserID(try row.integer())
    }

    static func all(in transaction: any Transaction) throws -> [User] {
        var roles: [UserID: Set<RoleName>] = [:]
        for var row in try transaction.rows("SELECT user_id, role FROM user_roles") {
            try roles[UserID(row.integer()), default: []].insert(row.named())
        }
        return try transaction.rows("SELECT \(columns) FROM users ORDER BY name").map { row in
            var row = row
            var user = try user(from: &row)
            user.roles = roles[user.id] ?? []
            return user
        }
    }

    static func account(named name: UserName, in transaction: any Transaction) throws -> Account? {
        let rows = try transaction.rows("SELECT \(columns), password_hash FROM users WHERE name = $1", [.text(name)])
        guard var row = rows.first else { return nil }
        var user = try user(from: &row)
        let rights: Rights
        (user.roles, rights) = try rolesAndRights(of: user.id, in: transaction)
        return Account(user: user, rights: rights, password: try row.named())
    }

    /// From `columns`; the roles stand elsewhere.
    static func user(from row: inout SQLRow) throws -> User {
        let id = UserID(try row.integer())
        var user = try User(id: id, name: row.named(), displayName: row.text(), roles: [])
        user.department = try row.optionalText()
        user.phone = try row.optional()
        user.isDisabled = try row.flag()
        return user
    }

    /// Permissions that this program does not know belong to a newer one and are passed over.
    static func rolesAndRights(
        of user: UserID,
        in transaction: any Transaction
    ) throws -> (roles: Set<RoleName>, rights: Rights) {
        let rows = try transaction.rows(
            """
            SELECT user_roles.role, role_permissions.permission, role_permissions.scope
            FROM user_roles LEFT JOIN role_permissions ON role_permissions.role = user_roles.role
            WHERE user_roles.user_id = $1
            """,
            [.integer(user.rawValue)]
        )
        var roles: Set<RoleName> = []
        var rights = Rights()
        for var row in rows {
            roles.insert(try row.named())
            let permission = try row.optionalText().flatMap(Permission.init(rawValue:))
            if let permission, let scope: Scope = try row.optional() { rights.grant(permission, scope) }
        }
        return (roles, rights)
    }

    private static func roles(in transaction: any Transaction) throws -> [RoleName] {
        try transaction.rows("SELECT name FROM roles ORDER BY name").map { row in
            var row = row
            return try row.named()
        }
    }
}
