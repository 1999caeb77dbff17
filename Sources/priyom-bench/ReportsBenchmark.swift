import ArgumentParser
import ContactCenter
import Foundation
import Logging
import Storage
import TestSupport

/// Reports over years of made-up contacts, with random filters and groups, each beside a statement written by hand over the index that
/// the registry is counted in.
///
/// A figure is from the request to the whole page, over loopback; each page has the figures of two years, its own and the one before.
/// Behind every tenth a list is opened, by a link of its page, and every twentieth is asked for once more with a text that was written
/// down about the contacts, which no facts know.
struct ReportsBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reports",
        abstract: "Measures reports over a year among many contacts, and how long their facts take to be counted."
    )

    @OptionGroup var options: LoadOptions
    @OptionGroup var kept: KeptDatabase

    @Option(help: "How many contacts there are, spread over three years.")
    var contacts = 1_000_000

    @Option(help: "How many reports are drawn.")
    var reports = 200

    @Option(help: "The same number draws the same reports.")
    var seed: UInt64 = 1

    func run() async throws {
        try await options.withPlace(in: kept) { database, folder in
            // As the server that is measured has them.
            let zone = TimeZone(identifier: "Europe/Moscow") ?? .gmt
            let store = try await DataStore.open(
                database,
                numbers: .russian,
                missedRules: MissedRules(timeZone: zone),
                logger: Logger(label: "priyom-bench")
            )
            try await store.migrate()
            if try await store.isEmpty("contacts") {
                try await SampleContacts.upToToday(contacts, seed: seed).fill(store, numbers: .russian)
            }
            try await store.waitUntilTidied()
            let counting = try await milliseconds {
                while try await store.reports.fold(days: 31, at: Date()) > 0 {}
            }
            let server = try await MeasuredServer(database: database, pbxPort: nil, folder: folder)
            defer { server.stop() }
            try await measure(store, server, counting: counting)
            await store.close()
        }
    }

    private func measure(_ store: DataStore, _ server: MeasuredServer, counting: Double) async throws {
        var random = SampleRandom(seed: seed)
        var samples: [(address: String, milliseconds: Double)] = []
        var byHand: [Double] = []
        var lists: [Double] = []
        var texts: [Double] = []
        var row: [Double] = []
        for number in 0..<reports + Self.first {
            let (address, from, until) = Self.address(using: &random)
            var answer = ""
            let time = try await milliseconds {
                answer = try await Loopback.get(address, port: server.port, server.reader.cookie)
            }
            let isWhole = answer.contains("data-report") || answer.contains("class=\"card empty\"")
            guard answer.hasPrefix("HTTP/1.1 200"), isWhole else {
                throw BenchmarkFailure("\(address): \(answer.prefix(200))")
            }
            // The first ones connect and prepare.
            guard number >= Self.first else { continue }
            samples.append((address, time))
            if number % 10 == 0, let list = Self.list(in: answer, using: &random) {
                lists.append(try await Self.time(list, of: server))
                row.append(try await milliseconds { try await Self.readOne(store, using: &random, of: contacts) })
            }
            // Not each time: it takes as long as many reports.
            guard number % 20 == 0 else { continue }
            texts.append(
                try await Self.time(address + "&text=\(Self.texts[number / 20 % Self.texts.count])", of: server)
            )
            byHand.append(try await milliseconds { try await Self.countByHand(store, from, until) })
        }
        try Measurement(
            benchmark: "reports",
            settings: options.settings.merging(["contacts": "\(contacts)", "reports": "\(reports)"]) { $1 },
            figures: Measurement.Figure.times(
                samples.map(\.milliseconds),
                at: ["p50": 0.5, "p95": 0.95, "max": 1],
                beside: byHand,
                called: "one year by hand over the index"
            )
                + Measurement.Figure.times(
                    lists,
                    of: "list behind a figure",
                    at: ["p50": 0.5, "p95": 0.95, "max": 1],
                    beside: row,
                    called: "one row by its key"
                )
                + Measurement.Figure.times(
                    texts,
                    of: "with a text",
                    at: ["p50": 0.5, "max": 1],
                    beside: byHand,
                    called: "one year by hand over the index"
                ) + [
                    .init(name: "all facts counted", value: counting / 1_000, unit: "s"),
                    .init(name: "resident memory of the server", value: server.usage.residentMegabytes, unit: "MB"),
                ]
        ).show(asJSON: options.json)
        if !options.json {
            print("The ten worst:")
            for sample in samples.sorted(by: { $0.milliseconds > $1.milliseconds }).prefix(10) {
                print("  \(String(format: "%8.3f ms", sample.milliseconds))  \(sample.address)")
            }
        }
    }

    private static let first = 20
    /// Words of what operators write down, encoded.
    private static let texts = ["масл", "тормоз", "подвеск", "записали"].map {
        $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    private static func time(_ address: String, of server: MeasuredServer) async throws -> Double {
        try await milliseconds {
            let answer = try await Loopback.get(address, port: server.port, server.reader.cookie)
            guard answer.hasPrefix("HTTP/1.1 200") else { throw BenchmarkFailure("\(address): \(answer.prefix(200))") }
        }
    }

    /// One of the lists that a page opens behind its figures.
    private static func list(in page: String, using random: inout SampleRandom) -> String? {
        let links = page.matches(of: /href="(\/reports\/[a-z_]+\/rows\?[^"]+)"/).map { String($0.1) }
        return links.isEmpty ? nil : random.one(of: links).replacing("&amp;", with: "&")
    }

    private static func readOne(_ store: DataStore, using random: inout SampleRandom, of contacts: Int) async throws {
        let id = Int64(random.number(below: contacts) + 1)
        _ = try await store.database.read { try $0.rows("SELECT * FROM contacts WHERE id = $1", [.integer(id)]).count }
    }

    private static func address(using random: inout SampleRandom) -> (address: String, from: Date, until: Date) {
        let last = Date.lastMidnight - Double(random.number(below: 365) + 1) * 86_400
        let first = last - 364 * 86_400
        func date(_ instant: Date) -> String { String(instant.ISO8601Format().prefix(10)) }
        var fields = ["from=\(date(first))", "to=\(date(last))"]
        for (name, values) in filters where random.number(below: 6) == 0 {
            fields.append("\(name)=\(random.one(of: values))")
        }
        let (report, groups) = random.one(of: grouped)
        if random.number(below: 2) == 0, !groups.isEmpty { fields.append("by=\(random.one(of: groups))") }
        if random.number(below: 3) == 0 { fields.append("step=\(random.one(of: ["day", "week", "month", "year"]))") }
        return ("/reports/\(report)?\(fields.joined(separator: "&"))", first, last + 86_400)
    }

    private static let grouped: [(String, [String])] = [
        ("statistics", ["type", "channel", "source", "did", "department", "workshop", "registrar", "responsible"]),
        ("funnel", ["branch", "department", "channel", "source", "did", "reason", "registrar"]), ("hours", []),
    ]
    private static let filters: [(String, [String])] = [
        ("branch", ["1", "2"]), ("department", ["1", "2", "none"]), ("workshop", ["1", "2", "3"]),
        ("responsible", ["1", "5"]), ("registrar", ["1"]), ("channel", ["1", "3"]), ("source", ["1", "4"]),
        ("did", ["646-71-71", "7555053"]),
        ("reason", ["1", "3", "5", "none"]), ("type", ["private", "corporate"]), ("novelty", ["first_time", "repeat"]),
    ]

    private static func countByHand(_ store: DataStore, _ from: Date, _ until: Date) async throws {
        _ = try await store.database.read { transaction in
            try transaction.rows(
                """
                SELECT branch_id, reason_id, COUNT(*), SUM(CASE WHEN novelty = 'first_time' THEN 1 ELSE 0 END),
                    SUM(CASE WHEN novelty = 'repeat' THEN 1 ELSE 0 END), SUM(is_status_inquiry)
                FROM contacts
                WHERE at >= $1 AND at < $2 AND is_hidden = 0 AND state = 'registered'
                GROUP BY branch_id, reason_id
                """,
                [.instant(from), .instant(until)]
            ).count
        }
    }
}
