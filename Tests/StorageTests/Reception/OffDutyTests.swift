import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

/// Sample contacts are registered on Sunday, 22 November 2026, in the afternoon by the clock of the tests' business.
@Suite("Who does not work is not asked to take a contact")
struct OffDutyTests {
    private func set(_ schedule: String, _ employee: EmployeeID, in store: DataStore) async throws {
        try await store.database.write { transaction in
            try transaction.execute(
                "UPDATE employees SET work_schedule = $1 WHERE id = $2",
                [.text(schedule), .integer(employee.rawValue)]
            )
        }
    }

    private func vacation(of employee: EmployeeID, in store: DataStore) async throws {
        var exception = ScheduleException()
        (exception.employee, exception.kind) = (employee, .vacation)
        (exception.firstDay, exception.lastDay) = (Day("2026-11-20"), Day("2026-11-30"))
        _ = try await store.records.add(exception, by: .sample()).kept
    }

    @Test(
        "S1.15 those of the reason whose time it is are told, the others not; where it is nobody's time, all are",
        arguments: TestEngine.allCases
    )
    func told(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let desk = try await SampleReception(store)
            try await set("вс 10-20", desk.masterOleg, in: store)
            try await set("пн-пт 10-20", desk.masterIrina, in: store)
            _ = try await desk.visit()
            #expect(try await desk.unread(desk.oleg) == [.toTake])
            #expect(try await desk.unread(desk.irina).isEmpty)
            try await vacation(of: desk.masterOleg, in: store)
            _ = try await desk.visit()
            #expect(try await desk.unread(desk.oleg) == [.toTake, .toTake])
            #expect(try await desk.unread(desk.irina) == [.toTake])
            #expect(try await desk.unread(desk.boss).isEmpty)
            // Whoever is responsible is told whenever it is.
            _ = try await desk.visit(responsible: desk.masterIrina)
            #expect(try await desk.unread(desk.irina) == [.assigned, .toTake])
        }
    }

    @Test("S1.29 and so it is with reminders of who waits", arguments: TestEngine.allCases)
    func reminded(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let desk = try await SampleReception(store)
            try await vacation(of: desk.masterIrina, in: store)
            let contact = try await desk.waitingVisit()
            let work = try await store.reception.remind(ReceptionRules(), at: .sample(1_000), limit: 10)
            #expect(work.waiting == [contact])
            #expect(try await desk.unread(desk.irina).isEmpty)
            // Nobody wrote down when Oleg works.
            #expect(try await desk.unread(desk.oleg).first == .waiting)
        }
    }
}
