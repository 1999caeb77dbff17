import ContactCenter
import Foundation

/// Tokens of other programs in a database.
package struct DatabaseAPITokenStore: APITokenStore {
    private let database: any Database

    package init(_ database: any Database) {
        self.database = database
    }

    package func add(_ token: NewAPIToken, audit: AuditEntry) async throws -> APIToken {
        try await database.write { transaction in
            let added = try APITokenTable.add(token, at: audit.at, in: transaction)
            try Self.note(audit, of: added.id, in: transaction)
            return added
        }
    }

    package func tokens() async throws -> [APIToken] {
        try await database.read { try APITokenTable.all(in: $0) }
    }

    package func revoke(_ name: String, audit: AuditEntry) async throws {
        try await database.write { transaction in
            guard let id = try APITokenTable.revoke(name, at: audit.at, in: transaction) else {
                throw AccessError.noSuchToken(name)
            }
            try Self.note(audit, of: id, in: transaction)
        }
    }

    package func bearer(of digest: TokenDigest, at now: Date) async throws -> TokenBearer? {
        try await database.read { try APITokenTable.bearer(of: digest, at: now, in: $0) }
    }

    package func touch(_ token: APITokenID, at now: Date) async throws {
        try await database.write { try APITokenTable.touch(token, at: now, in: $0) }
    }

    private static func note(
        _ entry: AuditEntry,
        of token: APITokenID,
        in transaction: any Transaction
    ) throws {
        var entry = entry
        entry.subject = "token:\(token)"
        try AuditTable.note(entry, in: transaction)
    }
}
