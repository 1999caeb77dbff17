import ContactCenter
import Crypto
import Foundation
import Logging
import Storage
import TestSupport

/// A supervisor who is logged in at all browsers of a benchmark, put into the database before the server starts, so that no
/// log-in stands between the start and the first page.
struct MeasuredReader {
    /// The header that a browser of theirs sends.
    let cookie: String
    /// Those of operators who sit at phones, by phone.
    let operators: [String: String]

    /// Makes the schema, too, where there is none yet.
    ///
    /// - Parameter phones: at each of them an operator sits, logged in at a browser of their own.
    init(in database: DatabaseLocation, operatorsAt phones: [String] = []) async throws {
        cookie = Self.cookie(of: Self.secret("b"))
        operators = Dictionary(
            phones.map { ($0, Self.cookie(of: Self.secret($0))) },
            uniquingKeysWith: { $1 }
        )
        let store = try await DataStore.open(
            database,
            numbers: .russian,
            logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
        )
        try await store.migrate()
        try await Self.logIn("bench", .supervisor, with: Self.secret("b"), in: store.access)
        for phone in phones {
            let user = try await Self.logIn("bench\(phone)", .operator, with: Self.secret(phone), in: store.access)
            let (now, audit) = (Date(), AuditEntry(at: Date(), user: user?.id, action: .sit))
            if let user { try await store.access.sit(user.id, at: Extension(phone), since: now, audit: audit) }
        }
        await store.close()
    }

    /// Logs in somebody who is there already.
    ///
    /// - Returns: the header that a browser of theirs sends.
    func logIn(_ name: String, in store: DataStore) async throws -> String {
        guard let known = UserName(name), let user = try await store.access.account(named: known)?.user else {
            throw BenchmarkFailure("There is no \(name).")
        }
        let secret = Self.secret(name)
        let session = Session(
            token: Self.digest(of: secret),
            user: user,
            rights: Rights(),
            isRemembered: true,
            startedAt: Date(),
            lastSeenAt: Date()
        )
        let audit = AuditEntry(at: Date(), user: user.id, action: .logIn)
        try await store.access.begin(session, knownBy: session.token, audit: audit)
        return Self.cookie(of: secret)
    }

    /// Makes a token that may look clients up.
    ///
    /// - Returns: its secret.
    func addToken(_ name: String, in store: DataStore) async throws -> String {
        guard let bench = UserName("bench") else { throw BenchmarkFailure("There is no bench.") }
        let secret = Self.secret(name)
        if try await store.apiTokens.tokens().allSatisfy({ $0.name != name }) {
            let token = NewAPIToken(
                name: name,
                user: bench,
                permissions: [.clients],
                digest: Self.digest(of: secret)
            )
            let audit = AuditEntry(at: Date(), user: nil, action: .tokenAdded)
            _ = try await store.apiTokens.add(token, audit: audit)
        }
        return "priyom_\(secret)"
    }

    private static func secret(_ text: String) -> String {
        text + String(repeating: "b", count: max(0, 43 - text.count))
    }

    private static func cookie(of secret: String) -> String { "Cookie: session=\(secret)\r\n" }

    private static func digest(of secret: String) -> TokenDigest {
        let bytes = SHA256.hash(data: Data(secret.utf8)).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }
        return TokenDigest(bytes.joined())
    }

    /// - Returns: `nil` when there was such a user already.
    @discardableResult
    private static func logIn(
        _ text: String,
        _ role: RoleName,
        with secret: String,
        in access: any AccessStore
    ) async throws -> User? {
        let (now, token) = (Date(), digest(of: secret))
        guard let name = UserName(text), try await access.account(named: name) == nil else { return nil }
        let user = try await access.add(
            NewUser(name: name, displayName: text, roles: [role], password: PasswordHash("none")),
            audit: AuditEntry(at: now, user: nil, action: .userAdded)
        )
        let session = Session(
            token: token,
            user: user,
            rights: Rights(),
            isRemembered: true,
            startedAt: now,
            lastSeenAt: now
        )
        try await access.begin(session, knownBy: token, audit: AuditEntry(at: now, user: user.id, action: .logIn))
        return user
    }
}
