import NIOCore
import TestSupport
import Testing

@testable import Asterisk

@Suite("AMISession and what goes wrong", .timeLimit(.minutes(5)))
struct AMISessionFaultTests {
    private let welcoming: FakePBX.Script = { client in
        try await client.logIn()
        try await client.waitForEnd()
    }

    /// The first connection goes wrong as the script says; the next one must stand.
    private func failure(
        _ script: @escaping FakePBX.Script,
        _ change: @Sendable (inout AMIConfiguration) -> Void = { _ in }
    ) async throws -> AMIError {
        try await FakePBX.run([script, welcoming]) { pbx in
            var configuration = AMIConfiguration.sample(port: pbx.port)
            change(&configuration)
            return try await withSession(configuration) { _, events in
                let error = try await events.disconnected()
                #expect(error.host == "127.0.0.1:\(pbx.port)")
                try await events.connected()
                return error
            }
        }
    }

    @Test("a refused log-in is told in the PBX's words and tried again", arguments: ["wrong-secret", "unknown-user"])
    func loginRefused(_ recording: String) async throws {
        let bytes = try Recording(name: "17-auth-\(recording)").bytes()
        let error = try await failure { client in
            try await client.send(bytes)
            _ = try await client.receive()
        }
        #expect(error.code == .loginRefused("Authentication failed"))
        #expect(error.description.contains("check name, secret and permit/deny of the user in manager.conf"))
    }

    @Test("a PBX that is down: connection refused, and it is found when it is back")
    func connectionRefused() async throws {
        let port = try await FakePBX.run([welcoming]) { $0.port }
        try await withSession(.sample(port: port)) { _, events in
            let error = try await events.disconnected()
            #expect(error.code == .connectionRefused)
            guard case .connecting(attempt: 2) = await events.next() else { throw EndOfEvents() }
        }
    }

    @Test("a connection cut in the middle of a message: the half is not handed on, and the session comes back")
    func cutInMessage() async throws {
        let script: FakePBX.Script = { client in
            try await client.logIn()
            try await client.send("Event: Hold\r\n\r\nEvent: Hangup\r\nUniqu")
        }
        try await FakePBX.run([script, welcoming]) { pbx in
            try await withSession(.sample(port: pbx.port)) { _, events in
                let messages = try await events.messages { $0.event == "Hold" }
                #expect(!messages.contains { $0.event == "Hangup" })
                let error = try await events.disconnected()
                #expect(error.code == .connectionLost)
                guard case .connecting = await events.next() else { throw EndOfEvents() }
                try await events.connected()
            }
        }
    }

    @Test("after a loss the first try comes within a second, and while the PBX is down the tries get rarer")
    func reconnectTimes() async throws {
        let port = try await FakePBX.run([welcoming]) { $0.port }
        let waits = Shared<[Duration]>([])
        var configuration = AMIConfiguration.sample(port: port)
        configuration.reconnect = AMIConfiguration.Reconnect()
        try await withSession(configuration) {
            waits.value.append($0)
        } _: { _, events in
            var announced: [Duration] = []
            while announced.count < 10, let event = await events.next() {
                if case .disconnected(_, let delay) = event { announced.append(delay) }
            }
            #expect(announced[0] <= .seconds(1))
            #expect(announced[9] >= .seconds(15) && announced[9] <= .seconds(30))
            #expect(waits.value.starts(with: announced.dropLast()))
        }
    }

    @Test("a port that accepts and says nothing")
    func silentPort() async throws {
        let error = try await failure {
            try await $0.waitForEnd()
        } _: {
            $0.connectTimeout = .milliseconds(50)
        }
        guard case .timedOut = error.code else { throw error }
    }

    @Test("a PBX that greets and never answers the log-in")
    func silentLogin() async throws {
        let error = try await failure { client in
            try await client.send("Asterisk Call Manager/11.0.0\r\n")
            try await client.waitForEnd()
        } _: {
            $0.connectTimeout = .milliseconds(50)
        }
        guard case .timedOut = error.code else { throw error }
    }

    @Test("a connection that is half open: no sign of life after a ping")
    func halfOpen() async throws {
        let error = try await failure { client in
            try await client.logIn()
            try await client.waitForEnd()
        } _: {
            $0.keepAliveInterval = .milliseconds(50)
        }
        #expect(error.code == .timedOut(waitingFor: "any sign of life"))
    }

