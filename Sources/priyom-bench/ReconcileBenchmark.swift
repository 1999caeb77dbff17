import ArgumentParser
import ContactCenter
import Foundation
import PBXSimulator
import Storage
import TestSupport

/// A day of calls held against its contacts all at once, as after an import, and the page of the report afterwards.
///
/// Of ten contacts seven were opened from their calls and two begun by hand within minutes; one call of ten has none.
struct ReconcileBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Measures holding a day's calls against its contacts, and opening the report."
    )

    @OptionGroup var options: LoadOptions

    @Option(help: "How many inbound calls the day has.")
    var calls = 10_000

    @Option(help: "How often the report is opened.")
    var openings = 50

    func run() async throws {
        try await options.withPlace { database, folder in
            let reader = try await MeasuredReader(in: database)
            let store = try await DataStore.open(database)
            try await fill(store)
            let (matched, took) = try await match(store)
            let byHand = try await milliseconds { try await Self.matchByHand(store) }
            let simulator = options.simulator(desks: 20)
            try await simulator.start()
            let server = try await MeasuredServer(database: database, pbxPort: simulator.port, folder: folder)
            defer { server.stop() }
            let date = Self.day.ISO8601Format().prefix(10)
            let address = "/reconciliation?from=\(date)&to=\(date)"
            var pages: [Double] = []
            for _ in 0..<openings {
                pages.append(
                    try await milliseconds {
                        let page = try await Loopback.get(address, port: server.port, reader.cookie)
                        guard page.hasPrefix("HTTP/1.1 200") else { throw BenchmarkFailure("\(page.prefix(300))") }
                    }
                )
            }
            try show(matched: matched, took: took, byHand: byHand, pages)
            try await simulator.stop()
            await store.close()
        }
    }

    /// The last whole day.
    private static var day: Date { .lastMidnight - 86_400 }

    private func fill(_ store: DataStore) async throws {
        let start = Int64(Self.day.timeIntervalSince1970) * 1_000 + 6 * 3_600_000
        let step = 12 * 3_600_000 / Int64(calls)
        let numbers = """
            RECURSIVE numbers (n) AS (
                SELECT CAST(0 AS {bigint}) UNION ALL SELECT n + 1 FROM numbers WHERE n < \(calls) - 1
            )
            """
        // Every third caller calls twice.
        let number = "CAST(9000000000 + ((n - n % 3 % 2) * 7919) % 999999999 AS TEXT)"
        let statements = [
            """
            INSERT INTO calls (
                pbx, linkedid, start_second, direction, caller_number, dialled, started_at, rang_at, answered_at, ended_at,
                answered_by_kind, answered_by, result, has_cdr, caller_key, dialled_key
            )
            WITH \(numbers)
            SELECT 'office', CAST(n AS TEXT) || '.1', (\(start) + n * \(step)) / 1000, 'inbound', \(number),
                '646717' || CAST(n % 7 AS TEXT), \(start) + n * \(step), \(start) + n * \(step) + 1000,
                \(start) + n * \(step) + 8000, \(start) + n * \(step) + 90000, 'phone', CAST(1100 + n % 40 AS TEXT),
                'answered', 1, '+7' || \(number), '646717' || CAST(n % 7 AS TEXT)
            FROM numbers
            """,
            """
            INSERT INTO contacts (
                state, number, at, registered_at, pbx, linkedid, start_second, caller_number, caller_key, phone
            )
            WITH \(numbers)
            SELECT 'registered', 'A' || CAST(10000000 + n AS TEXT), \(start) + n * \(step) + 60000,
                \(start) + n * \(step) + 80000, CASE WHEN n % 10 < 7 THEN 'office' END,
                CASE WHEN n % 10 < 7 THEN CAST(n AS TEXT) || '.1' END,
                CASE WHEN n % 10 < 7 THEN (\(start) + n * \(step)) / 1000 END, \(number), '+7' || \(number),
                CAST(1100 + n % 40 AS TEXT)
            FROM numbers WHERE n % 10 < 9
            """,
            "INSERT INTO calls_to_match (call_id) SELECT id FROM calls",
            "INSERT INTO contacts_to_match (contact_id) SELECT id FROM contacts",
        ]
        try await store.database.write { transaction in
            for statement in statements { try transaction.execute(statement) }
            for table in ["calls", "contacts"] { try transaction.execute("ANALYZE \(table)") }
        }
    }

    /// As the server does it, until nothing is left.
    private func match(_ store: DataStore) async throws -> (calls: Int, milliseconds: Double) {
        let took = try await milliseconds {
            while try await store.reconciliation.catchUp(limit: 500) > 0 {}
        }
        let matched = try await store.database.read { transaction in
            var row = try transaction.rows("SELECT count(*) FROM reconciled_calls WHERE contact_id IS NOT NULL")[0]
            return try row.integer()
        }
        return (Int(matched), took)
    }

    /// Those alone that say which call they belong to, by one statement.
    private static func matchByHand(_ store: DataStore) async throws {
        _ = try await store.database.read { transaction in
            try transaction.rows(
                """
                SELECT calls.id, contacts.id FROM calls LEFT JOIN contacts ON contacts.pbx = calls.pbx
                    AND contacts.linkedid = calls.linkedid AND contacts.start_second = calls.start_second
                    AND contacts.is_hidden = 0
                """
            )
        }
    }

    private func show(matched: Int, took: Double, byHand: Double, _ pages: [Double]) throws {
        try Measurement(
            benchmark: "reconcile",
            settings: options.settings.merging(["calls of the day": "\(calls)"]) { $1 },
            figures: [
                .init(
                    name: "held against each other",
                    value: took,
                    unit: "ms",
                    baseline: byHand,
                    baselineName: "a join by the call's identity"
                ),
                .init(
                    name: "calls with a contact",
                    value: Double(matched),
                    unit: "calls",
                    baseline: Double(calls / 10 * 9),
                    baselineName: "contacts"
                ),
            ] + Measurement.Figure.times(pages, of: "the report opened", at: ["p50": 0.5, "p95": 0.95])
        ).show(asJSON: options.json)
    }
}
