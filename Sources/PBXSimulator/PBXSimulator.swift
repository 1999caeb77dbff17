import Foundation
import Logging
import NIOCore
import NIOPosix

/// A simulated Asterisk that serves AMI: for tests, benchmarks and trying the product out.
///
///     let simulator = PBXSimulator(configuration)
///     try await simulator.start()
///     try await simulator.place("queue")
///     try await simulator.stop()
///
/// It invents calls from seeded patterns, replays recordings, answers actions as the recorded PBX did, writes CDRs and
/// remembers what really happened.
package final class PBXSimulator: Sendable {
    package let configuration: SimulatorConfiguration
    private let eventLoop: any EventLoop
    private let logger: Logger
    private let state: NIOLoopBoundBox<ServerState?>

    package init(
        _ configuration: SimulatorConfiguration,
        eventLoopGroup: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
        logger: Logger = Logger(label: "pbx-simulator")
    ) {
        self.configuration = configuration
        self.logger = logger
        eventLoop = eventLoopGroup.next()
        state = .makeEmptyBox(valueType: ServerState.self, eventLoop: eventLoop)
    }

    // MARK: Life

    /// Listens, and begins to invent calls if the configuration says so.
    ///
    /// - Throws: `SimulatorError` when a port is taken, a file cannot be read or written, or a pattern does not exist.
    package func start() async throws {
        try await onLoop { [configuration, eventLoop, logger, state] in
            let simulation = try Simulation(configuration, eventLoop: eventLoop, logger: logger)
            state.value = ServerState(simulation, host: configuration.host)
        }
        do {
            try await listen(port: configuration.port)
            if let port = configuration.controlPort { try await listenForCommands(port: port) }
        } catch {
            try await stop()
            throw error
        }
        try await with { $0.simulation.tick() }
    }

    /// Runs until the task is cancelled; then stops and writes the truth file.
    ///
    /// - Throws: as `start`.
    package func run() async throws {
        try await start()
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        await withTaskCancellationHandler {
            for await _ in stream {}
        } onCancel: {
            continuation.finish()
        }
        try await stop()
    }

    /// Closes every connection and port, and writes the truth file.
    package func stop() async throws {
        let channels = try await onLoop { [state] in
            state.value?.simulation.stop()
            return [state.value?.server, state.value?.control].compactMap { $0 }
        }
        for channel in channels { try? await channel.close() }
        try await writeTruth()
    }

    /// The port on which AMI is served.
    ///
    /// - Throws: when the simulator was not started.
    package var port: Int {
        get async throws { try await with { $0.port } }
    }

    /// The port of one-line commands; 0 without.
    package var controlPort: Int {
        get async throws { try await with { $0.control?.localAddress?.port ?? 0 } }
    }

    // MARK: What tests and commands do

    /// Begins the calls of a pattern now.
    ///
    /// - Throws: `SimulatorError` when there is no such pattern.
    package func place(_ pattern: String) async throws {
        try await with { try $0.simulation.place(pattern) }
    }

    /// Begins a call now.
    ///
    /// - Returns: its Linkedid; `nil` when the phone that should place it is not there.
    @discardableResult
    package func place(_ plan: CallPlan) async throws -> String? {
        try await with { $0.simulation.place(plan) }
    }

    /// Begins to replay a recording now.
    package func replay(_ path: String) async throws {
        try await with { try $0.simulation.replay(path) }
    }

    /// Closes every manager connection; calls go on.
    ///
    /// - Parameter length: keeps the port closed for so long; for zero a client may come back at once.
    package func cut(for length: Duration = .zero) async throws {
        guard length > .zero else { return try await with { $0.simulation.cut() } }
        let (server, port) = try await with { state in
            defer { state.server = nil }
            return (state.server, state.port)
        }
        try? await server?.close()
        try await with { $0.simulation.cut() }
        try await Task.sleep(for: length)
        try await listen(port: port)
    }

    /// Says nothing for so long on connections that stay open.
    package func stall(for length: Duration) async throws {
        try await with { $0.simulation.stall() }
        try await Task.sleep(for: length)
        try await with { $0.simulation.resume() }
    }

    /// Invents so many calls a minute from now on.
    package func setRate(_ callsPerMinute: Double) async throws {
        try await with { $0.simulation.setRate(callsPerMinute) }
    }

    /// Invents no new calls; those going on come to their end.
    package func stopNewCalls() async throws { try await setRate(0) }

    /// Takes a phone off the net or puts it back.
    package func setRegistered(_ phone: String, _ isRegistered: Bool) async throws {
        try await with { state in
            state.simulation.pbx.setRegistered(phone, isRegistered)
            state.simulation.tick()
        }
    }

    /// Tells the people of the PBX to do something now.
    func tell<Result: Sendable>(_ order: @escaping @Sendable (SimulatedPBX) -> Result) async throws -> Result {
        try await with { $0.simulation.tell(order) }
    }

    /// The phones that were called last.
    var writtenDials: [WrittenDial] {
        get async throws { try await with { $0.simulation.writtenDials } }
    }

    package var status: SimulatorStatus {
        get async throws { try await with { $0.simulation.status } }
    }

    /// The calls that have ended, as they really were.
    package var truths: [CallTruth] {
        get async throws { try await with { $0.simulation.truths } }
    }

    /// The CDRs written so far.
    package var cdrs: [SimulatedCDR] {
        get async throws { try await with { $0.simulation.cdrs } }
    }

    /// Writes the truth file, if the configuration names one.
    package func writeTruth() async throws {
        guard let path = configuration.truth,
            let file = try await onLoop({ [state] in state.value?.simulation.truthFile })
        else { return }
        do {
            try file.json().write(to: URL(filePath: path))
        } catch {
            throw SimulatorError(.cannotWrite(path: path, reason: error.localizedDescription))
        }
    }

    // MARK: Inside

    private func listen(port: Int) async throws {
        let bootstrap = bootstrap { [state] channel in
            channel.eventLoop.makeCompletedFuture {
                guard let simulation = state.value?.simulation else { return }
                try channel.pipeline.syncOperations.addHandler(AMIConnection(simulation))
            }
        }
        let server = try await bind(bootstrap, port)
        try await with { state in
            state.server = server
            state.port = server.localAddress?.port ?? port
        }
    }

    private func listenForCommands(port: Int) async throws {
        let bootstrap = bootstrap { [weak self] channel in
            channel.eventLoop.makeCompletedFuture {
                guard let self else { return }
                try channel.pipeline.syncOperations.addHandler(ControlConnection(self))
            }
        }
        let control = try await bind(bootstrap, port)
        try await with { $0.control = control }
    }

    private func bootstrap(
        _ initializer: @escaping @Sendable (any Channel) -> EventLoopFuture<Void>
    ) -> ServerBootstrap {
        ServerBootstrap(group: eventLoop)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer(initializer)
    }

    private func bind(_ bootstrap: ServerBootstrap, _ port: Int) async throws -> any Channel {
        do {
            return try await bootstrap.bind(host: configuration.host, port: port).get()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw SimulatorError(.portTaken(port))
        } catch {
            throw SimulatorError(.cannotListen(host: configuration.host, port: port, reason: "\(error)"))
        }
    }

    private func onLoop<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await eventLoop.submit(body).get()
    }

    private func with<Result: Sendable>(
        _ body: @escaping @Sendable (inout ServerState) throws -> Result
    ) async throws -> Result {
        try await onLoop { [state, configuration] in
            guard var current = state.value else {
                throw SimulatorError(
                    .cannotListen(host: configuration.host, port: configuration.port, reason: "not started")
                )
            }
            defer { state.value = current }
            return try body(&current)
        }
    }
}

/// What a started simulator has; lives on its event loop.
private struct ServerState {
    let simulation: Simulation
    let host: String
    var server: (any Channel)?
    var control: (any Channel)?
    var port = 0

    init(_ simulation: Simulation, host: String) {
        self.simulation = simulation
        self.host = host
    }
}
