import ArgumentParser
import NIOCore
import PBXSimulator
import Storage
import TestSupport

/// How soon the caller's card shows: from the byte on the PBX's socket to the byte in the browser.
struct PopBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pop",
        abstract: "Measures the time from the PBX's event to the card in the browser, with many cards open."
    )

    @OptionGroup var options: LoadOptions

    @Option(help: "How many cards are open, each of another phone.")
    var streams = 500

    @Option(
        help: "Instead: how many people sit at phones, each logged in at a browser that shows their own cards alone."
    )
    var people: Int?

    private var cards: Int { people ?? streams }

    @Option(help: "How many calls begin in a second.")
    var callsPerSecond = 50.0

    @Option(help: "How long, in seconds.")
    var seconds = 30

    func run() async throws {
        try await options.withPlace { try await measure($0, in: $1) }
    }

    private func measure(_ database: DatabaseLocation, in folder: String) async throws {
        let simulator = options.simulator(desks: cards)
        try await simulator.start()
        let times = PopTimes()
        let tap = try await WireTap.open(to: simulator.port) { times.note(phone: $0, isCalledBy: $1) }
        guard let pbxPort = tap.localAddress?.port else { throw BenchmarkFailure("No port is free.") }
        let phones = Array(simulator.configuration.site.phones.suffix(cards))
        let server = try await MeasuredServer(
            database: database,
            pbxPort: pbxPort,
            folder: folder,
            operatorsAt: people == nil ? [] : phones
        )
        defer { server.stop() }
        try await server.waitForPBX()
        for phone in phones {
            _ = try await OpenCard.open(phone: phone, on: server, times: times)
        }

        // The first calls warm up.
        try await simulator.setRate(callsPerSecond * 60)
        try await Task.sleep(for: .seconds(3))
        times.forget()
        let baseline = Task { try await Baseline.appendAndSync(in: folder) }
        let before = server.usage
        try await Task.sleep(for: .seconds(seconds))
        let used = server.usage.cpuSeconds - before.cpuSeconds
        baseline.cancel()
        let syncs = try await baseline.value
        try await simulator.stopNewCalls()
        try await eventually("the PBX has no calls left") { try await simulator.status.liveChannels == 0 }
        let resident = server.usage.residentMegabytes
        try await simulator.stop()

        let shown = times.milliseconds
        try Measurement(
            benchmark: "pop",
            settings: options.settings.merging(
                [
                    "load":
                        "\(callsPerSecond) calls/s for \(seconds) s, \(cards) \(people == nil ? "open cards" : "people at their phones")"
                ]
            ) { $1 },
            figures: [0.5, 0.9, 0.99, 1].map { part in
                .init(
                    name: part == 1 ? "latest card" : "card, p\(Int(part * 100))",
                    value: shown.percentile(part),
                    unit: "ms",
                    baseline: syncs.percentile(part),
                    baselineName: "append + fsync of 4 KiB"
                )
            } + [
                .init(
                    name: "cards shown",
                    value: Double(shown.count),
                    unit: "cards",
                    baseline: Double(times.calls),
                    baselineName: "phones called"
                ),
                .init(name: "processor time of the server", value: used / Double(seconds) * 100, unit: "% of a core"),
                .init(name: "resident memory at the end", value: resident, unit: "MB"),
            ]
        ).show(asJSON: options.json)
        guard shown.count == times.calls else { throw ExitCode.failure }
    }
}