    @Test("a port of something else gets no secret")
    func notAManager() async throws {
        let error = try await failure { client in
            try await client.send("SSH-2.0-OpenSSH_9.2p1\r\n")
            if let action = try? await client.receive() { Issue.record("received \(action)") }
        }
        #expect(error.code == .notAManager("SSH-2.0-OpenSSH_9.2p1"))
    }

    @Test("a line of 1 MiB that does not end", arguments: [true, false])
    func messageTooLong(isLoggedIn: Bool) async throws {
        let error = try await failure { client in
            if isLoggedIn { try await client.logIn() }
            try await client.send([UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20))
            try await client.waitForEnd()
        }
        #expect(error.code == .messageTooLong(limit: 1 << 20))
    }

    @Test("random bytes, before the log-in and after", arguments: 0..<8)
    func garbage(seed: Int) async throws {
        let garbage: FakePBX.Script = { client in
            var random = SeededRandom(seed: UInt64(seed))
            if !seed.isMultiple(of: 2) { try await client.logIn() }
            for _ in 0..<20 {
                try await client.send(random.bytes(Int.random(in: 1...100_000, using: &random)))
            }
        }
        let error = try await failure(garbage)
        switch error.code {
        case .connectionLost, .notAManager, .messageTooLong, .loginRefused: break
        default: Issue.record(error)
        }
    }

    @Test("a name that is no host is told as such")
    func unknownHost() async throws {
        var configuration = AMIConfiguration.sample(port: 5_038)
        configuration.host = "no-such-host.invalid"
        try await withSession(configuration) { _, events in
            let error = try await events.disconnected()
            #expect(error.code == .unreachable("no such host: no-such-host.invalid"))
        }
    }

    @Test("a user name with a line break never reaches the PBX")
    func hostileUserName() async throws {
        let script: FakePBX.Script = { client in
            try await client.send("Asterisk Call Manager/11.0.0\r\n")
            if let action = try? await client.receive() { Issue.record("received \(action)") }
        }
        try await FakePBX.run([script]) { pbx in
            var configuration = AMIConfiguration.sample(port: pbx.port)
            configuration.username = "priyom\r\nAction: Command"
            try await withSession(configuration) { _, events in
                let error = try await events.disconnected()
                #expect(error.code == .invalidHeader(name: "Username"))
            }
        }
    }

    @Test("a session whose reader lags ends when its task is cancelled")
    func cancelledWhilePaused() async throws {
        let script: FakePBX.Script = { client in
            try await client.logIn()
            while true { try await client.send("Event: VarSet\r\n\r\n") }
        }
        try await FakePBX.run([script]) { pbx in
            var configuration = AMIConfiguration.sample(port: pbx.port)
            configuration.readAheadLimit = 1 << 16
            try await withSession(configuration) { session, _ in
                while session.waitingBytes < 1 << 16 { try await Task.sleep(for: .milliseconds(10)) }
            }
        }
    }

    @Test("a reader that does not read makes the PBX wait, and memory does not grow; later it gets everything in order")
    func backPressure() async throws {
        let count = 50_000
        let isThrough = Shared(false)
        let progress = Shared(0)
        let script: FakePBX.Script = { client in
            try await client.logIn()
            try await client.answerLists()
            for first in stride(from: 0, to: count, by: 100) {
                let events = (first..<first + 100).map { number in
                    "Event: VarSet\r\nNumber: \(number)\r\nValue: \(String(repeating: "x", count: 400))\r\n\r\n"
                }
                try await client.send(events.joined())
                progress.value = first
            }
            isThrough.value = true
            try await client.waitForEnd()
        }
        try await FakePBX.run([script]) { pbx in
            var configuration = AMIConfiguration.sample(port: pbx.port)
            configuration.readAheadLimit = 1 << 20
            try await withSession(configuration) { session, events in
                try await events.connected()
                while session.waitingBytes < 1 << 20 { try await Task.sleep(for: .milliseconds(10)) }
                var seen = -1
                while progress.value != seen {
                    seen = progress.value
                    try await Task.sleep(for: .milliseconds(300))
                }
                #expect(!isThrough.value)
                #expect(session.waitingBytes < 2 << 20)
                let numbers = try await events.messages { $0["Number"] == "\(count - 1)" }.compactMap { $0["Number"] }
                // Said in a word: the two lists would fill the screen.
                let isComplete = numbers == (0..<count).map(String.init)
                #expect(isComplete)
            }
        }
    }
}
