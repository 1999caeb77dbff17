import Asterisk
import Crypto
import Foundation
import NIOCore
import Testing

@testable import PBXSimulator

@Suite(.timeLimit(.minutes(2))) struct ServerTests {
    /// Starts a simulator on a free port, and stops it afterwards.
    private func simulator<Result: Sendable>(
        _ change: (inout SimulatorConfiguration) -> Void = { _ in },
        _ body: @Sendable (PBXSimulator, Int) async throws -> Result
    ) async throws -> Result {
        var configuration = SimulatorConfiguration()
        configuration.port = 0
        change(&configuration)
        let simulator = PBXSimulator(configuration)
        try await simulator.start()
        do {
            let result = try await body(simulator, simulator.port)
            try await simulator.stop()
            return result
        } catch {
            try await simulator.stop()
            throw error
        }
    }

    /// The recorded answers of a 17 file: what is not an event.
    private func recordedResponses(_ name: String) throws -> [String] {
        try Recordings.messages(name).filter { $0.response != nil }.map(Self.answer)
    }

    /// An answer without what differs from log-in to log-in.
    private static func answer(_ message: AMIMessage) -> String {
        message.headers
            .filter { !["ActionID", "Challenge", "Timestamp"].contains($0.name) }
            .map { "\($0.name): \($0.value)" }
            .joined(separator: "\n")
    }

    @Test("a wrong secret is answered as recorded, a second later, and the connection closed")
    func wrongSecret() async throws {
        let recorded = try recordedResponses("17-auth-wrong-secret.txt")
        try await simulator { _, port in
            try await ManagerClient.connected(to: port) { client in
                #expect(try await client.next()?.banner == "Asterisk Call Manager/11.0.0")
                let start = ContinuousClock.now
                let answer = try await client.ask("Action: Login\nUsername: priyom\nSecret: nottheone", id: "1")
                #expect(answer.map(Self.answer) == recorded)
                #expect(ContinuousClock.now - start >= .milliseconds(950))
                #expect(try await client.next() == nil)
            }
        }
    }

    @Test("a user without rights gets the recorded answers, log-in to log-off")
    func readOnly() async throws {
        let recorded = try recordedResponses("17-auth-readonly.txt")
        let actions = [
            "Action: Login\nUsername: viewer\nSecret: viewonly", "Action: Ping", "Action: CoreShowChannels",
            "Action: Originate\nChannel: PJSIP/0111", "Action: Redirect\nChannel: PJSIP/trunk-00000000",
            "Action: QueuePause\nInterface: PJSIP/0111\nPaused: true", "Action: QueueStatus", "Action: NoSuchAction",
            "Action: Logoff",
        ]
        try await simulator { _, port in
            try await ManagerClient.connected(to: port) { client in
                _ = try await client.next()
                var answers: [String] = []
                for (index, action) in actions.enumerated() {
                    answers.append(Self.answer(try #require(try await client.ask(action, id: "\(index)").first)))
                }
                #expect(answers == recorded)
                #expect(try await client.next(where: { _ in false }) == nil)
            }
        }
    }

    @Test("an action before the log-in is not permitted, and an MD5 log-in works as recorded")
    func loginByChallenge() async throws {
        let refused = try recordedResponses("17-auth-no-login.txt")
        let recorded = try recordedResponses("17-auth-md5.txt")
        try await simulator { _, port in
            try await ManagerClient.connected(to: port) { client in
                _ = try await client.next()
                #expect(try await client.ask("Action: CoreShowChannels", id: "0").map(Self.answer) == refused)
                let challenge = try #require(try await client.ask("Action: Challenge\nAuthType: MD5", id: "1").first)
                let digest = Insecure.MD5.hash(data: Array("\(challenge["Challenge"] ?? "")secret".utf8))
                let key = digest.map { String(format: "%02x", $0) }.joined()
                let login = "Action: Login\nAuthType: MD5\nUsername: priyom\nKey: \(key)"
                let answers = [
                    challenge,
                    try #require(try await client.ask(login, id: "2").first),
                    try #require(
                        try await client.ask("Action: Redirect\nChannel: PJSIP/trunk-ffffffff", id: "3").first
                    ),
                    try #require(try await client.ask("Action: Logoff", id: "4").first),
                ]
                #expect(answers.map(Self.answer) == recorded)
            }
        }
    }

    @Test("every list has the shape that was recorded, in mid-call")
    func lists() async throws {
        var recorded: Set<String> = []
        for name in ["12-presence-and-resync.txt", "13-reconnect-2-after.txt", "17-auth-readonly.txt"] {
            for message in try Recordings.messages(name) { recorded.insert(message.shape) }
        }
        let shapes = recorded
        let plan = RecordedScenarios.plans[0].plans[0]
        try await simulator { simulator, port in
            try await ManagerClient.connected(to: port) { client in
                try await client.logIn()
                try await simulator.place(plan)
                _ = try await client.next { $0.event == "BridgeEnter" && $0["BridgeNumChannels"] == "2" }
                let names = [
                    "CoreShowChannels", "Status", "QueueStatus", "QueueSummary", "DeviceStateList",
                    "ExtensionStateList",
                    "BridgeList", "PJSIPShowEndpoints", "ExtensionState\nExten: 0111\nContext: from-internal",
                ]
                for name in names {
                    for message in try await client.ask("Action: \(name)", id: name.prefix { $0 != "\n" } + "-1") {
                        #expect(shapes.contains(message.shape), "\(message.shape)")
                    }
                }
            }
        }
    }

    private static var talkingWithoutEnd: CallPlan {
        var plan = RecordedScenarios.plans[0].plans[0]
        plan.acts = [.talk(.seconds(600))]
        return plan
    }

    @Test("whoever comes back after a cut finds exactly the live channels, with the number that was called")
    func cutAndResync() async throws {
        let talking = Self.talkingWithoutEnd
        try await simulator { simulator, port in
            let linkedID = try await ManagerClient.connected(to: port) { client in
                try await client.logIn()
                let linkedID = try await simulator.place(talking)
                _ = try await client.next { $0.event == "BridgeEnter" && $0["BridgeNumChannels"] == "2" }
                try await simulator.cut()
                #expect(try await client.next(where: { _ in false }) == nil)
                return linkedID
            }
            try await ManagerClient.connected(to: port) { client in
                try await client.logIn()
                let status = try await client.ask("Action: Status", id: "s").filter { $0.event == "Status" }
                #expect(status.count == 2)
                #expect(status.allSatisfy { $0["Linkedid"] == linkedID })
                #expect(Set(status.compactMap { $0["DNID"] }) == ["7559996", ""])
                try await client.send("Action: Hangup\nChannel: \(status[0]["Channel"] ?? "")")
                let hangup = try await client.next { $0.event == "Hangup" && $0["Uniqueid"] == linkedID }
                #expect(hangup != nil)
                #expect(try await client.ask("Action: CoreShowChannels", id: "c").last?["ListItems"] == "0")
            }
        }
    }

    @Test("a click-to-call by Originate names its action in the answer that comes later")
    func originate() async throws {
        try await simulator { simulator, port in
            try await ManagerClient.connected(to: port) { client in
                try await client.logIn()
                let action = """
                    Action: Originate
                    Channel: PJSIP/0111
                    Context: from-internal
                    Exten: 9161234567
                    Priority: 1
                    CallerID: "Click 9161234567" <9161234567>
                    Timeout: 15000
                    Async: true
                    Variable: CLICK2CALL=1
                    """
                let queued = try await client.ask(action, id: "click")
                #expect(queued.first?["Message"] == "Originate successfully queued")
                let response = try await client.next { $0.event == "OriginateResponse" }
                #expect(response?.actionID == "click")
                #expect(response?["Response"] == "Success")
                #expect(response?["CallerIDName"] == "Click 9161234567")
            }
        }
    }

    @Test("a session sees only the classes of events that it asked for")
    func eventMask() async throws {
        let plan = RecordedScenarios.plans[0].plans[0]
        try await simulator { simulator, port in
            try await ManagerClient.connected(to: port) { client in
                _ = try await client.next()
                _ = try await client.ask("Action: Login\nUsername: priyom\nSecret: secret\nEvents: call,cdr", id: "1")
                try await simulator.place(plan)
                _ = try await client.next { $0.event == "Cdr" }
                let classes = Set(await client.received.compactMap { $0["Privilege"] })
                #expect(classes.isSubset(of: ["call,all", "cdr,all", "system,all"]))
            }
        }
    }

    @Test("garbage on the port harms nobody else")
    func garbage() async throws {
        try await simulator { _, port in
            // What becomes of this connection is open: it may be closed while rubbish is still on its way.
            try? await ManagerClient.connected(to: port) { client in
                for rubbish in ["\u{0}\u{1}\u{2}", "Action", ": : :", "GET / HTTP/1.1\nHost: x", "Action: \nActionID:"]
                {
                    try await client.send(rubbish)
                }
                try await client.send(String(repeating: "A", count: 200_000))
                #expect(try await client.next(where: { $0.response == "Success" }) == nil)
            }
            try await ManagerClient.connected(to: port) { client in
                try await client.logIn()
                #expect(try await client.ask("Action: Ping", id: "p").first?["Ping"] == "Pong")
            }
        }
    }

    @Test("a port that is taken is an error that says so")
    func portTaken() async throws {
        try await simulator { _, port in
            var configuration = SimulatorConfiguration()
            configuration.port = port
            let second = PBXSimulator(configuration)
            await #expect(throws: SimulatorError(.portTaken(port))) { try await second.start() }
        }
    }

    @Test("commands are understood, and what is wrong with a line is said")
    func commands() throws {
        #expect(try ControlCommand("cut 30") == .cut(.seconds(30)))
        #expect(try ControlCommand("call pattern=queue 3") == .call(pattern: "queue", count: 3))
        #expect(throws: SimulatorError(.badArgument(command: "rate", expected: "a number"))) {
            try ControlCommand("rate x")
        }
        #expect(throws: SimulatorError(.unknownPattern("nonsense"))) { try ControlCommand("call nonsense") }
        #expect(throws: SimulatorError(.unknownCommand("fly"))) { try ControlCommand("fly") }
    }
}
