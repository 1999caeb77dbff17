import ArgumentParser
import PBXSimulator
import Storage
import TestSupport

/// How soon the server serves on a journal that has grown, and what it holds in memory when nothing happens.
struct StartBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start",
        abstract: "Measures the cold start and the idle memory of a server with many calls in its journal."
    )

    @OptionGroup var options: LoadOptions

    @Option(help: "How many ended calls are in the journal.")
    var calls = 1_000_000

    @Option(help: "How many starts; the median counts.")
    var starts = 5

    func run() async throws {
        let empty = try await measure(calls: 0)
        let full = try await measure(calls: calls)
        try Measurement(
            benchmark: "start",
            settings: options.settings.merging(["calls in the journal": "\(calls)", "starts": "\(starts)"]) { $1 },
            figures: [
                .init(
                    name: "from start to the first page",
                    value: full.milliseconds,
                    unit: "ms",
                    baseline: empty.milliseconds,
                    baselineName: "empty journal"
                ),
                .init(
                    name: "resident memory when idle",
                    value: full.megabytes,
                    unit: "MB",
                    baseline: empty.megabytes,
                    baselineName: "empty journal"
                ),
            ]
        ).show(asJSON: options.json)
    }

    private func measure(calls: Int) async throws -> (milliseconds: Double, megabytes: Double) {
        try await options.database.withEmptyDatabase { database in
            let store = try await DataStore.open(database)
            try await store.migrate()
            if calls > 0 { try await store.fill(withCalls: calls) }
            await store.close()
            return try await TestFolder.with { folder in
                var (milliseconds, megabytes): ([Double], [Double]) = ([], [])
                for _ in 0..<starts {
                    let simulator = options.simulator(desks: 20)
                    try await simulator.start()
                    let server = try await MeasuredServer(database: database, pbxPort: simulator.port, folder: folder)
                    defer { server.stop() }
                    try await server.waitForPBX()
                    try await Task.sleep(for: .seconds(2))
                    milliseconds.append(server.startTime.seconds * 1_000)
                    megabytes.append(server.usage.residentMegabytes)
                    try await simulator.stop()
                }
                return (milliseconds.percentile(0.5), megabytes.percentile(0.5))
            }
        }
    }
}
