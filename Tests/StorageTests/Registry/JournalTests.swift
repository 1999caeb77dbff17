import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("The journal of inbound traffic")
struct JournalTests {
    @Test(
        "S1.33 shows who registered a contact, who has processed it, how long it waited, and how fast it was taken and processed",
        arguments: TestEngine.allCases
    )
    func rows(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let desk = try await SampleReception(store)
            // Registered at 100, put into the queue then, taken at 340, processed at 700.
            let id = try await desk.waitingVisit(since: 100, responsible: desk.masterOleg)
            _ = try await store.reception.claim(id, by: desk.author(desk.oleg, 340))
            _ = try await desk.process(id, by: desk.oleg, 700).kept
            let row = try #require(try await store.registry.rows(of: [id], reach: nil).first)
            #expect(row.registrar == "Надежда" && row.processor == "Рожин Олег" && row.waited == .seconds(240))
            #expect(row.work?.stage == .processed)

            // Taken at once by who registered it.
            let own = try await desk.visit(responsible: desk.masterOleg) { $0.personName = "Ольга" }
            _ = try await desk.process(own, by: desk.oleg, 160, isDone: false).kept
            _ = try await desk.visit()
            let all = Period(from: .sample(0), until: .sample(1_000))
            let totals = try await store.registry.totals(RegistryFilter(), in: all)
            #expect(totals.contacts == 3)
            #expect(totals.taken == RegistryTotals.Average(count: 2, length: .seconds(150)))
            #expect(totals.processed == RegistryTotals.Average(count: 1, length: .seconds(600)))
            #expect(totals.waited == RegistryTotals.Average(count: 1, length: .seconds(240)))
            var filter = RegistryFilter()
            filter.employee = .processor(desk.irina.id)
            #expect(try await store.registry.totals(filter, in: all) == RegistryTotals())
        }
    }

    @Test("its columns are its own", arguments: TestEngine.allCases)
    func columns(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample("anna"))
            let chosen = RegistryColumns(order: [.processor, .date], shown: [.processor])
            try await store.registry.setColumns(chosen, of: anna.id, in: .journal)
            #expect(try await store.registry.columns(of: anna.id, in: .journal) == chosen)
            #expect(try await store.registry.columns(of: anna.id, in: .registry) == RegistryKind.registry.columns)
        }
    }
}
