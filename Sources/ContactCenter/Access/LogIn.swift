import Foundation
import Logging

/// Lets people in: name and password against the accounts, with growing delays against guessing.
package actor LogIn {
    /// What a person typed, and where.
    package struct Attempt: Sendable {
        package var name: String
        package var password: String
        package var address: String
        /// What the browser was given at an earlier log-in, if it was.
        package var knownBrowser: TokenDigest?

        package init(name: String, password: String, address: String, knownBrowser: TokenDigest? = nil) {
            self.name = name
            self.password = password
            self.address = address
            self.knownBrowser = knownBrowser
        }
    }

    /// Why somebody is not let in.
    package enum Refusal: Error, Hashable, Sendable {
        /// Name or password; which of them is not told.
        case wrong
        /// Too many tries: the next one counts after so many seconds.
        case tooEarly(seconds: Int)
        /// The machine checks as many passwords as it can.
        case busy
        case disabled
    }

    private let store: any AccessStore
    private let passwords: any Passwords
    private let now: @Sendable () -> Date
    private let logger: Logger
    private var delays = AttemptDelays()

    package init(
        store: any AccessStore,
        passwords: any Passwords,
        now: @escaping @Sendable () -> Date,
        logger: Logger
    ) {
        self.store = store
        self.passwords = passwords
        self.now = now
        self.logger = logger
    }

    /// - Throws: `Refusal`, and what the store throws.
    package func check(_ attempt: Attempt) async throws -> Account {
        guard let name = UserName(attempt.name) else { throw Refusal.wrong }
        let account = try await store.account(named: name)
        let places = try await places(of: attempt, name, account?.user.id)
        let wait = delays.wait(places, at: now())
        guard wait <= 0 else { throw Refusal.tooEarly(seconds: Int(wait.rounded(.up))) }
        // Counted before it is known to be wrong, so that tries made side by side wait for each other.
        delays.noteFailure(places, at: now())
        let isRight: Bool
        do {
            isRight = try await self.isRight(attempt.password, for: account?.password)
        } catch {
            delays.takeBack(places)
            throw error is PasswordsBusy ? Refusal.busy : error
        }
        guard isRight, let account else {
            try await noteRefusal(of: account?.user.id, attempt)
            throw Refusal.wrong
        }
        delays.noteSuccess(places)
        guard !account.user.isDisabled else {
            try await noteRefusal(of: account.user.id, attempt)
            throw Refusal.disabled
        }
        return account
    }

    private func places(
        of attempt: Attempt,
        _ name: UserName,
        _ user: UserID?
    ) async throws -> [AttemptDelays.Place] {
        if let browser = attempt.knownBrowser, let user, try await store.isKnown(browser, to: user) {
            return [.browser(browser, name)]
        }
        return [.address(attempt.address, name), .anyName(address: attempt.address)]
    }

    private func isRight(_ password: String, for hash: PasswordHash?) async throws -> Bool {
        guard password.unicodeScalars.count <= PasswordRule.length.upperBound else { return false }
        return try await passwords.isRight(password, for: hash)
    }

    private func noteRefusal(of user: UserID?, _ attempt: Attempt) async throws {
        logger.notice("A log-in was refused", metadata: ["address": "\(attempt.address)"])
        let subject = user.map { "user:\($0)" }
        let entry = AuditEntry(
            at: now(),
            user: nil,
            action: .logInRefused,
            subject: subject,
            address: attempt.address
        )
        try await store.note(entry)
    }
}
