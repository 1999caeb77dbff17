import Foundation

/// Users and their passwords, sessions, seats and the audit log, wherever they are kept.
package protocol AccessStore: Sendable {
    /// - Throws: `AccessError` when the name is taken or a role is not there.
    func add(_ user: NewUser, audit: AuditEntry) async throws -> User
    /// Ends all sessions of the user, too: whoever knew the old password is out.
    ///
    /// - Throws: `AccessError.noSuchUser`.
    func setPassword(_ hash: PasswordHash, of name: UserName, audit: AuditEntry) async throws
    /// By name.
    func users() async throws -> [User]
    /// What roles there are and what each allows (requirement S3.7).
    func roles() async throws -> [Role]
    /// - Returns: `nil` when there is no such user.
    func account(named name: UserName) async throws -> Account?

    /// - Parameter browser: what the browser will be known by at the next log-in.
    func begin(_ session: Session, knownBy browser: TokenDigest, audit: AuditEntry) async throws
    /// A session that has not ended, with the user and the rights as they are now.
    ///
    /// - Returns: `nil` also for a user who was disabled meanwhile.
    func session(_ token: TokenDigest, at now: Date) async throws -> Session?
    /// Notes that the person is still there.
    func touch(_ token: TokenDigest, at now: Date) async throws
    /// Ends the session and, where it was the user's last one, frees the phone.
    func end(_ token: TokenDigest, at now: Date, audit: AuditEntry) async throws
    /// Forgets sessions whose time has run out, and frees the phones of who has none left.
    func sweep(at now: Date) async throws
    /// Whether this user has logged in with this browser before.
    func isKnown(_ browser: TokenDigest, to user: UserID) async throws -> Bool

    /// Who sits where now.
    func seats() async throws -> [Seat]
    /// Seats the user at a phone, which frees the one before; whoever sat there stands up. Who sits there already stays.
    func sit(_ user: UserID, at phone: Extension, since now: Date, audit: AuditEntry) async throws
    /// Whether one of these users sat at the phone at that moment.
    func sat(_ users: Sitters, at phone: Extension, on moment: Date) async throws -> Bool

    /// Whose states the user has chosen to see; empty for who has chosen nobody.
    func watchedColleagues(of user: UserID) async throws -> Set<UserID>
    /// Whom the store does not know is left out.
    func watch(_ colleagues: Set<UserID>, by user: UserID, audit: AuditEntry) async throws

    func note(_ entry: AuditEntry) async throws
    /// The latest first.
    func auditLog(limit: Int) async throws -> [AuditEntry]
}

/// Those whose calls a right reaches.
package enum Sitters: Hashable, Sendable {
    case user(UserID)
    case department(String)
}

/// A user to be.
package struct NewUser: Hashable, Sendable {
    package var name: UserName
    package var displayName: String
    package var roles: Set<RoleName>
    package var department: String?
    package var phone: Extension?
    package var password: PasswordHash

    package init(
        name: UserName,
        displayName: String,
        roles: Set<RoleName>,
        department: String? = nil,
        phone: Extension? = nil,
        password: PasswordHash
    ) {
        self.name = name
        self.displayName = displayName
        self.roles = roles
        self.department = department
        self.phone = phone
        self.password = password
    }
}

/// What a log-in needs to know of a user.
package struct Account: Hashable, Sendable {
    package var user: User
    package var rights: Rights
    package var password: PasswordHash

    package init(user: User, rights: Rights, password: PasswordHash) {
        self.user = user
        self.rights = rights
        self.password = password
    }
}

/// What is refused about users, in words for who asked.
package enum AccessError: Error, Hashable, CustomStringConvertible {
    case nameTaken(UserName)
    case noSuchUser(UserName)
    case noSuchRole(RoleName, known: [RoleName])
    case tokenNameTaken(String)
    case noSuchToken(String)

    package var description: String {
        switch self {
        case .nameTaken(let name): "there is a user \(name) already; choose another name"
        case .noSuchUser(let name): "there is no user \(name); priyom user list shows all"
        case .noSuchRole(let role, let known):
            "there is no role \(role); the roles are \(known.map(\.rawValue).joined(separator: ", "))"
        case .tokenNameTaken(let name): "there is a token \(name) already; revoke it first or choose another name"
        case .noSuchToken(let name): "no token \(name) is in force; priyom token list shows all"
        }
    }
}
