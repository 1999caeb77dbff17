import ContactCenter
import Foundation

/// Tokens of other programs.
enum APITokenTable {
    static func add(_ token: NewAPIToken, at now: Date, in transaction: any Transaction) throws -> APIToken {
        guard let account = try UserTable.account(named: token.user, in: transaction) else {
            throw AccessError.noSuchUser(token.user)
        }
        let rows = try transaction.rows(
            """
            INSERT INTO api_tokens (name, digest, user_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (name) WHERE revoked_at IS NULL DO NOTHING
            RETURNING id
            """,
            [
                .text(token.name), .text(token.digest), .integer(account.user.id.rawValue), .instant(now),
                .instant(token.expiresAt),
            ]
        )
        guard var row = rows.first else { throw AccessError.tokenNameTaken(token.name) }
        let id: APITokenID = try row.id()
        try transaction.execute(
            "INSERT INTO api_token_permissions (token_id, permission) VALUES ($1, $2)",
            each: token.permissions.map { [.integer(id.rawValue), .text($0)] }
        )
        return APIToken(
            id: id,
            name: token.name,
            user: token.user,
            permissions: token.permissions,
            createdAt: now,
            expiresAt: token.expiresAt
        )
    }

    static func all(in transaction: any Transaction) throws -> [APIToken] {
        let tokens = try transaction.rows("\(select) ORDER BY api_tokens.id DESC").map { row in
            var row = row
            return try token(from: &row)
        }
        return try withPermissions(tokens, in: transaction)
    }

    /// - Returns: the number of the token that was in force by this name.
    static func revoke(_ name: String, at now: Date, in transaction: any Transaction) throws -> APITokenID? {
        let rows = try transaction.rows(
            "UPDATE api_tokens SET revoked_at = $2 WHERE name = $1 AND revoked_at IS NULL RETURNING id",
            [.text(name), .instant(now)]
        )
        return try rows.first.map { row in
            var row = row
            return try row.id()
        }
    }

    static func bearer(
        of digest: TokenDigest,
        at now: Date,
        in transaction: any Transaction
    ) throws -> TokenBearer? {
        let found = try transaction.rows("\(select) WHERE api_tokens.digest = $1", [.text(digest)]).first
        guard var row = found else { return nil }
        let tokens = try withPermissions([token(from: &row)], in: transaction)
        guard let token = tokens.first, token.isInForce(at: now),
            let account = try UserTable.account(named: token.user, in: transaction), !account.user.isDisabled
        else { return nil }
        return TokenBearer(token: token, user: account.user, rights: account.rights.limited(to: token.permissions))
    }

    static func touch(_ token: APITokenID, at now: Date, in transaction: any Transaction) throws {
        try transaction.execute(
            "UPDATE api_tokens SET last_used_at = $2 WHERE id = $1",
            [.integer(token.rawValue), .instant(now)]
        )
    }

    private static let select = """
        SELECT api_tokens.id, api_tokens.name, users.name, api_tokens.created_at, api_tokens.expires_at,
            api_tokens.revoked_at, api_tokens.last_used_at
        FROM api_tokens JOIN users ON users.id = api_tokens.user_id
        """

    private static func token(from row: inout SQLRow) throws -> APIToken {
        try APIToken(
            id: row.id(),
            name: row.text(),
            user: row.named(),
            permissions: [],
            createdAt: row.instant(),
            expiresAt: row.optionalInstant(),
            revokedAt: row.optionalInstant(),
            lastUsedAt: row.optionalInstant()
        )
    }

    /// Permissions that this program does not know belong to a newer one and are passed over.
    private static func withPermissions(
        _ tokens: [APIToken],
        in transaction: any Transaction
    ) throws -> [APIToken] {
        let rows = try transaction.rows(
            "SELECT permission FROM api_token_permissions WHERE token_id = $1",
            each: tokens.map { [.integer($0.id.rawValue)] }
        )
        return try zip(tokens, rows).map { token, rows in
            var token = token
            for var row in rows {
                if let permission = Permission(rawValue: try row.text()) { token.permissions.insert(permission) }
            }
            return token
        }
    }
}
