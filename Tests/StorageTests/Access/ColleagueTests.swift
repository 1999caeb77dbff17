import ContactCenter
import TestSupport
import Testing

@testable import Storage

@Suite("Whom a person watches")
struct ColleagueTests {
    @Test("S4.25 is kept as chosen last, each person's choice apart", arguments: TestEngine.allCases)
    func choice(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let access = store.access
            let (anna, boris) = try await (access.add(.sample("anna")), access.add(.sample("boris")))
            let vera = try await access.add(.sample("vera"))
            #expect(try await access.watchedColleagues(of: anna.id) == [])
            try await access.watch([boris.id, vera.id], by: anna.id, audit: .sample(.colleaguesChosen, user: anna.id))
            try await access.watch([anna.id], by: boris.id, audit: .sample(.colleaguesChosen, user: boris.id))
            try await access.watch([vera.id], by: anna.id, audit: .sample(.colleaguesChosen, user: anna.id))
            #expect(try await access.watchedColleagues(of: anna.id) == [vera.id])
            #expect(try await access.watchedColleagues(of: boris.id) == [anna.id])
            #expect(try await access.auditLog(limit: 1).map(\.action) == [.colleaguesChosen])
        }
    }

    @Test("who is not there is left out", arguments: TestEngine.allCases)
    func unknown(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample("anna"))
            let audit = AuditEntry.sample(.colleaguesChosen, user: anna.id)
            try await store.access.watch([UserID(99)], by: anna.id, audit: audit)
            #expect(try await store.access.watchedColleagues(of: anna.id) == [])
        }
    }
}
