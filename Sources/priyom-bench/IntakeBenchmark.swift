import ArgumentParser
import ContactCenter
import Foundation
import PBXSimulator
import Storage
import Synchronization
import TestSupport

/// Operators at work: each leads one contact after the other through the script, at a person's pace, with the event stream of their
/// browser open.
///
/// A figure is from the request to the whole answer, over loopback. What a browser adds until the step is on the screen is measured
/// by `scripts/measure-step`, which runs beside this.
struct IntakeBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "intake",
        abstract: "Measures the steps of the script with many operators at work."
    )

    @OptionGroup var options: LoadOptions

    @Option(help: "How many operators are at work.")
    var operators = 200

    @Option(help: "How long they work, in seconds.")
    var seconds = 60

    @Option(help: "How long an operator talks and types before the next request, in seconds, on average.")
    var pace = 2.0

    @Option(help: "How many contacts there are already, spread over three years.")
    var contacts = 100_000

    @Option(help: "A program that is run beside the work, with PRIYOM_URL and the PRIYOM_SESSION of one more operator.")
    var beside: String?

    func run() async throws {
        try await options.withPlace { try await measure($0, in: $1) }
    }

    private func measure(_ database: DatabaseLocation, in folder: String) async throws {
        try await SampleContacts.fill(database, contacts: contacts)
        let simulator = options.simulator(desks: operators + 1)
        try await simulator.start()
        let phones = Array(simulator.configuration.site.phones.suffix(operators + 1))
        let server = try await MeasuredServer(
            database: database,
            pbxPort: simulator.port,
            folder: folder,
            operatorsAt: phones
        )
        defer { server.stop() }
        try await server.waitForPBX()
        let cookies = phones.compactMap { server.reader.operators[$0] }
        for phone in phones { _ = try await OpenCard.open(phone: phone, on: server, times: PopTimes()) }

        let times = ActTimes()
        let before = server.usage
        let began = ContinuousClock.now
        let fsync = Task { try await Baseline.appendAndSync(in: folder) }
        let health = Task { try await Self.askForHealth(port: server.port) }
        let companion = try beside.map { try Self.launch($0, port: server.port, cookie: cookies[operators]) }
        let shift = Shift()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, cookie) in cookies.prefix(operators).enumerated() {
                group.addTask {
                    try await work(seed: UInt64(number), at: server.port, cookie, times, until: shift)
                }
            }
            group.addTask {
                try await Task.sleep(for: .seconds(seconds))
                companion?.waitUntilExit()
                shift.end()
            }
            try await group.waitForAll()
        }
        let took = (ContinuousClock.now - began).seconds
        let used = server.usage.cpuSeconds - before.cpuSeconds
        fsync.cancel()
        health.cancel()
        let resident = server.usage.residentMegabytes
        try await show(times, fsync: fsync.value, health: health.value, load: used / took, resident)
        try await simulator.stop()
        if let companion, companion.terminationStatus != 0 { throw ExitCode(companion.terminationStatus) }
    }

    private func work(
        seed: UInt64,
        at port: Int,
        _ cookie: String,
        _ times: ActTimes,
        until shift: Shift
    ) async throws {
        var random = SampleRandom(seed: seed)
        func think() async throws {
            let part = 0.5 + Double(random.number(below: 100)) / 100
            try await Task.sleep(for: .milliseconds(Int(pace * part * 1_000)))
        }
        let person = try await WorkingOperator(at: port, cookie: cookie)
        // Not all at once.
        try await Task.sleep(for: .milliseconds(random.number(below: Int(pace * 1_000))))
        while !shift.isOver {
            var contact = try await times.measure(.begin) { try await person.begin() }
            while !contact.isRegistered {
                try await think()
                if contact.step == "identify" {
                    try await times.measure(.find) { try await person.find("%D0%BC%D0%B5%D0%BB", in: contact) }
                    try await think()
                }
                var next = contact
                try await times.measure(.save) { try await person.save(&next) }
                try await think()
                let act = next.step == "master" ? WorkingOperator.Act.register : .step
                try await times.measure(act) { try await person.goOn(&next) }
                contact = next
            }
            try await think()
        }
    }

    private func show(
        _ times: ActTimes,
        fsync: [Double],
        health: [Double],
        load: Double,
        _ resident: Double
    ) throws {
        let figures = WorkingOperator.Act.allCases.flatMap { act in
            Measurement.Figure.times(
                times.milliseconds(of: act),
                of: act.rawValue,
                at: ["p50": 0.5, "p95": 0.95, "p99": 0.99],
                beside: health,
                called: "/health"
            )
        }
        let syncs = Measurement.Figure.times(fsync, of: "append + fsync of 4 KiB", at: ["p50": 0.5, "p95": 0.95])
        try Measurement(
            benchmark: "intake",
            settings: options.settings.merging([
                "load": "\(operators) operators for \(seconds) s, a request every \(pace) s each",
                "contacts": "\(contacts)",
            ]) { $1 },
            figures: figures + syncs + [
                .init(name: "requests", value: Double(times.count), unit: "requests"),
                .init(
                    name: "contacts registered",
                    value: Double(times.milliseconds(of: .register).count),
                    unit: "contacts"
                ),
                .init(name: "processor time of the server", value: load * 100, unit: "% of a core"),
                .init(name: "resident memory at the end", value: resident, unit: "MB"),
            ]
        ).show(asJSON: options.json)
    }

    private static func askForHealth(port: Int) async throws -> [Double] {
        var times: [Double] = []
        while !Task.isCancelled {
            times.append(try await milliseconds { try await Loopback.get("/health", port: port) })
            try? await Task.sleep(for: .milliseconds(50))
        }
        return times
    }

    private static func launch(_ program: String, port: Int, cookie: String) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", program]
        let session = cookie.split(separator: "=").last.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["PRIYOM_URL": "http://\(Loopback.host):\(port)", "PRIYOM_SESSION": session ?? ""]
        ) { $1 }
        try process.run()
        return process
    }
}

/// How long people work.
private final class Shift: Sendable {
    private let state = Atomic(false)

    var isOver: Bool { state.load(ordering: .relaxed) }

    func end() { state.store(true, ordering: .relaxed) }
}

extension SampleContacts {
    /// Years of contacts that end with the last whole day, ten of each client.
    static func upToToday(_ count: Int, seed: UInt64) -> SampleContacts {
        SampleContacts(count, clients: min(max(count / 10, 1), 1_000_000), seed: seed, until: .lastMidnight)
    }

    /// Fills an empty database with them.
    static func fill(_ database: DatabaseLocation, contacts: Int) async throws {
        let store = try await DataStore.open(database)
        try await store.migrate()
        try await upToToday(contacts, seed: 1).fill(store, numbers: .russian)
        try await store.waitUntilTidied()
        await store.close()
    }
}
