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

/// A simulator, and what follows it as the program does. Tests add what has the PBX do something.
protocol FollowedSimulator: Sendable {
    var simulator: PBXSimulator { get }
    var switchboard: Switchboard { get }
}

/// What a test's own part is made of: a session of the simulator, and the desk that follows it.
struct SimulatorSession: FollowedSimulator {
    let simulator: PBXSimulator
    let switchboard: Switchboard
    let session: AMISession
    let store: DataStore
    let logger: Logger
}

/// Runs a simulator and what follows it; the test begins once they are connected.
///
/// - Parameters:
///   - names: what the PBX calls its channels and contexts.
///   - patterns: what the settings say of them.
///   - write: the rights of the AMI user.
///   - arrivals: told of callers who arrive.
func withFollowedSimulator(
    names: SimulatedNames = SimulatorConfiguration().names,
    patterns: DialplanPatterns = DialplanPatterns(),
    write: Set<String> = ["all"],
    arrivals: ArrivalFeed? = nil,
    _ test: (SimulatorSession) async throws -> Void
) async throws {
    var configuration = SimulatorConfiguration()
    configuration.port = 0
    configuration.names = names
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
            patterns: patterns,
            arrivals: arrivals,
            logger: logger
        ) {}
        async let commits: Void = switchboard.run()
        async let _: Void = reader.run()
        async let _: Void = session.run()
        let pbx = SimulatorSession(
            simulator: simulator,
            switchboard: switchboard,
            session: session,
            store: store,
            logger: logger
        )
        try await pbx.until { await switchboard.floor.connection == .connected }
        try await test(pbx)
        await switchboard.stop()
        await commits
    }
    try await simulator.stop()
}

extension FollowedSimulator {
    func until(_ isSo: () async throws -> Bool) async throws {
        while try await !isSo() { try await Task.sleep(for: .milliseconds(2)) }
    }

    func tell(_ order: String) async throws {
        #expect(try await simulator.perform(ControlCommand(order)) == "ok")
    }

    /// A live call.
    func call(_ id: CallID) async -> Call? { await switchboard.snapshot().calls.first { $0.id == id } }

    /// A call from outside that rings and is answered only when somebody is told to.
    func ringing(_ dialled: String = "7559996", from number: String = "89535237271") async throws -> CallID {
        let linkedID = try await simulator.perform(ControlCommand("begin \(dialled) \(number)"))
        var found: CallID?
        try await until {
            found = await switchboard.snapshot().calls.first {
                $0.id.linkedID.rawValue == linkedID && $0.state == .ringing
            }?.id
            return found != nil
        }
        return try #require(found)
    }

    /// How many times the PBX has called that phone.
    func rings(of phone: Extension) async -> Int {
        let text = (try? await simulator.perform(ControlCommand("dialled"))) ?? "[]"
        let dials = (try? JSONDecoder().decode([WrittenDial].self, from: Data(text.utf8))) ?? []
        return dials.count { $0.phone == phone.rawValue }
    }

    /// Until one call is there, with these phones alone.
    func wait(ringing: [String] = [], talking: [String] = []) async throws {
        try await until {
            let calls = try await presentCalls
            return calls.map(\.ringing) == [ringing] && calls.map(\.talking) == [talking]
        }
    }

    /// As the simulator knows them.
    var presentCalls: [CallPresence] {
        get async throws {
            let text = try await simulator.perform(ControlCommand("calls"))
            return try JSONDecoder().decode([CallPresence].self, from: Data(text.utf8))
        }
    }
}
