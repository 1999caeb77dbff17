import ArgumentParser
import ContactCenter
import Foundation
import Storage
import TestSupport

/// Two people who press *take* on the same contact at the same moment, again and again: at two server processes on one PostgreSQL,
/// on SQLite at one.
struct TakesBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "takes",
        abstract: "Lets two people take the same contact at the same moment, and counts who wins and who is told so."
    )

    @OptionGroup var options: LoadOptions

    @Option(help: "How many contacts they want both.")
    var tries = 1_000

    private var servers: Int { options.database == .sqlite ? 1 : 2 }

    func run() async throws {
        try await options.withPlace { try await measure($0, in: $1) }
    }

    private func measure(_ database: DatabaseLocation, in folder: String) async throws {
        let reader = try await MeasuredReader(in: database, operatorsAt: ["0101", "0102"])
        let store = try await DataStore.open(database)
        let staff = try await MeasuredStaff(of: reader, in: store)
        let reason = try await staff.addReason(for: staff.people)
        let contacts = try await staff.registerVisits(tries, for: reason)
        let simulator = options.simulator(desks: 20)
        try await simulator.start()
        try await MeasuredServer.withSeveral(servers, on: database, pbxPort: simulator.port, folder: folder) {
            try await measure($0, staff, contacts, store, folder)
        }
        await store.close()
        try await simulator.stop()
    }

    private func measure(
        _ running: [MeasuredServer],
        _ staff: MeasuredStaff,
        _ contacts: [ContactID],
        _ store: DataStore,
        _ folder: String
    ) async throws {
        var rivals: [WorkingOperator] = []
        for (number, person) in staff.people.enumerated() {
            rivals.append(try await WorkingOperator(at: running[number % servers].port, cookie: person.cookie))
        }

        let fsync = Task { try await Baseline.appendAndSync(in: folder) }
        var score = Score()
        for (number, contact) in contacts.enumerated() {
            // By turns who is let go first, by some millionths of a second.
            score.add(try await race(for: contact, number.isMultiple(of: 2) ? [0, 1] : [1, 0], rivals), staff.people)
        }
        fsync.cancel()
        try await show(score, responsible: Self.responsible(for: contacts, in: store), staff.people, fsync.value)
    }

    fileprivate struct Answer: Sendable {
        var person: Int
        var text: String
        var milliseconds: Double
    }

    private func race(
        for contact: ContactID,
        _ order: [Int],
        _ rivals: [WorkingOperator]
    ) async throws -> [Answer] {
        try await withThrowingTaskGroup(of: Answer.self) { group in
            for person in order {
                group.addTask {
                    let began = ContinuousClock.now
                    let text = try await rivals[person].take(contact)
                    let took = (ContinuousClock.now - began).seconds * 1_000
                    return Answer(person: person, text: text, milliseconds: took)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    /// Who goes on with each contact, as the database has it.
    private static func responsible(for contacts: [ContactID], in store: DataStore) async throws -> [EmployeeID?] {
        let kept = try await store.contacts.contacts(contacts)
        return kept.map(\.record.responsible)
    }

    private func show(
        _ score: Score,
        responsible: [EmployeeID?],
        _ people: [MeasuredStaff.Person],
        _ fsync: [Double]
    ) throws {
        let kept = zip(score.winners, responsible).count { winner, kept in
            winner.map { people[$0].employee } == kept
        }
        let parts: KeyValuePairs = ["p50": 0.5, "p99": 0.99, "max": 1.0]
        func tries(_ name: String, _ count: Int) -> Measurement.Figure {
            .init(name: name, value: Double(count), unit: "tries")
        }
        try Measurement(
            benchmark: "takes",
            settings: options.settings.merging([
                "load": "\(self.tries) contacts, two people at \(servers) server processes"
            ]) { $1 },
            figures: Measurement.Figure.times(score.wins, of: "who takes it", at: parts, besideFsync: fsync)
                + Measurement.Figure.times(score.losses, of: "who is too late", at: parts, besideFsync: fsync) + [
                    tries("one winner, the other is told", score.fair),
                    tries("won by who was first to start", score.firstWins),
                    tries("winner responsible in database", kept),
                    .init(name: "other answers", value: Double(score.others.count), unit: "answers"),
                ]
        ).show(asJSON: options.json)
        guard score.fair == self.tries, kept == self.tries else {
            throw BenchmarkFailure(
                "Not every contact was taken by one alone. \(score.others.first?.prefix(2_000) ?? "")"
            )
        }
    }
}

/// What came of all tries.
private struct Score {
    /// Who won, for each try; `nil` where not exactly one did.
    var winners: [Int?] = []
    /// Tries in which one won and the other was told who.
    var fair = 0
    /// The order of who was let go is that of the tries: by turns the first and the second person.
    var firstWins = 0
    /// How long the answers took, in milliseconds.
    var wins: [Double] = []
    var losses: [Double] = []
    /// Answers that are neither.
    var others: [String] = []

    mutating func add(_ answers: [TakesBenchmark.Answer], _ people: [MeasuredStaff.Person]) {
        let first = winners.count % 2
        let won = answers.filter { $0.text.hasPrefix("HTTP/1.1 303") }
        let winner = won.count == 1 ? won[0].person : nil
        winners.append(winner)
        wins += won.map(\.milliseconds)
        if winner == first { firstWins += 1 }
        for answer in answers where !answer.text.hasPrefix("HTTP/1.1 303") {
            guard let winner, answer.refusal?.contains(people[winner].name) ?? false else {
                others.append(answer.text)
                continue
            }
            losses.append(answer.milliseconds)
            fair += 1
        }
    }
}

extension TakesBenchmark.Answer {
    /// What the page says to who came too late.
    fileprivate var refusal: Substring? {
        guard text.hasPrefix("HTTP/1.1 200"), let start = text.firstRange(of: "role=\"alert\">") else { return nil }
        return text[start.upperBound...].firstRange(of: "</p>").map { text[start.upperBound..<$0.lowerBound] }
    }
}
