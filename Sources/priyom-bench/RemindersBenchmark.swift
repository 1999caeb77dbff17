import ArgumentParser
import ContactCenter
import Foundation
import Storage
import TestSupport

/// Many reminders to call back that are due in the same second, at two server processes on one PostgreSQL of which the one that
/// tells people of them is killed in the middle; on SQLite at one that lives.
struct RemindersBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reminders",
        abstract: "Measures reminders that are due in the same second, while one of two server processes is killed."
    )

    @OptionGroup var options: LoadOptions

    @Option(help: "How many people are reminded, each logged in at a browser.")
    var people = 500

    @Option(help: "How many reminders each of them has.")
    var each = 2

    @Option(help: "How many reminders are recorded when the process that records them is killed.")
    var killAfter = 300

    private var reminders: Int { people * each }
    private var servers: Int { options.database == .sqlite ? 1 : 2 }

    func run() async throws {
        try await options.withPlace { try await measure($0, in: $1) }
    }

    private func measure(_ database: DatabaseLocation, in folder: String) async throws {
        let reader = try await MeasuredReader(in: database, operatorsAt: (0..<people).map { String(1_000 + $0) })
        let store = try await DataStore.open(database)
        let staff = try await MeasuredStaff(of: reader, in: store)
        try await remind(staff, in: store)
        let recorded = RecordedReminders(store)
        try await recorded.noteWriters()

        let simulator = options.simulator(desks: 20)
        try await simulator.start()
        try await MeasuredServer.withSeveral(servers, on: database, pbxPort: simulator.port, folder: folder) {
            try await measure($0, staff, recorded, folder)
        }
        await store.close()
        try await simulator.stop()
    }

    private func measure(
        _ running: [MeasuredServer],
        _ staff: MeasuredStaff,
        _ recorded: RecordedReminders,
        _ folder: String
    ) async throws {
        let times = BellTimes(wanted: each)
        let ports = running.map(\.port)
        let browsers = Task {
            await withDiscardingTaskGroup { group in
                for (number, person) in staff.people.enumerated() {
                    let turn = number % ports.count
                    let order = Array(ports[turn...] + ports[..<turn])
                    group.addTask { await OpenBell.show(of: person, at: order, times: times) }
                }
            }
        }
        try await eventually("everybody's bell is on a screen") { times.bells == people }
        // Until what follows a log-in is over.
        try await Task.sleep(for: .seconds(3))

        let fsync = Task { try await Baseline.appendAndSync(in: folder) }
        let due = try await recorded.setDue(in: .seconds(5))
        var killed: (server: Int, recorded: Int)?
        if servers > 1 {
            let (count, server) = try await recorded.wait(for: killAfter)
            running[server].kill()
            killed = (server, count)
        }
        try await eventually("all bells show everything, or ten seconds have passed") {
            times.complete == people || ContinuousClock.now > due + .seconds(10)
        }
        // What is told twice is told by now.
        try await Task.sleep(for: .seconds(5))
        fsync.cancel()
        let kept = try await recorded.count(byServer: killed?.server)
        browsers.cancel()
        await browsers.value
        try await show(times, due, killed: killed?.recorded, kept, fsync: fsync.value)
    }

    /// Reminders of a far day.
    private func remind(_ staff: MeasuredStaff, in store: DataStore) async throws {
        let reason = try await staff.addReason(for: [])
        let contacts = try await staff.registerVisits(reminders, for: reason, outcome: .informed)
        for (number, contact) in contacts.enumerated() {
            let reminder = Reminder(
                contact: contact,
                employee: staff.people[number % people].employee,
                text: "Перезвонить клиенту",
                dueAt: Date() + 86_400,
                madeAt: Date()
            )
            _ = try await store.contacts.remind(reminder).get()
        }
    }

    private func show(
        _ times: BellTimes,
        _ due: ContinuousClock.Instant,
        killed: Int?,
        _ kept: RecordedReminders.Count,
        fsync: [Double]
    ) throws {
        let parts: KeyValuePairs = ["p50": 0.5, "p99": 0.99, "latest": 1.0]
        let shown = times.milliseconds(after: due)
        let moved = times.milliseconds(after: due, moved: true)
        func reminders(_ name: String, _ count: Int) -> Measurement.Figure {
            .init(name: name, value: Double(count), unit: "reminders")
        }
        try Measurement(
            benchmark: "reminders",
            settings: options.settings.merging([
                "load":
                    "\(self.reminders) reminders due in the same second, \(people) people at \(servers) server processes"
            ]) { $1 },
            figures: Measurement.Figure.times(shown, of: "on the screen", at: parts, besideFsync: fsync)
                + (killed.map { recorded in
                    Measurement.Figure.times(moved, of: "whose server was killed", at: parts, besideFsync: fsync) + [
                        .init(name: "people whose server was killed", value: Double(moved.count), unit: "people"),
                        reminders("recorded before the kill", recorded),
                        reminders("recorded by the killed one", kept.byServer),
                    ]
                } ?? []) + [
                    .init(
                        name: "screens that show all, once",
                        value: Double(times.complete),
                        unit: "screens",
                        baseline: Double(people),
                        baselineName: "people"
                    ),
                    reminders("recorded", kept.rows), reminders("missing", kept.missing),
                    reminders("recorded more than once", kept.doubled),
                ]
        ).show(asJSON: options.json)
        guard kept.missing == 0, kept.doubled == 0, kept.rows == self.reminders, times.complete == people else {
            throw ExitCode.failure
        }
    }
}
