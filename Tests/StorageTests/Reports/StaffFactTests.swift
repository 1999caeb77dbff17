import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("The report of staff")
struct StaffFactTests {
    private static let later = StaffWorld.instant(40 * 1_440)

    @Test(
        "S3.10 S3.35 by person, hour, weekday and number it is what a fold over calls, states and work says, whatever changes",
        arguments: TestEngine.allCases
    )
    func fold(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var world = try await StaffWorld(seed: 21, in: store)
            var changes: [String] = []
            for round in 0..<36 {
                changes.append(try await world.change(store))
                if round % 4 == 1 { while try await store.reports.fold(days: 3, at: Self.later) > 0 {} }
                if round % 3 == 2 { try await compare(store, world, "\(changes.suffix(4))") }
            }
            while try await store.reports.fold(days: 31, at: Self.later) > 0 {}
            try await compare(store, world, "at the end")
            #expect(try await store.reports.verify().isEmpty)
        }
    }

    private func compare(_ store: DataStore, _ world: StaffWorld, _ changes: String) async throws {
        let told = world.told
        let facts = world.facts.mapValues { $0.filter { StaffWorld.days.contains($0.day) } }
        for dimension in [FactDimension.employee, .hour, .weekday, .did] {
            var question = ReportQuestion(.staff, days: StaffWorld.days, grouping: [dimension])
            question.told = told
            let table = try await store.reports.table(for: question)
            for measure in Report.staff.measures where measure.kind != .document {
                let counted = (facts[measure.kind] ?? []).filter { measure.counts($0.values) }
                func amount(_ facts: [Fact]) -> Int64 {
                    measure.quantity.map { quantity in facts.reduce(0) { $0 + ($1.amounts[quantity] ?? 0) } }
                        ?? Int64(facts.count)
                }
                let total = table.total.counts[measure]
                #expect(total == amount(counted), "\(measure) after \(changes)")
                var groups: [ReportKey: [Fact]] = [:]
                for fact in counted {
                    groups[Self.key(of: fact, measure.kind, dimension, told), default: []].append(fact)
                }
                for row in table.total.rows {
                    let expected = amount(groups.removeValue(forKey: row.key) ?? [])
                    #expect(row.counts[measure] == expected, "\(dimension) \(row.key): \(measure) after \(changes)")
                }
                #expect(groups.values.allSatisfy { amount($0) == 0 }, "\(dimension): \(measure) after \(changes)")
            }
        }
    }

    private static func key(
        of fact: Fact,
        _ kind: FactKind,
        _ dimension: FactDimension,
        _ told: [FactDimension: [String: String]]
    ) -> ReportKey {
        switch dimension {
        case .weekday: .value(String(fact.day.weekday))
        case .employee: .value(fact.values[.person].flatMap { told[.employee]?[$0] })
        default: kind.knows(dimension) ? .value(fact.values[dimension]) : .other(kind)
        }
    }

    @Test(
        "S2.21 behind each figure of a person there are as many calls, contacts and reminders as it says",
        arguments: TestEngine.allCases
    )
    func lists(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var world = try await StaffWorld(seed: 22, in: store)
            for _ in 0..<40 { _ = try await world.change(store) }
            var question = ReportQuestion(.staff, days: StaffWorld.days)
            question.grouping = [.person]
            let table = try await store.reports.table(for: question)
            for row in table.total.rows {
                guard case .value(let person) = row.key else { continue }
                for column in Report.staff.columns where column.formula.isOfCounts {
                    let measure = try #require(column.formula.measures.first)
                    var filter: [FactDimension: Set<String?>] = [.person: [person]]
                    for (dimension, values) in measure.only { filter[dimension] = Set(values.map(Optional.some)) }
                    var question = FactListQuestion(measure.kind, days: StaffWorld.days, filter: filter, limit: 3)
                    var seen: [FactPlace] = []
                    while true {
                        let answer = try await store.reports.list(question)
                        #expect(Figure.count(answer.count) == row.figure(column))
                        seen += answer.facts.map(\.place)
                        if measure.kind == .participation {
                            #expect(answer.facts.allSatisfy { $0.call.map { world.calls[$0] != nil } ?? false })
                        } else {
                            #expect(answer.facts.allSatisfy { $0.contact != nil || measure.kind == .document })
                        }
                        guard answer.hasMore, let last = answer.facts.last else { break }
                        question.before = last.place
                    }
                    #expect(Figure.count(Int64(Set(seen).count)) == row.figure(column))
                    #expect(seen == seen.sorted(by: >))
                }
            }
        }
    }

    @Test(
        "S3.35 a state over midnight and the end of an hour is divided by the clock of the person's branch; one that lasts is not counted",
        arguments: TestEngine.allCases
    )
    func midnight(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await store.database.write { transaction in
                try transaction.execute("INSERT INTO branches (name, time_zone) VALUES ('Мумбаи', 'Asia/Kolkata')")
                try transaction.execute(
                    "INSERT INTO users (name, display_name, password_hash, created_at) VALUES ('anna', 'Анна', '', 0)"
                )
                try transaction.execute(
                    "INSERT INTO employees (name, user_id, branch_id) SELECT 'Анна', users.id, branches.id FROM users, branches"
                )
                // From 23:45 to 0:15 in India, where it is half past five more.
                let (midnight, quarter) = (StaffWorld.start * 1_000 + 66_600_000, 900_000 as Int64)
                try transaction.execute(
                    """
                    INSERT INTO person_states (user_id, status, activity, since, until)
                    SELECT id, 'available', 'none', CAST($1 AS {bigint}), CAST($2 AS {bigint}) FROM users
                    """,
                    [.integer(midnight - quarter), .integer(midnight + quarter)]
                )
                try transaction.execute(
                    """
                    INSERT INTO person_states (user_id, status, activity, since)
                    SELECT id, 'busy', 'none', CAST($1 AS {bigint}) FROM users
                    """,
                    [.integer(midnight + quarter)]
                )
            }
            for isFolded in [false, true] {
                if isFolded { while try await store.reports.fold(days: 31, at: Self.later) > 0 {} }
                for (day, hour) in [(StaffWorld.first, "23"), (StaffWorld.first + 1, "0")] {
                    let question = ReportQuestion(.staff, days: day...day, grouping: [.hour])
                    let table = try await store.reports.table(for: question)
                    let time = Measure(.state, sum: .lasting)
                    #expect(table.total.counts[time] == 900_000)
                    #expect(table.total.rows.map(\.key) == [.value(hour)])
                }
            }
            #expect(try await store.reports.verify().isEmpty)
        }
    }
}
