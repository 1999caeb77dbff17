import ArgumentParser
import PBXSimulator
import Storage
import TestSupport

/// The whole server under a load that lasts: what it costs, whether it lags and whether anything is lost.
struct SustainBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sustain",
        abstract: "Keeps the server under load and holds its journal against the PBX's records."
    )

    @OptionGroup var options: LoadOptions

    @Option(help: "How many calls begin in a second.")
    var callsPerSecond = 200.0

    @Option(help: "How long, in seconds.")
    var seconds = 60

    func run() async throws {
        try await options.withPlace { try await measure($0, in: $1) }
    }

    private func measure(_ database: DatabaseLocation, in folder: String) async throws {
        let simulator = options.simulator(desks: Int(callsPerSecond * 12))
        try await simulator.start()
        let server = try await MeasuredServer(database: database, pbxPort: simulator.port, folder: folder)
        defer { server.stop() }
        try await server.waitForPBX()
        let journal = try await MeasuredJournal(database)

        let baseline = Task { try await Baseline.appendAndSync(in: folder) }
        let before = server.usage
        let began = ContinuousClock.now
        try await simulator.setRate(callsPerSecond * 60)
        var mostMissing = 0
        for second in 1...seconds {
            try await Task.sleep(until: began + .seconds(second))
            let written = try await simulator.status.cdrRows
            mostMissing = max(mostMissing, written - (try await journal.cdrCount()))
        }
        let used = server.usage.cpuSeconds - before.cpuSeconds
        let calls = try await simulator.status.callsBegun
        try await simulator.stopNewCalls()
        try await eventually("the PBX has no calls left") { try await simulator.status.liveChannels == 0 }
        let quietSince = ContinuousClock.now
        let records = try await simulator.cdrs
        try await eventually("the journal has every CDR") { try await journal.cdrCount() >= records.count }
        let lag = ContinuousClock.now - quietSince
        baseline.cancel()
        let syncs = try await baseline.value
        let comparison = try await journal.compare(with: records)
        let traffic = Traffic(callsPerSecond: callsPerSecond)
        let resident = server.usage.residentMegabytes
        try await simulator.stop()

        try Measurement(
            benchmark: "sustain",
            settings: options.settings.merging(
                [
                    "load": "\(callsPerSecond) calls/s for \(seconds) s, \(traffic.eventsPerCall) events and "
                        + "\(traffic.bytesPerCall) bytes a call"
                ]
            ) { $1 },
            figures: [
                .init(
                    name: "calls begun",
                    value: Double(calls) / Double(seconds),
                    unit: "calls/s",
                    baseline: callsPerSecond,
                    baselineName: "asked for"
                ),
                .init(
                    name: "processor time of the server",
                    value: used / Double(seconds) * 100,
                    unit: "% of a core",
                    baseline: traffic.scanSeconds * 100,
                    baselineName: "scan of the same bytes for line ends"
                ),
                .init(
                    name: "most CDRs not yet in the journal",
                    value: Double(mostMissing),
                    unit: "rows",
                    baseline: Double(records.count) / Double(seconds),
                    baselineName: "rows a second"
                ),
                .init(
                    name: "lag at the end",
                    value: lag.seconds * 1_000,
                    unit: "ms",
                    baseline: syncs.percentile(0.5),
                    baselineName: "append + fsync of 4 KiB"
                ),
                .init(
                    name: "CDRs in the journal",
                    value: Double(comparison.cdrs),
                    unit: "rows",
                    baseline: Double(records.count),
                    baselineName: "at the PBX"
                ),
                .init(
                    name: "calls in the journal",
                    value: Double(comparison.calls),
                    unit: "calls",
                    baseline: Double(Set(records.map(\.linkedID)).count),
                    baselineName: "at the PBX"
                ),
                .init(name: "CDRs missing or surplus", value: Double(comparison.differences), unit: "rows"),
                .init(name: "calls left open", value: Double(comparison.openCalls), unit: "calls"),
                .init(
                    name: "resident memory at the end",
                    value: resident,
                    unit: "MB",
                    baseline: before.residentMegabytes,
                    baselineName: "before the load"
                ),
            ]
        ).show(asJSON: options.json)
        guard comparison.isEqual(to: records) else { throw ExitCode.failure }
    }
}

/// One second of the load, as it goes over the wire.
private struct Traffic {
    let eventsPerCall: Int
    let bytesPerCall: Int
    /// How long a scan of the traffic of one second for line ends takes.
    let scanSeconds: Double

    init(callsPerSecond: Double) {
        let generator = TrafficGenerator(seed: 1, callsPerSecond: callsPerSecond)
        let sample = generator.calls(100)
        eventsPerCall = generator.messageCount / 100
        bytesPerCall = sample.readableBytes / 100
        let runs = 20
        let seconds = (0..<runs).reduce(0) { sum, _ in sum + Baseline.scanForLineEnds(Array(sample.readableBytesView)) }
        scanSeconds = seconds / Double(runs) / 100 * callsPerSecond
    }
}
