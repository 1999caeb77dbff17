import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Reports of contacts in which something stands")
struct TextReportTests {
    private static let noon = Date(timeIntervalSince1970: Double(15_512) * 86_400 + 43_200)
    private static let days = Day(number: 15_300)...Day(number: 15_520)

    @Test(
        "S2.2 S2.21 narrowed by words, a figure is of the contacts in which they stand, and as many are in the list behind it",
        arguments: TestEngine.allCases
    )
    func words(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            try await SampleContacts(600, seed: 11, until: Self.noon).fill(store, numbers: .russian)
            while try await store.renewSearch(limit: 1_000) > 0 {}
            try await store.foldAll(at: Self.noon + 40 * 86_400)
            var sizes: [Int] = []
            for typed in ["замен", "масл", "ко", "запись масл", "%", "такогонет"] {
                guard let text = SoughtText(typed: typed) else {
                    #expect(typed == "%")
                    continue
                }
                let expected = try await contacts(in: store) { kept in text.parts.allSatisfy(kept.contains) }
                sizes.append(expected.all)
                try await check(store, text, has: expected)
            }
            #expect(sizes.contains { $0 > 10 } && sizes.contains(0) && Set(sizes).count > 2)
        }
    }

    private func check(_ store: DataStore, _ text: SoughtText, has expected: (all: Int, arrived: Int)) async throws {
        var question = ReportQuestion(.statistics, days: Self.days)
        question.text = text
        let table = try await store.reports.table(for: question)
        #expect(count(Measure(.contact), table.total) == Int64(expected.all))
        #expect(table.steps.reduce(0) { $0 + (count(Measure(.contact), $1) ?? 0) } == Int64(expected.all))
        #expect(table.total.rows.reduce(0) { $0 + (count(Measure(.contact), $1) ?? 0) } == Int64(expected.all))
        // Whether somebody would have said it on a call that was missed, nobody knows.
        #expect(count(Measure(.missed), table.total) == nil)

        let list = FactListQuestion(.contact, days: Self.days, text: text, limit: 1_000)
        let answer = try await store.reports.list(list)
        #expect(answer.count == Int64(expected.all) && answer.facts.count == expected.all)

        let arrivals = Measure(.document, only: [.stage: [Report.Stage.arrival.rawValue]])
        var funnel = ReportQuestion(.funnel, days: Self.days)
        funnel.text = text
        #expect(count(arrivals, try await store.reports.table(for: funnel).total) == Int64(expected.arrived))
        let filter: [FactDimension: Set<String?>] = [.stage: [Report.Stage.arrival.rawValue]]
        let papers = FactListQuestion(.document, days: Self.days, filter: filter, text: text, limit: 1_000)
        #expect(try await store.reports.list(papers).facts.count == expected.arrived)
    }

    private func count(_ measure: Measure, _ row: ReportRow) -> Int64? { row.counts[measure] }

    /// Counted one by one: registered contacts whose texts are meant, and their work orders.
    private func contacts(
        in store: DataStore,
        _ isMeant: @escaping @Sendable (String) -> Bool
    ) async throws -> (all: Int, arrived: Int) {
        try await store.database.read { transaction in
            var meant: Set<Int64> = []
            var all = 0
            for row in try transaction.rows(
                """
                SELECT contacts.id, contact_texts.text, contacts.state, contacts.is_hidden
                FROM contacts JOIN contact_texts ON contact_texts.contact_id = contacts.id
                """
            ) {
                var row = row
                let (id, text) = try (row.integer(), row.text())
                guard isMeant(text) else { continue }
                meant.insert(id)
                let isRegistered = try row.text() == Contact.State.registered.rawValue
                if try isRegistered && row.integer() == 0 { all += 1 }
            }
            var arrived = 0
            for row in try transaction.rows(
                "SELECT contact_id FROM documents WHERE kind = 'work_order' AND is_hidden = 0 AND contact_id IS NOT NULL"
            ) {
                var row = row
                if try meant.contains(row.integer()) { arrived += 1 }
            }
            return (all, arrived)
        }
    }
}
