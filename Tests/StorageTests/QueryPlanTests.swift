import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("With many calls in the journal the questions of every minute are answered by an index")
struct QueryPlanTests {
    static let questions: [(statement: String, values: [SQLValue], indexes: [String])] = [
        (CallStatements.findOpen, [.text("office")], ["calls_open"]),
        (CallStatements.findLastEnded, [.integer(20)], ["calls_ended"]),
        (
            CallStatements.findEndedWithNumber, [.text("9535237271"), .integer(Int64.max), .integer(10)],
            ["calls_caller", "calls_dialled"]
        ),
        (
            CallStatements.findLinked, [.text("office"), .text("1577836805.7"), .integer(0), .integer(Int64.max)],
            ["call_linkedids_linkedid"]
        ),
    ]

    @Test("and never by reading all calls", arguments: TestEngine.allCases)
    func plans(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await store.fill(withCalls: 3_000)
            for (statement, values, indexes) in Self.questions {
                let plan = try await plan(of: statement, values, on: store)
                for index in indexes {
                    #expect(plan.contains(index), "\(plan)")
                }
                #expect(!plan.contains("SCAN call"), "\(plan)")
                #expect(!plan.contains("Seq Scan on call"), "\(plan)")
            }
        }
    }

    @Test("which finds the right ones", arguments: TestEngine.allCases)
    func answers(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await store.fill(withCalls: 1_000)
            let journal = store.callJournal
            let end = Call.sample().startedAt
            #expect(try await journal.openCalls(of: office).isEmpty)
            #expect(
                try await journal.lastEndedCalls(limit: 20).map(\.id.startSecond) == (980...999).reversed().map(second)
            )
            let earlier = try await journal.earlierCalls(ofNumber: "9535237271", before: end, limit: 10)
            #expect(earlier.map(\.id.startSecond) == stride(from: 900, through: 0, by: -100).map(second))
            #expect(earlier.allSatisfy { $0.legs.count == 1 })
        }
    }

    @Test("also those of lists: by their order, or by the number", arguments: TestEngine.allCases)
    func listPlans(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await store.fill(withCalls: 3_000)
            var filter = CallFilter()
            filter.kind = .answered
            filter.phone = Extension("0111")
            let day = Period(from: .distantPast, until: .sample(0, second: 1_577_836_800 + 3_600))
            let byOrder = CallSearch(filter)
            let first = try await plan(of: byOrder.countStatement, byOrder.countValues(day), on: store)
            #expect(first.contains("PRIMARY KEY (direction=") || first.contains("listed_calls_pkey"), "\(first)")
            filter.number = .ending("1234")
            let byNumber = CallSearch(filter)
            let second = try await plan(of: byNumber.countStatement, byNumber.countValues(day), on: store)
            #expect(second.contains("listed_calls_number"), "\(second)")
        }
    }

    @Test("S4.9 and a client's conversations, by the client's numbers", arguments: TestEngine.allCases)
    func conversationPlan(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await store.fill(withCalls: 3_000)
            var question = ConversationQuestion(limit: 10)
            question.numbers = [try #require(TestNumbers.key("9535237271"))]
            let search = ConversationSearch(question)
            let plan = try await plan(of: search.countStatement, search.values, on: store)
            #expect(plan.contains("listed_calls_number"), "\(plan)")
        }
    }

    @Test("S4.23 and the figures of today, whatever there is of other days", arguments: TestEngine.allCases)
    func boardPlans(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await store.fill(withCalls: 3_000)
            let reading = DayReading(rules: MissedRules(), serviceLevel: ServiceLevelRules())
            let from = Date.sample(0, second: 1_577_836_800)
            let values = reading.values(of: Period(from: from, until: from + 60))
            for (statement, values) in [
                (DayReading.callStatement, values), (DayReading.talkStatement, Array(values.prefix(2))),
            ] {
                let plan = try await plan(of: statement, values, on: store)
                #expect(plan.contains("PRIMARY KEY (direction=") || plan.contains("listed_calls_pkey"), "\(plan)")
                #expect(!plan.contains("SCAN calls") && !plan.contains("Seq Scan on calls"), "\(plan)")
                #expect(!plan.contains("SCAN call_legs") && !plan.contains("Seq Scan on call_legs"), "\(plan)")
            }
        }
    }

    @Test("and what a conversation makes good, however often its number has called", arguments: TestEngine.allCases)
    func missedPlans(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await store.fill(withCalls: 3_000)
            try await store.database.write { transaction in
                try transaction.execute(Self.missed)
                // Nobody gathers statistics of an SQLite database.
                if engine == .postgreSQL { try transaction.execute("ANALYZE missed_calls") }
            }
            for (statement, index) in [
                (MissedTable.note, "missed_calls_unreached"), (MissedTable.noteEarlier, "missed_calls_reached"),
            ] {
                let values = [SQLValue.integer(2_900), .integer(1_578_010_800_000), .integer(1_578_010_809_000)]
                let plan = try await plan(of: statement, values, on: store)
                #expect(plan.contains(index), "\(plan)")
                // By the moment too, not only by the number.
                let lookups = plan.split(separator: "\n").filter { $0.contains("Index Cond") || $0.contains("USING") }
                let moment = index == "missed_calls_reached" ? "ANDreached_started_at>" : "ANDstarted_at<"
                #expect(lookups.contains { $0.filter { !" (".contains($0) }.contains(moment) }, "\(plan)")
            }
        }
    }

    @Test(
        "S1.25 and how much each employee has to process, however many contacts there are",
        arguments: TestEngine.allCases
    )
    func workPlans(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await store.database.write { transaction in
                try transaction.execute("INSERT INTO employees (name) VALUES ('Рожин Олег')")
                try transaction.execute(Self.contacts)
                if engine == .postgreSQL { try transaction.execute("ANALYZE contacts") }
            }
            let today = SQLValue.instant(.sample(4_990, second: 1_577_836_800))
            let plan = try await plan(of: ContactWorkTable.loadStatement, [today], on: store)
            #expect(plan.contains("contacts_open") && plan.contains("contacts_processed"), "\(plan)")
            let (worklist, values) = WorklistReading.statement(WorklistQuestion(of: nil))
            let list = try await self.plan(of: worklist, values, on: store)
            #expect(list.contains("contacts_open"), "\(list)")
            for plan in [plan, list] {
                let scans = plan.split(separator: "\n").filter { $0.contains("SCAN contacts") }
                #expect(scans.allSatisfy { $0.contains("contacts_open") }, "\(plan)")
                #expect(!plan.contains("Seq Scan on contacts"), "\(plan)")
            }
        }
    }

    /// Nearly all are processed.
    private static let contacts = """
        INSERT INTO contacts (state, at, responsible_id, handed_at, taken_at, processed_at)
        WITH RECURSIVE numbers (n) AS (SELECT CAST(1 AS {bigint}) UNION ALL SELECT n + 1 FROM numbers WHERE n < 5000),
            moments (n, at) AS (SELECT n, CAST(1577836800000 AS {bigint}) + n * 1000 FROM numbers)
        SELECT 'unfinished', at, 1, at, CASE WHEN n % 3 > 0 THEN at END, CASE WHEN n % 500 > 0 THEN at END FROM moments
        """

    /// A third of all are calls of one number, of whom the last were not reached yet.
    private static let missed = """
        INSERT INTO missed_calls (
            call_id, started_at, ended_at, number_key, is_missed, is_counted, is_spam,
            reached_call_id, reached_started_at, reached_at
        )
        SELECT id, started_at, ended_at, CASE WHEN id % 3 = 0 THEN '+79535237271' ELSE caller_key END, 1, 1, 0,
            CASE WHEN id < 2900 THEN id + 1 END, CASE WHEN id < 2900 THEN started_at + 60000 END,
            CASE WHEN id < 2900 THEN started_at + 69000 END
        FROM calls
        """

    private func second(_ number: Int) -> Int64 { 1_577_836_800 + 60 * Int64(number) }

    private func plan(of statement: String, _ values: [SQLValue], on store: DataStore) async throws -> String {
        try await store.database.read { transaction in
            switch store.database.dialect {
            case .sqlite:
                try transaction.rows("EXPLAIN QUERY PLAN \(statement)", values).map { row in
                    var row = row
                    for _ in 0..<3 { _ = try row.integer() }
                    return try row.text()
                }.joined(separator: "\n")
            case .postgreSQL:
                try transaction.rows("EXPLAIN (COSTS OFF) \(statement)", values).map { row in
                    var row = row
                    return try row.text()
                }.joined(separator: "\n")
            }
        }
    }
}
