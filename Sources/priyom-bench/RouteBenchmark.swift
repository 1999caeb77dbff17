import ArgumentParser
import ContactCenter
import Foundation
import Logging
import Storage
import TestSupport

/// What a PBX waits for while a caller rings: where the call goes, from memory in one process and over the wire from a server, one of ten
/// callers a stranger. The figure on the wire has a connection of its own for each question, as a dialplan's `CURL()` may.
///
/// The floor on the wire is `/health`, asked in between.
struct RouteBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "route",
        abstract: "Measures how soon a PBX is told where a caller goes, and what callers take of memory."
    )

    @OptionGroup var options: LoadOptions
    @OptionGroup var directory: DirectoryOptions

    @Option(help: "How many questions are asked in a second.")
    var perSecond = 200.0

    @Option(help: "How long, in seconds.")
    var seconds = 30

    func run() async throws {
        try await TestFolder.with { folder in
            try await directory.withClients(in: options.database) { store in
                let server = try await MeasuredServer(
                    database: store.location,
                    pbxPort: nil,
                    folder: folder,
                    flags: ["--routing-addresses", "127.0.0.1"]
                )
                defer { server.stop() }
                try await measure(store, server)
            }
        }
    }

    private func measure(_ store: DataStore, _ server: MeasuredServer) async throws {
        let logger = Logger(label: "priyom-bench") { _ in SwiftLogNoOpLogHandler() }
        let before = ProcessUsage.own.residentMegabytes
        let callers = CallerDirectory(store: store.callers, changes: store.changeLog, logger: logger)
        let reading = try await milliseconds { try await callers.keepUp() }
        let taken = ProcessUsage.own.residentMegabytes - before
        let facts = RoutingFacts(rules: Self.rules, employees: [], calendar: WorkCalendar(zone: .gmt))

        let token = try await server.reader.addToken("route", in: store)
        try await eventually("the server has read its clients") {
            // A name stands behind the blank line once there is one.
            let known = SampleClient(0, seed: directory.seed).client.phones[0].number
            return try await !Self.ask("callerid", known, token, server.port).hasSuffix("\r\n\r\n")
        }
        var random = SampleRandom(seed: directory.seed &+ 3)
        var inside: [Double] = []
        var onWire: [Double] = []
        var floor: [Double] = []
        let began = ContinuousClock.now
        for number in 0..<Int(perSecond * Double(seconds)) {
            try await Task.sleep(until: began + .seconds(Double(number) / perSecond))
            let sample = SampleClient(random.number(below: directory.clients), seed: directory.seed)
            guard let known = random.one(of: sample.client.phones).key else { continue }
            let isStranger = random.happens(10)
            let key = isStranger ? NumberKey("+44\(1_000_000_000 + random.number(below: 999_999_999))") : known
            inside.append(
                try await milliseconds {
                    let caller = callers.caller(behind: key)
                    guard (caller == nil) == isStranger else { throw BenchmarkFailure("\(key) was not identified") }
                    _ = facts.decision(on: caller, Floor(), at: Date())
                }
            )
            onWire.append(
                try await milliseconds {
                    let answer = try await Self.ask("route", key.rawValue, token, server.port)
                    guard answer.hasPrefix("HTTP/1.1 200") else { throw BenchmarkFailure("\(answer.prefix(200))") }
                }
            )
            if number.isMultiple(of: 10) {
                floor.append(try await milliseconds { try await Loopback.get("/health", port: server.port) })
            }
        }
        let parts: KeyValuePairs<String, Double> = ["p50": 0.5, "p99": 0.99, "max": 1]
        try Measurement(
            benchmark: "route",
            settings: options.settings.merging(
                directory.settings.merging(["load": "\(perSecond)/s for \(seconds) s"]) { $1 }
            ) {
                $1
            },
            figures: Measurement.Figure.times(inside, of: "in the server", at: parts)
                + Measurement.Figure.times(onWire, of: "on the wire", at: parts, beside: floor, called: "/health") + [
                    .init(name: "clients read", value: reading, unit: "ms"),
                    .init(
                        name: "memory",
                        value: taken * 1_048_576 / Double(directory.clients),
                        unit: "bytes per client"
                    ),
                ]
        ).show(asJSON: options.json)
    }

    private static func ask(_ question: String, _ number: String, _ token: String, _ port: Int) async throws -> String {
        let number = number.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return try await Loopback.get("/pbx/\(question)?number=\(number)&token=\(token)", port: port)
    }

    /// One of each kind.
    private static var rules: [Kept<RoutingRule>] {
        RoutingRule.Kind.allCases.enumerated().map { place, kind in
            var rule = RoutingRule()
            (rule.name, rule.kind) = (kind.rawValue, kind)
            return Kept(id: RoutingRuleID(Int64(place + 1)), version: 1, record: rule)
        }
    }
}
