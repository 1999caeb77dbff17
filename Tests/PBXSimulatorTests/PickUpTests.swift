import Asterisk
import ContactCenter
import Foundation
import Logging
import NIOPosix
import Storage
import Telephony
import TestSupport
import Testing

@testable import PBXSimulator

/// Every caller dials 7559996, which rings 0111; whoever picks up sits at 0125.
@Suite("Taking a client from a colleague's ringing phone", .timeLimit(.minutes(1))) struct PickUpTests {
    private let own = Extension("0125")

    @Test("S4.25 the colleague's phone stops ringing and the own one begins, as in recording 14")
    func pickedUp() async throws {
        try await withPBX { pbx in
            let call = try await pbx.ringing()
            #expect(await pbx.transfer.pickUp(call, at: own) == .rings)
            try await pbx.wait(ringing: ["0125"])
            try await pbx.tell("answer \(call.linkedID) 0125")
            try await pbx.wait(talking: ["0125"])
            // Who rings already is where they should be.
            let answered = await pbx.transfer.pickUp(call, at: own)
            #expect(answered == .rings)
            try await pbx.wait(talking: ["0125"])
        }
    }

    @Test("a client whom somebody has answered stays where they are")
    func answered() async throws {
        try await withPBX { pbx in
            let call = try await pbx.ringing()
            try await pbx.tell("answer \(call.linkedID) 0111")
            try await pbx.wait(talking: ["0111"])
            #expect(await pbx.transfer.pickUp(call, at: own) == .nothingToTransfer)
            try await pbx.wait(talking: ["0111"])
        }
    }

    @Test("a call that is over is nothing to pick up")
    func over() async throws {
        try await withPBX { pbx in
            let call = try await pbx.ringing()
            try await pbx.tell("hang-up \(call.linkedID)")
            try await pbx.until { await !pbx.switchboard.snapshot().calls.contains { $0.id == call } }
            #expect(await pbx.transfer.pickUp(call, at: own) == .nothingToTransfer)
        }
    }

    @Test("to a phone that is not there nobody is sent, and the colleague's goes on ringing")
    func offline() async throws {
        try await withPBX { pbx in
            try await pbx.tell("unregister 0125")
            try await pbx.until { await pbx.switchboard.floor.phones[own] == .offline }
            let call = try await pbx.ringing()
            #expect(await pbx.transfer.pickUp(call, at: own) == .notReached)
            try await pbx.wait(ringing: ["0111"])
        }
    }

    @Test(
        "nothing but what phones dial leaves for the PBX",
        arguments: ["", "01a5", "0125\r\nAction: Hangup", "0125,1"]
    )
    func hostile(phone: String) async throws {
        try await withPBX { pbx in
            let call = try await pbx.ringing()
            #expect(await pbx.transfer.pickUp(call, at: Extension(phone)) == .notReached)
            try await pbx.wait(ringing: ["0111"])
        }
    }

    @Test("a PBX that does not permit it changes nothing")
    func notPermitted() async throws {
        try await withPBX(write: ["reporting"]) { pbx in
            let call = try await pbx.ringing()
            #expect(await pbx.transfer.pickUp(call, at: own) == .notReached)
            try await pbx.wait(ringing: ["0111"])
        }
    }

    private func withPBX(write: Set<String> = ["all"], _ test: (FollowedSimulator) async throws -> Void) async throws {
        var configuration = SimulatorConfiguration()
        configuration.port = 0
        configuration.users = [ManagerUser(name: "priyom", secret: "secret", write: write)]
        let simulator = PBXSimulator(configuration)
        try await simulator.start()
        let port = try await simulator.port
        try await TestEngine.sqlite.withDatabase { store in
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let switchboard = Switchboard(pbx: PBXName("office"), journal: store.callJournal, logger: logger) {
                _,
                _,
                _,
                _ in []
            }
            let session = AMISession(
                configuration: AMIConfiguration(host: "127.0.0.1", port: port, username: "priyom", secret: "secret"),
                eventLoopGroup: .singletonMultiThreadedEventLoopGroup,
                logger: logger
            )
            let reader = PBXReader(
                session: session,
                switchboard: switchboard,
                patterns: DialplanPatterns(),
                logger: logger
            ) {}
            async let commits: Void = switchboard.run()
            async let _: Void = reader.run()
            async let _: Void = session.run()
            let pbx = FollowedSimulator(
                simulator: simulator,
                switchboard: switchboard,
                transfer: PBXTransfer(
                    session: session,
                    desk: switchboard,
                    context: "from-internal",
                    limit: .seconds(10),
                    logger: logger
                )
            )
            try await pbx.until { await switchboard.floor.connection == .connected }
            try await test(pbx)
            await switchboard.stop()
            await commits
        }
        try await simulator.stop()
    }
}

/// A simulator, and what follows it as the program does.
private struct FollowedSimulator {
    let simulator: PBXSimulator
    let switchboard: Switchboard
    let transfer: PBXTransfer

    /// A call from outside that rings 0111 and is answered only when somebody is told to.
    func ringing() async throws -> CallID {
        let linkedID = try await simulator.perform(ControlCommand("begin 7559996 89535237271"))
        var found: CallID?
        try await until {
            found = await switchboard.snapshot().calls.first {
                $0.id.linkedID.rawValue == linkedID && $0.state == .ringing
            }?.id
            return found != nil
        }
        return try #require(found)
    }

    func tell(_ order: String) async throws {
        _ = try await simulator.perform(ControlCommand(order))
    }

    func wait(ringing: [String] = [], talking: [String] = []) async throws {
        try await until {
            let text = try await simulator.perform(ControlCommand("calls"))
            let calls = try JSONDecoder().decode([CallPresence].self, from: Data(text.utf8))
            return calls.map(\.ringing) == [ringing] && calls.map(\.talking) == [talking]
        }
    }

    func until(_ isSo: () async throws -> Bool) async throws {
        while try await !isSo() { try await Task.sleep(for: .milliseconds(2)) }
    }
}
