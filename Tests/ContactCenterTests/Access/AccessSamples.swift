import Foundation
import Synchronization

@testable import ContactCenter

extension UserName {
    static func sample(_ text: String = "anna") -> UserName {
        guard let name = UserName(text) else { preconditionFailure("\(text) is no name") }
        return name
    }
}

extension Account {
    /// Somebody whose password `MarkedPasswords` takes for right.
    static func sample(
        _ number: Int64 = 1,
        _ name: String = "anna",
        password: String = "correct horse",
        isDisabled: Bool = false
    ) -> Account {
        let user = User(
            id: UserID(number),
            name: .sample(name),
            displayName: "Петрова Анна",
            roles: [.operator],
            isDisabled: isDisabled
        )
        return Account(
            user: user,
            rights: Rights([.workspace: .own]),
            password: MarkedPasswords.marked(password)
        )
    }
}

/// A clock that the test turns.
final class TurnedClock: Sendable {
    private let time = Mutex(Date(timeIntervalSince1970: 1_795_364_806))

    var now: Date { time.withLock { $0 } }

    func turn(_ seconds: TimeInterval) { time.withLock { $0 += seconds } }
}

/// Passwords with a mark instead of a hash; checks wait or are turned away when told to.
actor MarkedPasswords: Passwords {
    private(set) var checks: [PasswordHash?] = []
    private var isBusy = false
    private var isHolding = false
    private var held: [CheckedContinuation<Void, Never>] = []

    static func marked(_ password: String) -> PasswordHash { PasswordHash("marked \(password)") }

    func beBusy(_ isBusy: Bool) { self.isBusy = isBusy }

    func holdChecks() { isHolding = true }

    func letChecksGo() {
        isHolding = false
        for check in held { check.resume() }
        held = []
    }

    func hash(_ password: String) -> PasswordHash { Self.marked(password) }

    func isRight(_ password: String, for hash: PasswordHash?) async throws -> Bool {
        if isBusy { throw PasswordsBusy() }
        checks.append(hash)
        if isHolding { await withCheckedContinuation { held.append($0) } }
        return hash == Self.marked(password)
    }
}

/// Accounts, known browsers and an audit log in memory; nobody sits anywhere.
actor MemoryAccess: AccessStore {
    private var accounts: [Account]
    private var browsers: Set<KnownBrowser>
    private(set) var log: [AuditEntry] = []

    struct KnownBrowser: Hashable {
        var browser: TokenDigest
        var user: UserID
    }

    init(_ accounts: [Account], browsers: Set<KnownBrowser> = []) {
        self.accounts = accounts
        self.browsers = browsers
    }

    func account(named name: UserName) -> Account? { accounts.first { $0.user.name == name } }

    func isKnown(_ browser: TokenDigest, to user: UserID) -> Bool {
        browsers.contains(KnownBrowser(browser: browser, user: user))
    }

    func users() -> [User] { accounts.map(\.user) }
    func roles() -> [Role] { [] }

    func note(_ entry: AuditEntry) { log.append(entry) }

    func auditLog(limit: Int) -> [AuditEntry] { Array(log.reversed().prefix(limit)) }

    func add(_ user: NewUser, audit: AuditEntry) throws -> User { throw AccessError.nameTaken(user.name) }

    func setPassword(_ hash: PasswordHash, of name: UserName, audit: AuditEntry) {}

    func begin(_ session: Session, knownBy browser: TokenDigest, audit: AuditEntry) {}

    func session(_ token: TokenDigest, at now: Date) -> Session? { nil }

    func touch(_ token: TokenDigest, at now: Date) {}

    func end(_ token: TokenDigest, at now: Date, audit: AuditEntry) {}

    func sweep(at now: Date) {}

    func seats() -> [Seat] { [] }

    func watchedColleagues(of user: UserID) -> Set<UserID> { [] }

    func watch(_ colleagues: Set<UserID>, by user: UserID, audit: AuditEntry) {}

    func sit(_ user: UserID, at phone: Extension, since now: Date, audit: AuditEntry) {}

    func sat(_ users: Sitters, at phone: Extension, on moment: Date) -> Bool { false }
}
