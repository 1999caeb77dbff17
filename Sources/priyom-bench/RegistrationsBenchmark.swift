import ArgumentParser
import ContactCenter
import Foundation
import PBXSimulator
import Storage
import TestSupport

/// Many registrations a second by several server processes on one database: the last step of contacts that operators have led up
/// to it, at fixed moments, whether the one before is answered or not.
struct RegistrationsBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "registrations",
        abstract: "Measures registrations by several server processes, and holds their numbers against each other."
    )

    @OptionGroup var options: LoadOptions

    @Option(help: "How many server processes share the database.")
    var servers = 2

    @Option(help: "How many contacts are registered in a second.")
    var perSecond = 200

    @Option(help: "How long, in seconds.")
    var seconds = 20

    @Option(help: "How many contacts there are already, spread over three years.")
    var contacts = 100_000

    func run() async throws {
        try await options.withPlace { try await measure($0, in: $1) }
    }

    private func measure(_ database: DatabaseLocation, in folder: String) async throws {
        try await SampleContacts.fill(database, contacts: contacts)
        let simulator = options.simulator(desks: 20)
        try await simulator.start()
        let phones = Array(simulator.configuration.site.phones.suffix(20))
        try await MeasuredServer.withSeveral(
            servers,
            on: database,
            pbxPort: simulator.port,
            folder: folder,
            operatorsAt: phones
        ) { try await measure($0, phones, database, folder) }
        try await simulator.stop()
    }

    private func measure(
        _ running: [MeasuredServer],
        _ phones: [String],
        _ database: DatabaseLocation,
        _ folder: String
    ) async throws {
        let drafts = try await drafts(perSecond * seconds, of: running, phones)

        let fsync = Task { try await Baseline.appendAndSync(in: folder) }
        let times = ActTimes()
        let began = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, draft) in drafts.enumerated() {
                let due = began + .seconds(Double(number) / Double(perSecond))
                try await Task.sleep(until: due)
                group.addTask {
                    var contact = draft.contact
                    // From the moment at which it was due, so that a server that falls behind is not spared.
                    try await times.measure(.register, since: due) { try await draft.operator.goOn(&contact) }
                    guard contact.isRegistered else { throw BenchmarkFailure("Not registered: \(contact.step)") }
                }
            }
            try await group.waitForAll()
        }
        let took = (ContinuousClock.now - began).seconds
        fsync.cancel()
        try await show(times.milliseconds(of: .register), took: took, fsync: fsync.value, numbers(in: database))
    }

    private struct Draft: Sendable {
        var contact: WorkingOperator.Contact
        var `operator`: WorkingOperator
    }

    /// Contacts at their last step, by turns at each server.
    private func drafts(_ count: Int, of servers: [MeasuredServer], _ phones: [String]) async throws -> [Draft] {
        let cookies = phones.compactMap { servers[0].reader.operators[$0] }
        return try await withThrowingTaskGroup(of: [Draft].self) { group in
            for (number, cookie) in cookies.enumerated() {
                let port = servers[number % servers.count].port
                group.addTask {
                    let person = try await WorkingOperator(at: port, cookie: cookie)
                    var drafts: [Draft] = []
                    for _ in 0..<count / cookies.count {
                        var contact = try await person.begin()
                        while contact.step != "master" { try await person.goOn(&contact) }
                        drafts.append(Draft(contact: contact, operator: person))
                    }
                    return drafts
                }
            }
            var all: [[Draft]] = []
            for try await drafts in group { all.append(drafts) }
            return (0..<count / cookies.count).flatMap { place in all.map { $0[place] } }
        }
    }

    /// The places in the series of all contacts that were registered at the servers.
    private func numbers(in database: DatabaseLocation) async throws -> [Int64] {
        let store = try await DataStore.open(database)
        let numbers = try await store.database.read { [contacts] transaction in
            try transaction.rows(
                "SELECT number FROM contacts WHERE id > $1 AND number IS NOT NULL ORDER BY number",
                [.integer(Int64(contacts))]
            ).map { row in
                var row = row
                return try row.text()
            }
        }
        await store.close()
        return numbers.compactMap { Int64($0.drop { !$0.isNumber }) }
    }

    private func show(_ times: [Double], took: Double, fsync: [Double], _ numbers: [Int64]) throws {
        let span = (numbers.last ?? 0) - (numbers.first ?? 0) + 1
        try Measurement(
            benchmark: "registrations",
            settings: options.settings.merging([
                "load": "\(perSecond) registrations/s for \(seconds) s at \(servers) server processes",
                "contacts": "\(contacts)",
            ]) { $1 },
            figures: Measurement.Figure.times(
                times,
                of: "registration",
                at: ["p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1],
                besideFsync: fsync
            ) + [
                .init(name: "registered in a second", value: Double(times.count) / took, unit: "contacts"),
                .init(name: "numbers left out", value: Double(span - Int64(Set(numbers).count)), unit: "numbers"),
                .init(name: "numbers given twice", value: Double(numbers.count - Set(numbers).count), unit: "numbers"),
                .init(
                    name: "numbers given",
                    value: Double(numbers.count),
                    unit: "numbers",
                    baseline: Double(times.count),
                    baselineName: "registrations"
                ),
            ]
        ).show(asJSON: options.json)
        guard numbers.count == times.count, span == Int64(Set(numbers).count), span == Int64(numbers.count) else {
            throw ExitCode.failure
        }
    }
}
