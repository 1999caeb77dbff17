import ContactCenter
import Foundation
import HTTPTypes
import Synchronization

@testable import Web

/// People, sessions and seats in memory. A supervisor is logged in at the browser that sends `SampleAccess.cookie`.
final class SampleAccess: AccessStore {
    private struct State {
        var accounts: [Account] = []
        var sessions: [Session] = []
        var browsers: Set<TokenDigest> = []
        var seats: [Seat] = []
        var log: [AuditEntry] = []
        var watched: [UserID: Set<UserID>] = [:]
        var roles: [Role] = []
    }

    static let secret = BrowserSecret(text: String(repeating: "s", count: 43)) ?? BrowserSecret()
    static var cookie: String { "session=\(secret.text)" }

    private let state = Mutex(State())

    init() {
        let user = User(id: UserID(1), name: .sample("rogova"), displayName: "Рогова Мария", roles: [.supervisor])
        logIn(user, Rights([.workspace: .own, .online: .all, .calls: .all]), at: Self.secret)
    }

    /// Adds somebody who is logged in; the password is the name twice.
    func logIn(_ user: User, _ rights: Rights, at secret: BrowserSecret) {
        let password = PasswordHash(user.name.rawValue + user.name.rawValue)
        let session = Session(
            token: secret.digest,
            user: user,
            rights: rights,
            isRemembered: true,
            startedAt: Call.sampleStart,
            lastSeenAt: Call.sampleStart
        )
        state.withLock { state in
            state.accounts.append(Account(user: user, rights: rights, password: password))
            state.sessions.append(session)
        }
    }

    func grant(_ rights: Rights, to user: UserID) {
        state.withLock { state in
            for index in state.sessions.indices where state.sessions[index].user.id == user {
                state.sessions[index].rights = rights
            }
        }
    }

    func add(_ user: NewUser, audit: AuditEntry) async throws -> User { throw AccessError.nameTaken(user.name) }
    func setPassword(_ hash: PasswordHash, of name: UserName, audit: AuditEntry) async throws {}
    func users() async throws -> [User] { state.withLock { $0.accounts.map(\.user) } }

    func roles() async throws -> [Role] { state.withLock(\.roles) }

    /// What roles there are from now on.
    func set(roles: [Role]) { state.withLock { $0.roles = roles } }

    func account(named name: UserName) async throws -> Account? {
        state.withLock { state in state.accounts.first { $0.user.name == name } }
    }

    func begin(_ session: Session, knownBy browser: TokenDigest, audit: AuditEntry) async throws {
        state.withLock { state in
            state.sessions.append(session)
            state.browsers.insert(browser)
            state.log.append(audit)
        }
    }

    func session(_ token: TokenDigest, at now: Date) async throws -> Session? {
        state.withLock { state in state.sessions.first { $0.token == token && $0.endsAt > now } }
    }

    func touch(_ token: TokenDigest, at now: Date) async throws {
        state.withLock { state in
            for index in state.sessions.indices where state.sessions[index].token == token {
                state.sessions[index].lastSeenAt = now
            }
        }
    }

    func end(_ token: TokenDigest, at now: Date, audit: AuditEntry) async throws {
        state.withLock { state in
            state.sessions.removeAll { $0.token == token }
            state.log.append(audit)
        }
    }

    func sweep(at now: Date) async throws {}

    func isKnown(_ browser: TokenDigest, to user: UserID) async throws -> Bool {
        state.withLock { $0.browsers.contains(browser) }
    }

    func seats() async throws -> [Seat] { state.withLock(\.seats) }

    func sit(_ user: UserID, at phone: Extension, since now: Date, audit: AuditEntry) async throws {
        state.withLock { state in
            let name = state.accounts.first { $0.user.id == user }?.user.displayName ?? ""
            state.seats.removeAll { $0.user == user || $0.phone == phone }
            state.seats.append(Seat(phone: phone, user: user, displayName: name, since: now))
            state.log.append(audit)
        }
    }

    func sat(_ sitters: Sitters, at phone: Extension, on moment: Date) async throws -> Bool {
        state.withLock { state in
            state.seats.contains { $0.phone == phone && sitters == .user($0.user) && $0.since <= moment }
        }
    }

    func watchedColleagues(of user: UserID) async throws -> Set<UserID> { state.withLock { $0.watched[user] ?? [] } }

    func watch(_ colleagues: Set<UserID>, by user: UserID, audit: AuditEntry) async throws {
        state.withLock { state in
            state.watched[user] = colleagues
            state.log.append(audit)
        }
    }

    func note(_ entry: AuditEntry) async throws { state.withLock { $0.log.append(entry) } }
    func auditLog(limit: Int) async throws -> [AuditEntry] { state.withLock { $0.log.reversed() } }
}

/// The hash is the password itself.
struct PlainPasswords: Passwords {
    func hash(_ password: String) async throws -> PasswordHash { PasswordHash(password) }
    func isRight(_ password: String, for hash: PasswordHash?) async throws -> Bool { hash?.rawValue == password }
}

extension UserName {
    static func sample(_ text: String) -> UserName {
        guard let name = UserName(text) else { preconditionFailure("\(text) is no name") }
        return name
    }
}
