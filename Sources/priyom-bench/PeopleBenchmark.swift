import ArgumentParser
import ContactCenter
import Foundation
import NIOCore
import PBXSimulator
import Storage
import Synchronization
import TestSupport

/// How soon everybody who is choosing a person, or has them on their panel of colleagues, sees that somebody says something else of
/// themselves, or speaks on the phone; the latter from when the PBX calls the phone, 10 ms before it is answered.
struct PeopleBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people",
        abstract: "Measures the time from a change of presence or line to every open table or panel of people."
    )

    @OptionGroup var options: LoadOptions

    @Option(help: "How many people are on-line, each at a phone and with a table of all of them open.")
    var people = 500

    @Option(help: "Instead of the table each has a panel of so many colleagues open.")
    var chosen: Int?

    /// How many show a change of one person.
    private var watchers: Int { chosen ?? people }

    @Option(help: "How many of them change their status or note in a second.")
    var changesPerSecond = 5.0

    @Option(help: "How many calls begin in a second.")
    var callsPerSecond = 1.0

    @Option(help: "How long, in seconds.")
    var seconds = 30

    func run() async throws {
        try await options.withPlace { try await measure($0, in: $1) }
    }

    private func measure(_ database: DatabaseLocation, in folder: String) async throws {
        let simulator = options.simulator(desks: people)
        try await simulator.start()
        let phones = Array(simulator.configuration.site.phones.suffix(people))
        let employees = Employees()
        let times = PickerTimes(streams: watchers)
        let tap = try await WireTap.open(to: simulator.port) { phone, _ in
            guard let person = employees.person(at: phone) else { return }
            // The simulated people answer after 10 ms: what stands for a shorter time than the tables' pace is never shown.
            times.await(chosen == nil ? person.lineInTable : person.lineOnPanel, of: .line)
        }
        guard let pbxPort = tap.localAddress?.port else { throw BenchmarkFailure("No port is free.") }
        let server = try await MeasuredServer(
            database: database,
            pbxPort: pbxPort,
            folder: folder,
            operatorsAt: phones
        )
        defer { server.stop() }
        try await employees.add(at: phones, to: database, watching: chosen ?? 0)
        try await server.waitForPBX()
        var authors: [WorkingOperator] = []
        for (number, phone) in phones.enumerated() {
            guard let cookie = server.reader.operators[phone] else { continue }
            _ = try await OpenPicker.open(
                chosen == nil ? "people" : "colleagues",
                number,
                on: server,
                cookie: cookie,
                times: times
            )
            // Each opens with everybody's cells, and five hundred people do not sit down in one second.
            try await Task.sleep(for: .milliseconds(50))
            if number < 20 { authors.append(try await WorkingOperator(at: server.port, cookie: cookie)) }
        }
        try await simulator.setRate(callsPerSecond * 60)
        try await Task.sleep(for: .seconds(3))
        times.begin()

        let baseline = Task { try await Baseline.appendAndSync(in: folder) }
        let before = server.usage
        let began = ContinuousClock.now
        for number in 0..<Int(changesPerSecond * Double(seconds)) {
            try await Task.sleep(until: began + .seconds(Double(number) / changesPerSecond))
            let note = "note-\(number)."
            times.await(.init(note), of: .presence)
            try await authors[number % authors.count].say(note)
        }
        try await simulator.stopNewCalls()
        try await Task.sleep(for: .seconds(3))
        let used = server.usage.cpuSeconds - before.cpuSeconds
        baseline.cancel()
        let syncs = try await baseline.value
        let resident = server.usage.residentMegabytes
        try await simulator.stop()
        try show(times, beside: syncs, used: used / (ContinuousClock.now - began).seconds, resident: resident)
    }

    private func show(_ times: PickerTimes, beside syncs: [Double], used: Double, resident: Double) throws {
        let kinds: [(PickerTimes.Kind, String)] = [(.presence, "presence"), (.line, "line")]
        let figures = kinds.flatMap { kind, name -> [Measurement.Figure] in
            let shown = times.milliseconds(of: kind)
            return Measurement.Figure.times(
                shown,
                of: name,
                at: ["p50": 0.5, "p99": 0.99, "latest": 1],
                beside: syncs,
                called: "append + fsync of 4 KiB"
            ) + [
                .init(
                    name: "\(name), tables that showed it",
                    value: Double(shown.count),
                    unit: "tables",
                    baseline: Double(times.changes(of: kind) * watchers),
                    baselineName: "changes × tables"
                )
            ]
        }
        try Measurement(
            benchmark: "people",
            settings: options.settings.merging(
                [
                    "load": """
                    \(people) people and \(chosen.map { "panels of \($0)" } ?? "tables"), \(changesPerSecond) changes of presence and \(callsPerSecond) calls/s \
                    for \(seconds) s
                    """
                ]
            ) { $1 },
            figures: figures + [
                .init(name: "processor time of the server", value: used * 100, unit: "% of a core"),
                .init(name: "resident memory at the end", value: resident, unit: "MB"),
            ]
        ).show(asJSON: options.json)
        guard kinds.allSatisfy({ times.milliseconds(of: $0.0).count == times.changes(of: $0.0) * watchers }) else {
            throw ExitCode.failure
        }
    }
}

/// Who sits at the phones, by phone.
private final class Employees: Sendable {
    struct Person: Sendable {
        var user: UserID
        var employee: EmployeeID

        var lineInTable: PickerTimes.Sight { "person-\(employee)-line\\\"><span class=\\\"line talking" }
        var lineOnPanel: PickerTimes.Sight { .init("colleague-\(user)\\\"", then: "class=\\\"line talking") }
    }

    private let people = Mutex<[String: Person]>([:])

    func person(at phone: String) -> Person? { people.withLock { $0[phone] } }

    /// - Parameter count: of how many others, the next ones each, everybody has on their panel.
    func add(at phones: [String], to database: DatabaseLocation, watching count: Int) async throws {
        let store = try await DataStore.open(database)
        var users: [UserID] = []
        for phone in phones {
            guard let name = UserName("bench\(phone)"), let user = try await store.access.account(named: name)?.user
            else { continue }
            var employee = Employee()
            (employee.name, employee.phone, employee.user) = ("Сотрудник \(phone)", Extension(phone), user.id)
            guard
                case .saved(let kept) = try await store.records.add(
                    employee,
                    by: RecordAuthor(user.id, at: Date())
                )
            else { throw BenchmarkFailure("There is no employee at \(phone).") }
            users.append(user.id)
            people.withLock { $0[phone] = Person(user: user.id, employee: kept.id) }
        }
        for (place, user) in users.enumerated() where count > 0 {
            let others = (1...count).map { users[(place + $0) % users.count] }
            let audit = AuditEntry(at: Date(), user: user, action: .colleaguesChosen)
            try await store.access.watch(Set(others), by: user, audit: audit)
        }
        await store.close()
    }
}
