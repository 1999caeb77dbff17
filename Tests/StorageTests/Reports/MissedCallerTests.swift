import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Callers whom nobody answered")
struct MissedCallerTests {
    private static let noon = Date(timeIntervalSince1970: Double(15_512) * 86_400 + 43_200)
    private static let days = Day(number: 15_465)...Day(number: 15_520)
    private static let window: TimeInterval = 86_400

    private struct Missed {
        var id: Int64
        var at: TimeInterval
        var number: String?
        /// Neither excluded, hidden, nor reached within the window.
        var isLost: Bool
    }

    @Test(
        "missed calls of one number are one caller while less than the call-back window lies between them, whatever is changed later",
        arguments: TestEngine.allCases
    )
    func callers(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var random = SampleRandom(seed: 23)
            // Also at the same moment, and hardly more or less than the window apart.
            let moments = (0..<160).map { _ in
                Double(random.number(below: 40)) * Self.window / 2 + Double(random.number(below: 3) - 1)
            }
            let numbers = (0..<160).map { _ in random.one(of: [nil, "+79160000001", "+79160000002", "+79160000003"]) }
            try await store.database.write { transaction in
                for (place, (moment, number)) in zip(moments, numbers).enumerated() {
                    let at = SQLValue.instant(Self.noon - moment)
                    try transaction.execute(
                        """
                        INSERT INTO calls (pbx, linkedid, start_second, direction, started_at, ended_at, result, cause)
                        VALUES ('office', $1, 1, 'inbound', $2, $2, 'missed', 'ringing')
                        """,
                        [.text("\(place).1"), at]
                    )
                    try transaction.execute(
                        """
                        INSERT INTO missed_calls (call_id, started_at, ended_at, number_key, is_missed, is_counted, is_spam)
                        SELECT id, started_at, ended_at, $2, 1, 1, 0 FROM calls WHERE linkedid = $1
                        """,
                        [.text("\(place).1"), .text(number)]
                    )
                }
            }
            for round in 0..<8 {
                try await check(store)
                // Most are counted by days when something changes.
                if round % 2 == 0 { try await store.foldAll(days: 1 + round, at: Self.noon + 40 * 86_400) }
                try await check(store)
                for _ in 0..<6 { try await change(Int64(random.number(below: 160) + 1), using: &random, store) }
            }
            try await store.foldAll(at: Self.noon + 40 * 86_400)
            #expect(try await store.reports.verify().isEmpty)
        }
    }

    private func change(_ id: Int64, using random: inout SampleRandom, _ store: DataStore) async throws {
        let change = random.one(of: [
            "excluded_at = CASE WHEN excluded_at IS NULL THEN started_at END",
            "hidden_at = CASE WHEN hidden_at IS NULL THEN started_at END",
            "reached_at = started_at + 3600000", "reached_at = started_at + 90000000", "reached_at = NULL",
            "number_key = '+79160000002'", "is_spam = 1 - is_spam",
        ])
        try await store.database.write {
            try $0.execute("UPDATE missed_calls SET \(change) WHERE call_id = $1", [.integer(id)])
        }
    }

    private func check(_ store: DataStore) async throws {
        let expected = Self.callers(of: try await missed(in: store))
        #expect(expected.count > 10)
        let measure = Measure(.missed, only: [.firstOfCaller: ["yes"]])
        let table = try await store.reports.table(for: ReportQuestion(.statistics, days: Self.days))
        #expect(table.total.counts[measure] == Int64(expected.count))
        let list = FactListQuestion(.missed, days: Self.days, filter: [.firstOfCaller: ["yes"]], limit: 1_000)
        let answer = try await store.reports.list(list)
        #expect(Set(answer.facts.map(\.place.row)) == expected)
    }

    private func missed(in store: DataStore) async throws -> [Missed] {
        try await store.database.read { transaction in
            try transaction.rows(
                "SELECT call_id, started_at, number_key, is_spam, excluded_at, hidden_at, reached_at FROM missed_calls"
            ).map { row in
                var row = row
                let (id, at, number) = try (row.integer(), row.instant(), row.optionalText())
                let isWanted = try row.integer() == 0
                let isThere = try [row.optionalInteger(), row.optionalInteger()].allSatisfy { $0 == nil }
                let isReached = try row.optionalInstant().map { $0 <= at + Self.window } ?? false
                return Missed(
                    id: id,
                    at: at.timeIntervalSince1970,
                    number: number,
                    isLost: isWanted && isThere && !isReached
                )
            }
        }
    }

    /// The first of each row of calls.
    private static func callers(of missed: [Missed]) -> Set<Int64> {
        var (first, last): (Set<Int64>, [String: TimeInterval]) = ([], [:])
        for call in missed.filter(\.isLost).sorted(by: { ($0.at, $0.id) < ($1.at, $1.id) }) {
            guard let number = call.number else {
                first.insert(call.id)
                continue
            }
            if last[number].map({ call.at - $0 >= window }) ?? true { first.insert(call.id) }
            last[number] = call.at
        }
        return first
    }
}
