import ContactCenter
import Telephony
import Testing

@testable import PBXSimulator

/// The operator sits at 0111, which 7559996 rings. The simulator's machines take three seconds.
@Suite("Faxes, as in recording 15", .timeLimit(.minutes(1))) struct FaxingTests {
    private let own = Extension("0111")

    private func number(_ text: String) throws -> DialledNumber { try #require(DialledNumber(text, .national)) }

    @Test("S4.11 a number is called and the fax arrives: the floor tells each step, and no call comes of it")
    func arrives() async throws {
        try await withPBX { pbx in
            let key = FaxKey.random()
            #expect(await pbx.faxing.send(key, to: try number("84952139851")) == .taken)
            try await pbx.wait(for: .dialling, of: key)
            try await pbx.wait(for: .sending, of: key)
            try await pbx.wait(for: .over(.sent(pages: 1)), of: key)
            let snapshot = await pbx.switchboard.snapshot()
            #expect(snapshot.calls.isEmpty && snapshot.lastEnded.isEmpty)
        }
    }

    @Test(
        "S4.11 busy, no answer, no such number and somebody who speaks are told apart",
        arguments: [
            ("84952130017", FaxEnd.failed(.busy, pages: 0, words: nil)),
            ("84952130019", .failed(.notAnswered, pages: 0, words: nil)),
            ("84952130001", .failed(.notReached, pages: 0, words: nil)),
            ("84952130042", .failed(.dropped, pages: 0, words: "The call dropped prematurely")),
        ]
    )
    func failed(text: String, end: FaxEnd) async throws {
        try await withPBX { pbx in
            let key = FaxKey.random()
            #expect(await pbx.faxing.send(key, to: try number(text)) == .taken)
            try await pbx.wait(for: .over(end), of: key)
        }
    }

    @Test(
        "S4.11 it goes into the current call: the client hears it, the operator's phone is free, and nobody was handed on"
    )
    func current() async throws {
        try await withPBX { pbx in
            let call = try await pbx.talk("89161234567")
            let key = FaxKey.random()
            #expect(await pbx.faxing.send(key, into: call, at: own) == .taken)
            try await pbx.until { await pbx.switchboard.floor.phones[own] == .ready }
            try await pbx.wait(for: .over(.sent(pages: 1)), of: key)
            let told = await pbx.switchboard.floor.faxes[key]
            #expect(told?.call == call.linkedID)
            try await pbx.until { await pbx.switchboard.snapshot().lastEnded.contains { $0.id == call } }
            let over = try #require(await pbx.switchboard.snapshot().lastEnded.first { $0.id == call })
            #expect(over.result == .answered && over.transfers.isEmpty)
            #expect(over.answeredBy == .phone(own))
        }
    }

    @Test("S4.11 one that does not begin in time is not told to have failed: it may begin yet")
    func unconfirmed() async throws {
        // There no fax is sent.
        try await withPBX(context: "from-internal", confirmation: .milliseconds(300)) { pbx in
            let call = try await pbx.talk("89161234567")
            #expect(await pbx.faxing.send(.random(), into: call, at: own) == .unconfirmed)
        }
    }

    @Test("S4.11 a client who hangs up in the middle is told as a connection that broke")
    func hungUp() async throws {
        try await withPBX { pbx in
            let call = try await pbx.talk("89161234567")
            let key = FaxKey.random()
            #expect(await pbx.faxing.send(key, into: call, at: own) == .taken)
            try await pbx.tell("hang-up \(call.linkedID)")
            try await pbx.wait(for: .over(.failed(.dropped, pages: 0, words: "The call dropped prematurely")), of: key)
        }
    }

    @Test("S4.11 into a call that is over, or another phone's, nothing goes")
    func over() async throws {
        try await withPBX { pbx in
            let call = try await pbx.talk("89161234567")
            #expect(await pbx.faxing.send(.random(), into: call, at: Extension("0125")) == .failed(.callOver))
            try await pbx.tell("hang-up \(call.linkedID)")
            try await pbx.until { await !pbx.switchboard.snapshot().calls.contains { $0.id == call } }
            #expect(await pbx.faxing.send(.random(), into: call, at: own) == .failed(.callOver))
        }
    }

    @Test("S4.11 a PBX that does not permit it says so, and the conversation goes on")
    func notPermitted() async throws {
        try await withPBX(write: ["reporting"]) { pbx in
            #expect(await pbx.faxing.send(.random(), to: try number("84952139851")) == .failed(.notPermitted))
            let call = try await pbx.talk("89161234567")
            #expect(await pbx.faxing.send(.random(), into: call, at: own) == .failed(.notPermitted))
            #expect(await pbx.switchboard.snapshot().calls.contains { $0.id == call && $0.state == .talking })
        }
    }

    @Test(
        "S4.11 nothing that is no key leaves for the PBX",
        arguments: [
            "", "123", "12345678901234567890123456789012\r\nAction: Hangup", "1234567890123456789012345678901&",
        ]
    )
    func hostile(text: String) async throws {
        try await withPBX { pbx in
            #expect(await pbx.faxing.send(FaxKey(text), to: try number("84952139851")) == .failed(.notConfirmed))
            let call = try await pbx.talk("89161234567")
            #expect(await pbx.faxing.send(FaxKey(text), into: call, at: own) == .failed(.notConfirmed))
            #expect(await pbx.switchboard.snapshot().calls.contains { $0.id == call && $0.state == .talking })
        }
    }

    @Test("the simulator's events of a fax have the headers and the order of the recorded ones")
    func shapes() async throws {
        let recorded = try Set(Recordings.messages("15-fax.txt").map(\.shape))
        var configuration = SimulatorConfiguration()
        configuration.port = 0
        let simulator = PBXSimulator(configuration)
        try await simulator.start()
        let told = try await ManagerClient.connected(to: try await simulator.port) { client in
            try await client.send("Action: Login\nUsername: priyom\nSecret: secret\nEvents: on")
            try await client.send(
                """
                Action: Originate
                Channel: Local/84952139851@from-internal/n
                Context: priyom-fax
                Exten: \(FaxKey.random())
                Priority: 1
                CallerID: "Fax" <6467171>
                Timeout: 15000
                Async: true
                """
            )
            _ = try await client.next { $0.event == "SendFAX" }
            return await client.received
        }
        try await simulator.stop()
        let faxes = told.filter { message in
            ["SendFAX", "FAXStatus"].contains(message.event) || message["Variable"]?.hasPrefix("FAX") == true
        }
        #expect(faxes.count > 20)
        for message in faxes { #expect(recorded.contains(message.shape), "\(message.shape)") }
    }

    private func withPBX(
        write: Set<String> = ["all"],
        context: String = "priyom-fax",
        confirmation: Duration = .seconds(10),
        _ test: (FaxingSimulator) async throws -> Void
    ) async throws {
        var limits = PBXFaxing.Limits()
        limits.ringing = .seconds(2)
        limits.confirmation = confirmation
        try await withFollowedSimulator(write: write) { [limits] pbx in
            let faxing = PBXFaxing(
                session: pbx.session,
                desk: pbx.switchboard,
                placing: PBXFaxing.Placing(
                    channelPattern: "Local/{number}@from-internal/n",
                    context: context,
                    callerID: "6467171",
                    phonePattern: "PJSIP/{phone}"
                ),
                limits: limits,
                logger: pbx.logger
            )
            try await test(FaxingSimulator(simulator: pbx.simulator, switchboard: pbx.switchboard, faxing: faxing))
        }
    }
}

private struct FaxingSimulator: FollowedSimulator {
    let simulator: PBXSimulator
    let switchboard: Switchboard
    let faxing: PBXFaxing

    /// The stages may have gone by: an earlier one counts as passed.
    func wait(for stage: FaxTransmission.Stage, of key: FaxKey) async throws {
        try await until {
            let now = await switchboard.floor.faxes[key]?.stage
            if case .over = stage { return now == stage }
            return now == stage || (now != nil && now != .dialling)
        }
    }

    /// A client whom 0111 speaks with.
    func talk(_ number: String) async throws -> CallID {
        let call = try await ringing(from: number)
        try await tell("answer \(call.linkedID) 0111")
        try await until { await self.call(call)?.state == .talking }
        return call
    }
}
