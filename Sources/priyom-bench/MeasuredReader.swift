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

    /// Makes the schema, too, where there is none yet.
    init(in database: DatabaseLocation) async throws {
        let secret = String(repeating: "b", count: 43)
        cookie = "Cookie: session=\(secret)\r\n"
        let store = try await DataStore.open(
            database,
            numbers: .russian,
            logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
        )
        try await store.migrate()
        try await Self.logIn(at: Self.digest(of: secret), in: store.access)
        await store.close()
    }

    /// Logs in somebody who is there already.
    ///
    /// - Returns: the header that a browser of theirs sends.
    func logIn(_ name: String, in store: DataStore) async throws -> String {
        let secret = name.padding(toLength: 43, withPad: "b", startingAt: 0)
        guard let name = UserName(name), let user = try await store.access.account(named: name)?.user else {
            throw BenchmarkFailure("There is no \(name).")
        }
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
        return "Cookie: session=\(secret)\r\n"
    }

    private static func digest(of secret: String) -> TokenDigest {
        let bytes = SHA256.hash(data: Data(secret.utf8))
        return TokenDigest(bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())
    }

    private static func logIn(at token: TokenDigest, in access: any AccessStore) async throws {
        let now = Date()
        guard let name = UserName("bench"), try await access.account(named: name) == nil else { return }
        let user = try await access.add(
            NewUser(name: name, displayName: "bench", roles: [.supervisor], password: PasswordHash("none")),
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
    }
}
