import ArgumentParser
import NIOCore
import PBXSimulator
import Storage
import Synchronization
import TestSupport

/// How soon what somebody presses is on its way to the PBX: from the request of a click-to-call to its `Originate` on the wire.
///
/// The floor is `/health`, asked just before each press. A press at a phone that is busy by then asks nothing of the PBX, and is
/// counted, not timed.
struct ActionsBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "actions",
        abstract: "Measures the time from a press on a page to the action on the PBX's wire."
    )

    @OptionGroup var options: LoadOptions

    @Option(help: "How many people are at their phones, each pressing in turn.")
    var people = 100

    @Option(help: "How many presses there are in a second.")
    var pressesPerSecond = 10.0

    @Option(help: "How many calls begin in a second besides.")
    var callsPerSecond = 5.0

    @Option(help: "How long, in seconds.")
    var seconds = 30

    func run() async throws {
        try await options.withPlace { try await measure($0, in: $1) }
    }

    private func measure(_ database: DatabaseLocation, in folder: String) async throws {
        let simulator = options.simulator(desks: people)
        try await simulator.start()
        let sent = SentActions()
        let tap = try await WireTap.open(
            to: simulator.port,
            onAction: { message in
                guard message["Action"] == "Originate", let phone = message["Channel"]?.dropFirst("PJSIP/".count) else {
                    return
                }
                sent.note(String(phone))
            }
        )
        guard let pbxPort = tap.localAddress?.port else { throw BenchmarkFailure("No port is free.") }
        let phones = Array(simulator.configuration.site.phones.suffix(people))
        let server = try await MeasuredServer(
            database: database,
            pbxPort: pbxPort,
            folder: folder,
            operatorsAt: phones,
            flags: ["--dialling-per-minute", "60"]
        )
        defer { server.stop() }
        try await server.waitForPBX()
        var people: [(phone: String, person: WorkingOperator)] = []
        for phone in phones {
            guard let cookie = server.reader.operators[phone] else { continue }
            people.append((phone, try await WorkingOperator(at: server.port, cookie: cookie)))
        }
        try await simulator.setRate(callsPerSecond * 60)
        try await Task.sleep(for: .seconds(3))

        var floor: [Double] = []
        let presses = Int(pressesPerSecond * Double(seconds))
        try await withThrowingDiscardingTaskGroup { tasks in
            let began = ContinuousClock.now
            for number in 0..<presses {
                try await Task.sleep(until: began + .seconds(Double(number) / pressesPerSecond))
                floor.append(try await milliseconds { try await Loopback.get("/health", port: server.port) })
                let (phone, person) = people[number % people.count]
                tasks.addTask {
                    sent.expect(phone)
                    try await person.dial("89161234567")
                }
            }
        }
        try await simulator.stopNewCalls()
        try await simulator.stop()
        try Measurement(
            benchmark: "actions",
            settings: options.settings.merging(
                [
                    "load": """
                    \(pressesPerSecond) presses and \(callsPerSecond) calls/s for \(seconds) s, \(people.count) people
                    """
                ]
            ) { $1 },
            figures: Measurement.Figure.times(
                sent.milliseconds,
                of: "press to action",
                at: ["p50": 0.5, "p99": 0.99, "max": 1],
                beside: floor,
                called: "/health"
            ) + [
                .init(
                    name: "actions on the wire",
                    value: Double(sent.milliseconds.count),
                    unit: "actions",
                    baseline: Double(presses),
                    baselineName: "presses"
                )
            ]
        ).show(asJSON: options.json)
    }
}

/// When somebody at a phone pressed, and when the PBX was asked to ring it.
private final class SentActions: Sendable {
    private let state = Mutex((pressed: [String: ContinuousClock.Instant](), milliseconds: [Double]()))

    var milliseconds: [Double] { state.withLock(\.milliseconds) }

    func expect(_ phone: String) {
        let now = ContinuousClock.now
        state.withLock { $0.pressed[phone] = now }
    }

    func note(_ phone: String) {
        let now = ContinuousClock.now
        state.withLock { state in
            guard let pressed = state.pressed.removeValue(forKey: phone) else { return }
            state.milliseconds.append((now - pressed).seconds * 1_000)
        }
    }
}
