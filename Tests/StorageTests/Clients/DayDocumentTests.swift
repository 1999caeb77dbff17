import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("What a day has for a workshop and for a person")
struct DayDocumentTests {
    private static let day = Period(from: .sample(0), until: .sample(86_400))

    private func document(
        _ kind: Document.Kind,
        at second: Double,
        of workshop: WorkshopID?,
        with employee: EmployeeID?,
        isPromised: Bool = false,
        in store: DataStore
    ) async throws -> Kept<Document> {
        var document = Document()
        document.kind = kind
        document.at = .sample(second)
        document.workshop = workshop
        document.responsible = employee
        document.works = "Подвеска"
        if isPromised { document.startsAt = .sample(second) }
        return try await store.documents.add(document, by: .sample()).kept
    }

    @Test(
        "arrivals are the work orders of the day, of one workshop or one person, hidden ones left out",
        arguments: TestEngine.allCases
    )
    func arrivals(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let documents = store.documents
            let (one, two) = (
                try await store.add("workshops", [("name", .text("Кузовной"))], as: Workshop.self),
                try await store.add("workshops", [("name", .text("Слесарный"))], as: Workshop.self)
            )
            let (oleg, irina) = (
                try await store.addEmployee("Рожин", phone: "0201"),
                try await store.addEmployee("Соколова", phone: "0202")
            )
            let late = try await document(.workOrder, at: 86_399, of: one, with: irina, in: store)
            let early = try await document(.workOrder, at: 0, of: one, with: oleg, in: store)
            let other = try await document(.workOrder, at: 10, of: two, with: oleg, in: store)
            // The next day's, one that is only promised, and one that was hidden.
            _ = try await document(.workOrder, at: 86_400, of: one, with: oleg, in: store)
            _ = try await document(.appointment, at: 20, of: one, with: oleg, isPromised: true, in: store)
            let hidden = try await document(.workOrder, at: 30, of: one, with: oleg, in: store)
            _ = try await store.records.setHidden(hidden.id, over: hidden.version, to: true, by: .sample())

            let inWorkshop = try await documents.arrivals(in: one, during: Self.day)
            #expect(inWorkshop.map(\.document) == [early.id, late.id])
            #expect(inWorkshop.first?.number == early.record.number && inWorkshop.first?.at == .sample(0))
            #expect(inWorkshop.first?.responsible == oleg && inWorkshop.first?.workshop == one)
            #expect(inWorkshop.first?.works == "Подвеска" && inWorkshop.first?.client == nil)
            #expect(try await documents.arrivals(with: oleg, during: Self.day).map(\.document) == [early.id, other.id])
            #expect(try await documents.arrivals(with: irina, during: Self.day).map(\.document) == [late.id])
        }
    }

    @Test("S0.41 a person's day has what is promised in all workshops", arguments: TestEngine.allCases)
    func booked(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let one = try await store.add("workshops", [("name", .text("Кузовной"))], as: Workshop.self)
            let two = try await store.add("workshops", [("name", .text("Слесарный"))], as: Workshop.self)
            let oleg = try await store.addEmployee("Рожин", phone: "0201")
            let irina = try await store.addEmployee("Соколова", phone: "0202")
            func promised(_ second: Double, _ workshop: WorkshopID, _ employee: EmployeeID) async throws -> DocumentID {
                try await document(
                    .appointment,
                    at: second,
                    of: workshop,
                    with: employee,
                    isPromised: true,
                    in: store
                ).id
            }
            let second = try await promised(7_200, two, oleg)
            let first = try await promised(-1_800, one, oleg)
            _ = try await promised(3_600, one, irina)
            _ = try await promised(86_400, one, oleg)
            let booked = try await store.documents.booked(with: oleg, during: Self.day)
            // One that goes on after midnight is of both days.
            #expect(booked.map(\.document) == [first, second])
            #expect(booked.first?.period == Period(from: .sample(-1_800), until: .sample(1_800)))
        }
    }
}
