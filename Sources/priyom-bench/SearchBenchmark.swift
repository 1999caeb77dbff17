import ArgumentParser
import ContactCenter
import Foundation
import Logging
import Storage
import TestSupport

/// Search for a client, or a car that nobody owns, by any part of name, phone, plate or VIN, from the typed text to the rows that
/// are shown.
///
/// The floor is the bare statement on the same index, written by hand, in the same run: it finds numbers of clients only.
struct SearchBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Measures the search for a client among many."
    )

    @OptionGroup var options: LoadOptions
    @OptionGroup var directory: DirectoryOptions

    @Option(help: "How many queries are drawn, by frequency; one of a hundred is \(DrawnQuery.dense).")
    var queries = 2_000

    private static let limit = 20

    func run() async throws {
        try await directory.withClients(in: options.database) { store in
            let drawn = try await DrawnQuery.draw(
                queries,
                from: store,
                clients: directory.clients,
                seed: directory.seed
            )
            // What the machine does at the first query only, such as connecting, is no part of the figures.
            for query in drawn.prefix(20) { _ = try await find(query.typed, in: store) }
            var samples: [(typed: String, milliseconds: Double, found: Int)] = []
            var byHand: [Double] = []
            for query in drawn {
                var found = 0
                let time = try await milliseconds { found = try await find(query.typed, in: store) }
                samples.append((query.typed, time, found))
                byHand.append(try await milliseconds { try await findByHand(query.typed, in: store) })
            }
            let times = samples.map(\.milliseconds)
            try Measurement(
                benchmark: "search",
                settings: options.settings.merging(directory.settings.merging(["queries": "\(queries)"]) { $1 }) { $1 },
                figures: Measurement.Figure.times(
                    times,
                    at: ["p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1],
                    beside: byHand,
                    called: "by hand"
                )
            ).show(asJSON: options.json)
            if !options.json { showWorst(samples) }
        }
    }

    private func find(_ typed: String, in store: DataStore) async throws -> Int {
        let query = SearchQuery(typed)
        // Side by side, as the page asks.
        async let vehicles = store.clientSearch.ownerlessVehicles(matching: query, limit: Self.limit)
        let clients = try await store.clientSearch.clients(matching: query, limit: Self.limit)
        return try await clients.count + vehicles.count
    }

    private func findByHand(_ typed: String, in store: DataStore) async throws {
        guard let pattern = SearchQuery(typed).parts.first?.patterns.first else { return }
        try await store.database.read { transaction in
            switch transaction.dialect {
            case .sqlite:
                _ = try transaction.rows(
                    """
                    SELECT rowid FROM client_search_index WHERE client_search_index MATCH $1
                    ORDER BY rowid DESC LIMIT \(Self.limit)
                    """,
                    [.text("\"\(pattern)\"")]
                )
            case .postgreSQL:
                try transaction.execute("SET LOCAL plan_cache_mode = force_custom_plan")
                _ = try transaction.rows(
                    "SELECT client_id FROM client_search WHERE text LIKE $1 ORDER BY place DESC LIMIT \(Self.limit)",
                    [.text("%\(pattern)%")]
                )
            }
        }
    }

    private func showWorst(_ samples: [(typed: String, milliseconds: Double, found: Int)]) {
        print("The ten worst:")
        for sample in samples.sorted(by: { $0.milliseconds > $1.milliseconds }).prefix(10) {
            print("  \(String(format: "%8.3f ms", sample.milliseconds))  \(sample.typed)  \(sample.found) found")
        }
        for typed in DrawnQuery.dense {
            let times = samples.filter { $0.typed == typed }.map(\.milliseconds)
            print("  \(typed): \(String(format: "%.3f ms", times.max() ?? 0)) at the worst of \(times.count)")
        }
    }
}
