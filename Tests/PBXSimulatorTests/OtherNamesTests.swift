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

/// A PBX with another channel driver, whose trunk, phones and contexts have names that say nothing to anybody, and understands no others.
@Suite("A PBX that names everything otherwise is driven by settings alone", .timeLimit(.minutes(1)))
struct OtherNamesTests {
    private let own = Extension("0111")
    private let colleague = Extension("0201")

    private static let names = SimulatedNames([
        "PJSIP/trunk": "SIP/megaline", "PJSIP/0": "SIP/kabinet-0", "from-trunk": "ot-gorod",
        "from-internal": "kabinety",
    ])

    /// What the settings say of it: `pbx.trunks`, `pbx.phones`, `pbx.inbound-contexts`, `pbx.internal-contexts`.
    private static var patterns: DialplanPatterns {
        var patterns = DialplanPatterns()
        patterns.trunks = ["megaline"]
        patterns.phones = ["kabinet-*"]
        patterns.inboundContexts = ["ot-*"]
        patterns.internalContexts = ["kabinety"]
        return patterns
    }

    @Test("S4.26 a number that was pressed is called by the own phone, and hung up")
    func dials() async throws {
        try await withPBX { pbx in
            let number = try #require(DialledNumber("89161234567", .mobile))
            guard case .done(let call) = await pbx.dialling.dial(number, at: own) else {
                Issue.record("The phone was not called")
                return
            }
            try await pbx.until { await pbx.call(call)?.answeredAt != nil }
            #expect(await pbx.call(call)?.direction == .outbound)
            #expect(await pbx.dialling.hangUp(call, at: own) == .done(call))
        }
    }

    @Test("S4.26 a call from outside is picked up, heard, and handed over after a consultation")
    func controls() async throws {
        try await withPBX { pbx in
            let call = try await pbx.begin("7559996")
            #expect(await pbx.call(call)?.direction == .inbound)
            #expect(await pbx.transfer.pickUp(call, at: Extension("0125")) == .rings)
            try await pbx.tell("answer \(call.linkedID) 0125")
            try await pbx.until { await pbx.call(call)?.answeredBy == .phone(Extension("0125")) }
            try await pbx.until { await pbx.switchboard.floor.phones[own] == .ready }
            #expect(
                await pbx.listening.listen(to: Extension("0125"), in: call, at: own, followsNext: false) == .done
            )
            let listening = try #require(await pbx.switchboard.floor.listenings.by(own)?.id)
            #expect(await pbx.listening.end(listening) == .done)
            #expect(await pbx.transfer.consult(call, at: Extension("0125"), with: colleague) == .done)
            try await pbx.tell("answer \(call.linkedID) 0201")
            try await pbx.until { await pbx.call(call)?.consulted(by: Extension("0125"))?.state == .consulting }
            #expect(await pbx.transfer.go(.complete, in: call, at: Extension("0125")) == .done)
            try await pbx.until { await pbx.call(call)?.transfers.first?.isAnswered ?? false }
        }
    }

    @Test("S4.26 it is the settings that say so: by the usual names such a PBX calls nobody")
    func withoutSettings() async throws {
        try await withPBX(phoneChannel: "PJSIP/{phone}") { pbx in
            let number = try #require(DialledNumber("89161234567", .mobile))
            #expect(await pbx.dialling.dial(number, at: own) == .phoneUnreachable)
        }
    }

    private func withPBX(
        phoneChannel: String = "SIP/kabinet-{phone}",
        _ test: (OtherPBX) async throws -> Void
    ) async throws {
        var configuration = SimulatorConfiguration()
        configuration.port = 0
        configuration.names = Self.names
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
                patterns: Self.patterns,
                logger: logger
            ) {}
            async let commits: Void = switchboard.run()
            async let _: Void = reader.run()
            async let _: Void = session.run()
            let pbx = OtherPBX(simulator, switchboard, session, phoneChannel: phoneChannel, logger)
            try await pbx.until {
                let floor = await switchboard.floor
                return floor.connection == .connected && floor.phones[own] == .ready
            }
            try await test(pbx)
            await switchboard.stop()
            await commits
        }
        try await simulator.stop()
    }
}

/// A simulator, and what follows and drives it as the program does.
private struct OtherPBX {
    let simulator: PBXSimulator
    let switchboard: Switchboard
    let dialling: PBXDialling
    let listening: PBXListening
    let transfer: PBXTransfer

    init(
        _ simulator: PBXSimulator,
        _ switchboard: Switchboard,
        _ session: AMISession,
        phoneChannel: String,
        _ logger: Logger
    ) {
        self.simulator = simulator
        self.switchboard = switchboard
        dialling = PBXDialling(
            session: session,
            desk: switchboard,
            placing: PBXDialling.Placing(phonePattern: phoneChannel, context: "kabinety", callerID: "{number}"),
            logger: logger
        )
        var limits = PBXListening.Limits()
        limits.confirmation = .seconds(10)
        listening = PBXListening(
            session: session,
            desk: switchboard,
            phonePattern: phoneChannel,
            limits: limits,
            logger: logger
        )
        transfer = PBXTransfer(
            session: session,
            desk: switchboard,
            context: "kabinety",
            limit: .seconds(10),
            consultationLimit: .seconds(15),
            logger: logger
        )
    }

    /// A call from outside that rings and is answered only when somebody is told to.
    func begin(_ did: String) async throws -> CallID {
        let linkedID = try await simulator.perform(ControlCommand("begin \(did) 89535237271"))
        var found: CallID?
        try await until {
            found = await switchboard.snapshot().calls.first {
                $0.id.linkedID.rawValue == linkedID && $0.state == .ringing
            }?.id
            return found != nil
        }
        return try #require(found)
    }

    func call(_ id: CallID) async -> Call? {
        let snapshot = await switchboard.snapshot()
        return (snapshot.calls + snapshot.lastEnded).first { $0.id == id }
    }

    func tell(_ order: String) async throws {
        #expect(try await simulator.perform(ControlCommand(order)) == "ok")
    }

    func until(_ isSo: () async throws -> Bool) async throws {
        while try await !isSo() { try await Task.sleep(for: .milliseconds(2)) }
    }
}
