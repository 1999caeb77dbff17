import ArgumentParser
import ContactCenter
import Foundation
import Storage
import Web

/// `priyom token`: other programs that may use the API.
package struct TokenCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Make tokens by which other programs use the API, list and revoke them.",
        subcommands: [TokenAddCommand.self, TokenListCommand.self, TokenRevokeCommand.self]
    )

    package init() {}
}

/// `priyom token add`.
package struct TokenAddCommand: OperatorCommand {
    package static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Make a token and print its secret, this once.",
        discussion: """
            Whoever has the secret may do what the user may, within the token's permissions, and stands in the histories as the \
            user: add one for each program (priyom user add 1c).
            """
    )

    @Argument(help: "What it is for, such as 1c.")
    var name: String

    @Option(help: "The user whom the program acts as.")
    var user: String

    @Option(help: "A permission, such as clients, contacts or directories; may be repeated.")
    var permission: [String] = []

    @Option(help: "For how many days it is good. Default: until it is revoked.")
    var days: Int?

    @OptionGroup var options: ConfigurationOptions

    package init() {}

    package func perform() async throws {
        guard APIToken.nameLength.contains(name.unicodeScalars.count), !name.contains(where: \.isWhitespace) else {
            throw CommandFailure(.usage, "a token's name has 1 to 64 characters and no blanks")
        }
        guard !permission.isEmpty else {
            throw CommandFailure(.usage, "say what it may do: --permission, once for each of \(Self.known)")
        }
        let permissions = try permission.map { name in
            guard let permission = Permission(rawValue: name) else {
                throw CommandFailure(.usage, "there is no permission \(name); the permissions are \(Self.known)")
            }
            return permission
        }
        if let days, !(1...36_500).contains(days) { throw CommandFailure(.usage, "--days is 1 to 36500") }
        let user = try UserName(checking: user)
        let configuration = try await options.load(need: .nothing)
        let (secret, now) = (APISecret(), Date())
        let token = NewAPIToken(
            name: name,
            user: user,
            permissions: Set(permissions),
            expiresAt: days.map { now + Double($0) * 86_400 },
            digest: secret.digest
        )
        let missing = try await DataStore.with(configuration, logger: Self.logger(configuration)) { store in
            let fields = ["name", "user", "permissions", "expires_at"]
            _ = try await store.apiTokens.add(
                token,
                audit: AuditEntry(at: now, user: nil, action: .tokenAdded, fields: fields)
            )
            let rights = try await store.access.account(named: user)?.rights ?? Rights()
            return permissions.filter { !rights.allows($0) }.map(\.rawValue)
        }
        // Alone on the standard output, so that a script can take it.
        print(secret.text)
        Self.tell("keep it: the secret is not shown again")
        if !missing.isEmpty {
            Self.tell("\(user) may not do this, and so the token may not: \(missing.joined(separator: ", "))")
        }
    }

    private static let known = Permission.allCases.map(\.rawValue).joined(separator: ", ")

    private static func tell(_ words: String) { FileHandle.standardError.write(Data("priyom: \(words)\n".utf8)) }
}

/// `priyom token list`.
package struct TokenListCommand: OperatorCommand {
    package static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Show the tokens: name, user, permissions, state, when made, when last used."
    )

    @OptionGroup var options: ConfigurationOptions

    package init() {}

    package func perform() async throws {
        let configuration = try await options.load(need: .nothing)
        let tokens = try await DataStore.with(configuration, logger: Self.logger(configuration)) { store in
            try await store.apiTokens.tokens()
        }
        let now = Date()
        for token in tokens {
            let permissions = token.permissions.map(\.rawValue).sorted().joined(separator: ",")
            let state = token.revokedAt != nil ? "revoked" : token.isInForce(at: now) ? "in force" : "expired"
            let fields = [
                token.name, token.user.rawValue, permissions, state, Self.text(token.createdAt),
                token.lastUsedAt.map(Self.text) ?? "-",
            ]
            print(fields.joined(separator: "\t"))
        }
    }

    private static func text(_ instant: Date) -> String { instant.formatted(.iso8601) }
}

/// `priyom token revoke`.
package struct TokenRevokeCommand: OperatorCommand {
    package static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Make a token good for nothing, at once."
    )

    @Argument(help: "The token's name.")
    var name: String

    @OptionGroup var options: ConfigurationOptions

    package init() {}

    package func perform() async throws {
        let configuration = try await options.load(need: .nothing)
        try await DataStore.with(configuration, logger: Self.logger(configuration)) { store in
            try await store.apiTokens.revoke(
                name,
                audit: AuditEntry(at: Date(), user: nil, action: .tokenRevoked, fields: ["revoked_at"])
            )
        }
        print("\(name) is revoked")
    }
}
