import Foundation
import Logging
import Testing

@testable import ContactCenter

@Suite("A log-in")
struct LogInTests {
    private let clock = TurnedClock()
    private let passwords = MarkedPasswords()
    private let store = MemoryAccess(
        [.sample(), .sample(2, "boris", isDisabled: true)],
        browsers: [.init(browser: TokenDigest("desk"), user: UserID(1))]
    )
    private let logIn: LogIn

    init() {
        let clock = clock
        let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        logIn = LogIn(store: store, passwords: passwords, now: { clock.now }, logger: silent)
    }

    /// - Returns: `nil` for who was let in.
    private func refusal(
        _ name: String = "anna",
        _ password: String = "wrong horse",
        from address: String = "10.0.0.7",
        at browser: TokenDigest? = nil
    ) async throws -> LogIn.Refusal? {
        do {
            _ = try await logIn.check(
                .init(name: name, password: password, address: address, knownBrowser: browser)
            )
            return nil
        } catch let refusal as LogIn.Refusal {
            return refusal
        }
    }

    @Test("with name and password gives the person and their rights, however the name is spelled")
    func letIn() async throws {
        let attempt = LogIn.Attempt(name: " ANNA ", password: "correct horse", address: "10.0.0.7")
        #expect(try await logIn.check(attempt) == .sample())
        #expect(await store.log.isEmpty)
    }

    @Test("with a wrong name is refused like one with a wrong password: word, work and delay")
    func noHint() async throws {
        for (name, address) in [("anna", "10.0.0.7"), ("nobody", "10.0.0.8")] {
            let refusals = try await [
                refusal(name, from: address), refusal(name, from: address), refusal(name, from: address),
                refusal(name, from: address),
            ]
            #expect(refusals == [.wrong, .wrong, .wrong, .tooEarly(seconds: 1)])
        }
        #expect(await passwords.checks == Array(repeating: Account.sample().password, count: 3) + [nil, nil, nil])
        #expect(try await refusal("not a name!") == .wrong)
    }

    @Test("that comes too early is not tried, and does not make the delay longer")
    func tooEarly() async throws {
        for _ in 0..<3 { _ = try await refusal() }
        clock.turn(0.5)
        for _ in 0..<50 { #expect(try await refusal("anna", "correct horse") == .tooEarly(seconds: 1)) }
        #expect(await passwords.checks.count == 3)
        clock.turn(0.5)
        #expect(try await refusal("anna", "correct horse") == nil)
    }

    @Test("at the browser that a person uses every day does not wait for what strangers try elsewhere")
    func strangers() async throws {
        for round in 0..<200 {
            clock.turn(30)
            _ = try await refusal(from: "203.0.113.\(round % 5)")
            _ = try await refusal(from: "10.0.0.7")
        }
        #expect(try await refusal("anna", "correct horse") == .tooEarly(seconds: 30))
        #expect(try await refusal("anna", "correct horse", at: TokenDigest("desk")) == nil)
    }

    @Test("at a browser that only says that it is known waits like any other")
    func pretendedBrowser() async throws {
        for number in 0..<3 { #expect(try await refusal(at: TokenDigest("pretended \(number)")) == .wrong) }
        #expect(try await refusal(at: TokenDigest("another one")) == .tooEarly(seconds: 1))
        // Known, but to somebody else.
        for _ in 0..<3 { _ = try await refusal("boris", at: TokenDigest("desk")) }
        #expect(try await refusal("boris") == .tooEarly(seconds: 1))
    }

    @Test("at the person's own browser waits, too, after wrong passwords there")
    func ownBrowser() async throws {
        for _ in 0..<3 { #expect(try await refusal(at: TokenDigest("desk")) == .wrong) }
        #expect(try await refusal(at: TokenDigest("desk")) == .tooEarly(seconds: 1))
    }

    @Test("with many names from one address waits after thirty of them")
    func manyNames() async throws {
        for number in 0..<30 { #expect(try await refusal("name\(number)") == .wrong) }
        #expect(try await refusal("name30") == .tooEarly(seconds: 1))
        #expect(try await refusal("name30", from: "10.0.0.8") == .wrong)
    }

    @Test(
        "tried many times side by side counts each time: the free ones are checked, the others wait",
        .timeLimit(.minutes(1))
    )
    func sideBySide() async throws {
        await passwords.holdChecks()
        let refusals = try await withThrowingTaskGroup { group in
            for _ in 0..<10 { group.addTask { try await self.refusal() } }
            var refusals: [LogIn.Refusal?] = []
            for _ in 0..<7 { refusals.append(try await group.next() ?? nil) }
            await passwords.letChecksGo()
            for try await refusal in group { refusals.append(refusal) }
            return refusals
        }
        #expect(refusals == Array(repeating: .tooEarly(seconds: 1), count: 7) + [.wrong, .wrong, .wrong])
        #expect(await passwords.checks.count == 3)
    }

    @Test("that the machine had no time for is not counted and leaves no delay behind")
    func busy() async throws {
        await passwords.beBusy(true)
        for _ in 0..<100 { #expect(try await refusal() == .busy) }
        await passwords.beBusy(false)
        for _ in 0..<3 { #expect(try await refusal() == .wrong) }
        clock.turn(1)
        await passwords.beBusy(true)
        #expect(try await refusal() == .busy)
        await passwords.beBusy(false)
        #expect(try await refusal("anna", "correct horse") == nil)
    }

    @Test("of somebody who may no longer is refused, and only who knows the password is told why")
    func disabled() async throws {
        #expect(try await refusal("boris") == .wrong)
        #expect(try await refusal("boris", "correct horse") == .disabled)
        #expect(await store.log.map(\.subject) == ["user:2", "user:2"])
    }

    @Test("with a password longer than any can be is refused without the work, and counts")
    func longPassword() async throws {
        let long = String(repeating: "a", count: 201)
        for _ in 0..<3 { #expect(try await refusal("anna", long) == .wrong) }
        #expect(await passwords.checks.isEmpty)
        #expect(try await refusal("anna", long) == .tooEarly(seconds: 1))
        _ = try await refusal("nobody", String(repeating: "a", count: 200))
        #expect(await passwords.checks.count == 1)
    }

    @Test("that is refused stands in the audit log: whose account and from where, not what was typed")
    func auditLog() async throws {
        _ = try await refusal("anna", "s3cret typed", from: "10.0.0.7")
        _ = try await refusal("s3cret name", "s3cret typed", from: "10.0.0.8")
        _ = try await refusal("s3cret", "s3cret typed", from: "10.0.0.9")
        let log = await store.log
        #expect(
            log == [
                AuditEntry(
                    at: clock.now,
                    user: nil,
                    action: .logInRefused,
                    subject: "user:1",
                    address: "10.0.0.7"
                ),
                AuditEntry(at: clock.now, user: nil, action: .logInRefused, address: "10.0.0.9"),
            ]
        )
        #expect(!"\(log)".contains("s3cret"))
    }

    @Test("with the right password forgets the wrong ones before it")
    func forgiven() async throws {
        for _ in 0..<5 {
            for _ in 0..<2 { #expect(try await refusal() == .wrong) }
            #expect(try await refusal("anna", "correct horse") == nil)
        }
    }
}
