import ArgumentParser
import ContactCenter
import Foundation
import Integrations
import Storage

/// `priyom user`: the people who may log in.
package struct UserCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "Add people who may log in, set their passwords, list them.",
        subcommands: [UserAddCommand.self, UserPasswordCommand.self, UserListCommand.self]
    )

    package init() {}
}

/// `priyom user add`.
package struct UserAddCommand: OperatorCommand {
    package static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add somebody who may log in.",
        discussion: "The password is read from the standard input: typed twice at a terminal, else its first line."
    )

    @Argument(help: "What the person types to log in.")
    var name: String

    @Option(help: "As colleagues know them. Default: the name.")
    var displayName: String?

    @Option(help: "A role; may be repeated. Default: operator.")
    var role: [String] = []

    @Option(help: "The department, if there are several.")
    var department: String?

    @Option(help: "The phone on their desk, offered when they log in.")
    var phone: String?

    @OptionGroup var options: ConfigurationOptions

    package init() {}

    package func perform() async throws {
        let name = try UserName(checking: name)
        try check(displayName, "display name", upTo: 200)
        try check(department, "department", upTo: 200)
        try check(phone, "phone", upTo: 32)
        let configuration = try await options.load(need: .nothing)
        let password = try PasswordPrompt().newPassword(for: name)
        let user = try await NewUser(
            name: name,
            displayName: displayName ?? name.rawValue,
            roles: role.isEmpty ? [.operator] : Set(role.map { RoleName($0) }),
            department: department,
            phone: phone.map { Extension($0) },
            password: ScryptPasswords(threads: 1).hash(password)
        )
        try await DataStore.with(configuration, logger: Self.logger(configuration)) { store in
            let fields = ["name", "display_name", "roles", "department", "phone", "password"]
            _ = try await store.access.add(
                user,
                audit: AuditEntry(at: Date(), user: nil, action: .userAdded, fields: fields)
            )
        }
        print("\(name) may log in")
    }

    private func check(_ text: String?, _ what: String, upTo limit: Int) throws {
        guard let text, !(1...limit).contains(text.unicodeScalars.count) else { return }
        throw CommandFailure(.badInput, "a \(what) has 1 to \(limit) characters")
    }
}

/// `priyom user passwd`.
package struct UserPasswordCommand: OperatorCommand {
    package static let configuration = CommandConfiguration(
        commandName: "passwd",
        abstract: "Set somebody's password. Logs the person out everywhere.",
        discussion: "The password is read from the standard input: typed twice at a terminal, else its first line."
    )

    @Argument(help: "What the person types to log in.")
    var name: String

    @OptionGroup var options: ConfigurationOptions

    package init() {}

    package func perform() async throws {
        let name = try UserName(checking: name)
        let configuration = try await options.load(need: .nothing)
        try await DataStore.with(configuration, logger: Self.logger(configuration)) { store in
            guard try await store.access.account(named: name) != nil else { throw AccessError.noSuchUser(name) }
            let hash = try await ScryptPasswords(threads: 1).hash(PasswordPrompt().newPassword(for: name))
            try await store.access.setPassword(
                hash,
                of: name,
                audit: AuditEntry(at: Date(), user: nil, action: .passwordSet, fields: ["password"])
            )
        }
        print("the password of \(name) is set")
    }
}

/// `priyom user list`.
package struct UserListCommand: OperatorCommand {
    package static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Show who may log in: name, roles, phone, department, name for colleagues."
    )

    @OptionGroup var options: ConfigurationOptions

    package init() {}

    package func perform() async throws {
        let configuration = try await options.load(need: .nothing)
        let users = try await DataStore.with(configuration, logger: Self.logger(configuration)) { store in
            try await store.access.users()
        }
        for user in users {
            let roles = user.roles.sorted().map(\.rawValue).joined(separator: ",")
            let fields = [
                user.name.rawValue, roles, user.phone?.rawValue ?? "-", user.department ?? "-", user.displayName,
            ]
            print((user.isDisabled ? fields + ["(disabled)"] : fields).joined(separator: "\t"))
        }
    }
}
