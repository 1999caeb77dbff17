import ContactCenter
import Foundation

/// People, sessions, seats and the audit log in a database.
package struct DatabaseAccessStore: AccessStore {
    private let database: any Database

    package init(_ database: any Database) {
        self.database = database
    }

    package func add(_ user: NewUser, audit: AuditEntry) async throws -> User {
        try await database.write { transaction in
            let added = try UserTable.add(user, at: audit.at, in: transaction)
            var audit = audit
            audit.subject = "user:\(added.id)"
            try AuditTable.note(audit, in: transaction)
            return added
        }
    }

    package func setPassword(_ hash: PasswordHash, of name: UserName, audit: AuditEntry) async throws {
        try await database.write { transaction in
            guard let user = try UserTable.setPassword(hash, of: name, in: transaction) else {
                throw AccessError.noSuchUser(name)
            }
            try SessionTable.endAll(of: user, in: transaction)
            try SeatingTable.freeDeserted(at: audit.at, in: transaction)
            var audit = audit
            audit.subject = "user:\(user)"
            try AuditTable.note(audit, in: transaction)
        }
    }

    package func users() async throws -> [User] {
        try await database.read { try UserTable.all(in: $0) }
    }

    package func roles() async throws -> [Role] {
        try await database.read { try RoleTable.all(in: $0) }
    }

    package func account(named name: UserName) async throws -> Account? {
        try await database.read { try UserTable.account(named: name, in: $0) }
    }

    package func watchedColleagues(of user: UserID) async throws -> Set<UserID> {
        try await database.read { try WatchedColleagues.of(user, in: $0) }
    }

    package func watch(_ colleagues: Set<UserID>, by user: UserID, audit: AuditEntry) async throws {
        try await database.write { transaction in
            try WatchedColleagues.write(colleagues, of: user, in: transaction)
            try AuditTable.note(audit, in: transaction)
        }
    }

    package func begin(_ session: Session, knownBy browser: TokenDigest, audit: AuditEntry) async throws {
        try await database.write { transaction in
            try SessionTable.begin(session, in: transaction)
            try SessionTable.noteBrowser(browser, of: session.user.id, at: session.startedAt, in: transaction)
            try AuditTable.note(audit, in: transaction)
        }
    }

    package func session(_ token: TokenDigest, at now: Date) async throws -> Session? {
        try await database.read { try SessionTable.session(token, at: now, in: $0) }
    }

    package func touch(_ token: TokenDigest, at now: Date) async throws {
        try await database.write { try SessionTable.touch(token, at: now, in: $0) }
    }

    package func end(_ token: TokenDigest, at now: Date, audit: AuditEntry) async throws {
        try await database.write { transaction in
            try SessionTable.end(token, in: transaction)
            try SeatingTable.freeDeserted(at: now, in: transaction)
            try AuditTable.note(audit, in: transaction)
        }
    }

    package func sweep(at now: Date) async throws {
        try await database.write { transaction in
            try SessionTable.forgetEnded(at: now, in: transaction)
            try SeatingTable.freeDeserted(at: now, in: transaction)
        }
    }

    package func isKnown(_ browser: TokenDigest, to user: UserID) async throws -> Bool {
        try await database.read { try SessionTable.isKnown(browser, to: user, in: $0) }
    }

    package func seats() async throws -> [Seat] {
        try await database.read { try SeatingTable.now(in: $0) }
    }

    package func sit(_ user: UserID, at phone: Extension, since now: Date, audit: AuditEntry) async throws {
        try await database.write { transaction in
            try SeatingTable.sit(user, at: phone, since: now, in: transaction)
            try AuditTable.note(audit, in: transaction)
        }
    }

    package func sat(_ sitters: Sitters, at phone: Extension, on moment: Date) async throws -> Bool {
        try await database.read { try SeatingTable.sat(sitters, at: phone, on: moment, in: $0) }
    }

    package func note(_ entry: AuditEntry) async throws {
        try await database.write { try AuditTable.note(entry, in: $0) }
    }

    package func auditLog(limit: Int) async throws -> [AuditEntry] {
        try await database.read { try AuditTable.last(limit, in: $0) }
    }
}
