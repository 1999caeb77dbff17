import ArgumentParser
import ContactCenter
import Foundation
import PBXSimulator
import Storage
import TestSupport

/// The registry over years of made-up contacts, by random combinations of all filters that the page offers.
///
/// A figure is from the request to the whole page, over loopback: session, options, rows, counts and rendering.
struct RegistryBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "registry",
        abstract: "Measures pages of the registry with random filters among many contacts."
    )

    @OptionGroup var options: LoadOptions
    @OptionGroup var kept: KeptDatabase

    @Option(help: "How many contacts there are, spread over three years.")
    var contacts = 1_000_000

    @Option(help: "How many combinations of filters are drawn, four of five for periods of up to 31 days.")
    var combinations = 500

    @Option(help: "The same number draws the same combinations.")
    var seed: UInt64 = 1

    func run() async throws {
        try await options.withPlace(in: kept) { database, folder in
            let reader = try await MeasuredReader(in: database)
            let store = try await DataStore.open(database)
            if try await store.isEmpty("contacts") {
                try await SampleContacts.upToToday(contacts, seed: seed).fill(store, numbers: .russian)
            }
            try await store.waitUntilTidied()
            let simulator = options.simulator(desks: 20)
            try await simulator.start()
            let server = try await MeasuredServer(database: database, pbxPort: simulator.port, folder: folder)
            defer { server.stop() }
            try await measure(until: .lastMidnight, cookie: reader.cookie, port: server.port, store: store)
            try await simulator.stop()
            await store.close()
        }
    }

    private func measure(until end: Date, cookie: String, port: Int, store: DataStore) async throws {
        var random = SampleRandom(seed: seed)
        var times = PageTimes()
        for number in 0..<combinations {
            let isLong = number % 5 == 4
            let days = isLong ? 32 + random.number(below: 335) : 1 + random.number(below: 31)
            let address = Self.address(days: days, until: end, using: &random)
            times.addBaseline(try await milliseconds { try await Self.readByKey(store) })
            var answer = ""
            let time = try await milliseconds { answer = try await Loopback.get(address, port: port, cookie) }
            guard answer.hasPrefix("HTTP/1.1 200") else { throw BenchmarkFailure("\(address): \(answer.prefix(200))") }
            times.add(address, time, of: isLong ? .longer : .month)
        }
        try Measurement(
            benchmark: "registry",
            settings: options.settings.merging(["contacts": "\(contacts)", "combinations": "\(combinations)"]) { $1 },
            figures: times.figures
        ).show(asJSON: options.json)
        if !options.json { times.showWorst() }
    }

    /// Two or three filters are set on average.
    private static func address(days: Int, until end: Date, using random: inout SampleRandom) -> String {
        let last = end - Double(random.number(below: 1_000 - days) + 1) * 86_400
        func date(_ instant: Date) -> String { String(instant.ISO8601Format().prefix(10)) }
        var fields = ["from=\(date(last - Double(days - 1) * 86_400))", "to=\(date(last))"]
        for (name, values) in filters where random.number(below: 6) == 0 {
            fields.append("\(name)=\(random.one(of: values))")
        }
        if random.number(below: 3) == 0 { fields.append("sort=\(random.one(of: sorts))") }
        return "/registry?\(fields.joined(separator: "&"))"
    }

    private static let filters: [(String, [String])] = [
        ("inquiry", ["yes", "no"]), ("appointment", ["yes", "no"]), ("arrival", ["yes", "no"]), ("clientless", ["1"]),
        ("reason", ["1", "3", "5", "12", "none"]), ("employee", ["r1", "r5", "r12", "u1"]),
        ("did", ["6467171", "646-71-71", "7555053"]), ("workshop", ["1", "2", "3"]), ("department", ["1", "2"]),
        ("branch", ["1"]), ("channel", ["1", "3"]), ("source", ["1", "4"]),
        ("type", ["private", "corporate", "partner"]),
        ("novelty", ["first_time", "repeat", "neither"]), ("state", ["unfinished", "registered"]),
        // "масл", "за", "записали", "замен передн", and what nobody wrote.
        (
            "text",
            [
                "%D0%BC%D0%B0%D1%81%D0%BB", "%D0%B7%D0%B0", "%D0%B7%D0%B0%D0%BF%D0%B8%D1%81%D0%B0%D0%BB%D0%B8",
                "%D0%B7%D0%B0%D0%BC%D0%B5%D0%BD%20%D0%BF%D0%B5%D1%80%D0%B5%D0%B4%D0%BD", "%D1%8F%D1%89%D1%83%D1%80",
            ]
        ),
        ("number", ["7271", "8%20953%20523-72-71", "A00001234"]), ("client", ["1", "77"]),
    ]
    private static let sorts = ["date", "reason", "-responsible", "client", "-inquiry", "number"]

    private static func readByKey(_ store: DataStore) async throws {
        _ = try await store.database.read { try $0.rows("SELECT id FROM contacts WHERE id = $1", [.integer(77)]) }
    }
}
