import ContactCenter
import Foundation
import Storage

extension UserName {
    static func sample(_ text: String = "anna") -> UserName {
        guard let name = UserName(text) else { preconditionFailure("\(text) is no name") }
        return name
    }
}

extension NewUser {
    static func sample(
        _ name: String = "anna",
        roles: Set<RoleName> = [.operator],
        department: String? = nil
    ) -> NewUser {
        NewUser(
            name: .sample(name),
            displayName: "Петрова Анна",
            roles: roles,
            department: department,
            password: PasswordHash("hash of \(name)")
        )
    }
}

extension AuditEntry {
    static func sample(_ action: Action = .userAdded, at: Date = .sample(0), user: UserID? = nil) -> AuditEntry {
        AuditEntry(at: at, user: user, action: action)
    }
}

extension Rights {
    /// What the role operator came with.
    static let ofOperator = Rights([
        .workspace: .own, .colleagues: .all, .calls: .own, .recordings: .own, .missed: .all,
        .intake: .own, .contacts: .own, .clients: .all, .reception: .all, .dialling: .own, .faxing: .own,
    ])
}

extension AccessStore {
    func add(_ user: NewUser) async throws -> User { try await add(user, audit: .sample()) }

    /// Logs the user in at a browser of the token's name.
    func begin(_ token: String, of user: User, at: Date = .sample(0), isRemembered: Bool = false) async throws {
        let session = Session(
            token: TokenDigest(token),
            user: user,
            rights: Rights(),
            isRemembered: isRemembered,
            startedAt: at,
            lastSeenAt: at
        )
        try await begin(session, knownBy: TokenDigest("browser of \(token)"), audit: .sample(.logIn, at: at))
    }

    func session(_ token: String, at now: Date) async throws -> Session? {
        try await session(TokenDigest(token), at: now)
    }

    func end(_ token: String, at now: Date) async throws {
        try await end(TokenDigest(token), at: now, audit: .sample(.logOut, at: now))
    }

    func sit(_ user: User, at phone: String, since now: Date = .sample(0)) async throws {
        try await sit(user.id, at: Extension(phone), since: now, audit: .sample(.sit, at: now, user: user.id))
    }

    /// Phone and user of every seat that is taken.
    func seating() async throws -> [Extension: UserID] {
        Dictionary(uniqueKeysWithValues: try await seats().map { ($0.phone, $0.user) })
    }
}

extension DataStore {
    func change(_ statement: String) async throws {
        try await database.write { try $0.execute(statement) }
    }

    func count(_ table: String) async throws -> Int64 {
        try await database.read { transaction in
            var row = try transaction.rows("SELECT count(*) FROM \(table)")[0]
            return try row.integer()
        }
    }
}
