import ArgumentParser
import ContactCenter
import Foundation
import Logging
import Storage
import TestSupport

/// Who is behind a caller's number, with all that the card shows of them; one of ten callers is a stranger.
struct IdentifyBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "identify",
        abstract: "Measures the identification of callers among many clients."
    )

    @OptionGroup var options: LoadOptions
    @OptionGroup var directory: DirectoryOptions

    @Option(help: "How many callers are drawn.")
    var callers = 5_000

    func run() async throws {
        try await directory.withClients(in: options.database) { store in
            var random = SampleRandom(seed: directory.seed &+ 2)
            var times: [Double] = []
            var byHand: [Double] = []
            for caller in 0..<callers + 20 {
                let sample = SampleClient(random.number(below: directory.clients), seed: directory.seed)
                let isStranger = random.happens(10)
                guard let known = random.one(of: sample.client.phones).key else { continue }
                let key = isStranger ? NumberKey("+44\(1_000_000_000 + random.number(below: 999_999_999))") : known
                let time = try await milliseconds {
                    let found = try await store.clientSearch.clients(behind: key, limit: 5)
                    guard found.isEmpty == isStranger else { throw BenchmarkFailure("\(key) was not identified") }
                }
                let floor = try await milliseconds {
                    _ = try await store.database.read {
                        try $0.rows("SELECT client_id FROM client_phones WHERE number_key = $1", [.text(key)])
                    }
                }
                // The first ones connect and prepare.
                guard caller >= 20 else { continue }
                times.append(time)
                byHand.append(floor)
            }
            try Measurement(
                benchmark: "identify",
                settings: options.settings.merging(directory.settings.merging(["callers": "\(callers)"]) { $1 }) { $1 },
                figures: Measurement.Figure.times(
                    times,
                    at: ["p50": 0.5, "p99": 0.99, "max": 1],
                    beside: byHand,
                    called: "the number's row by hand"
                )
            ).show(asJSON: options.json)
        }
    }
}
