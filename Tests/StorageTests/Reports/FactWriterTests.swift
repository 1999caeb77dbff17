import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Many write while facts are counted")
struct FactWriterTests {
    private static let day = Day(number: 15_512)
    private static let noon = Date(timeIntervalSince1970: Double(15_512) * 86_400 + 43_200)
    private static let writers = 64
    private static let rounds = 6

    @Test(
        "of 64 who write while days are counted none waits for good, and no figure is wrong meanwhile or afterwards",
        arguments: TestEngine.allCases
    )
    func writers(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<Self.writers {
                    group.addTask { for round in 0..<Self.rounds { try await write(writer, round, store) } }
                }
                let counting = Task {
                    while !Task.isCancelled { _ = try await store.reports.fold(days: 31, at: Self.noon) }
                }
                // Whoever reads sees a moment that has been: nobody's contact without its paper, and nothing twice.
                for _ in 0..<20 {
                    let table = try await store.reports.table(for: question)
                    let (contacts, papers) = (table.total.counts[contacts] ?? 0, table.total.counts[papers] ?? 0)
                    #expect(contacts == papers)
                    #expect(contacts <= Self.writers * Self.rounds)
                }
                try await group.waitForAll()
                counting.cancel()
                _ = await counting.result
            }
            try await store.foldAll(days: 31, at: Self.noon)
            let table = try await store.reports.table(for: question)
            #expect(table.total.counts[contacts] == Int64(Self.writers * Self.rounds))
            #expect(table.total.counts[papers] == Int64(Self.writers * Self.rounds))
            let differences = try await store.reports.verify()
            #expect(differences.isEmpty)
        }
    }

    private let contacts = Measure(.contact, only: [.inquiry: ["yes"]])
    private let papers = Measure(.document, only: [.stage: ["arrival"]])
    private var question: ReportQuestion { ReportQuestion(.funnel, days: (Self.day - 3)...(Self.day + 3)) }

    /// A contact with its paper on one of three days, and then something that moves both to another day.
    private func write(_ writer: Int, _ round: Int, _ store: DataStore) async throws {
        let number = writer * Self.rounds + round
        let at = SQLValue.instant(Self.noon + Double(number % 3 - 1) * 86_400)
        let later = SQLValue.instant(Self.noon + Double((number + 1) % 3 - 1) * 86_400)
        try await store.database.write { transaction in
            var row = try transaction.rows(
                """
                INSERT INTO contacts (state, number, at, registered_at, is_inquiry) VALUES ('registered', $1, $2, $2, 1) RETURNING id
                """,
                [.text("W\(number)"), at]
            )[0]
            let contact = try row.integer()
            try transaction.execute(
                "INSERT INTO documents (kind, number, at, contact_id, is_open) VALUES ('work_order', $1, $2, $3, 0)",
                [.text("D\(number)"), at, .integer(contact)]
            )
        }
        try await store.database.write { transaction in
            try transaction.execute("UPDATE contacts SET at = $1 WHERE number = $2", [later, .text("W\(number)")])
            try transaction.execute("UPDATE documents SET at = $1 WHERE number = $2", [later, .text("D\(number)")])
        }
    }
}
