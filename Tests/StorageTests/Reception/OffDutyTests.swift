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

    @Test(
        "S3.1 of a project's contact its operators are asked: those of the reason's, else all of the reason's; where that names nobody, the project's",
        arguments: TestEngine.allCases
    )
    func ofProject(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let desk = try await SampleReception(store)
            let ofOleg = try await store.addProject("204", "Страхование") { $0.employees = [desk.masterOleg] }.id
            let ofNobody = try await store.addProject("205", "Банк").id
            let idle = try await store.addEmployee("Без входа")
            let ofOthers = try await store.addProject("206", "Такси") { $0.employees = [idle] }.id
            let nameless = try await store.add(
                "reasons",
                [
                    ("category", .text("other")), ("registry_caption", .text("Прочее")), ("route", .text("employee")),
                ],
                as: Reason.self
            )
            _ = try await desk.visit { $0.project = ofOleg }
            #expect(try await desk.unread(desk.oleg) == [.toTake])
            #expect(try await desk.unread(desk.irina).isEmpty)
            for project in [ofNobody, ofOthers] { _ = try await desk.visit { $0.project = project } }
            #expect(try await desk.unread(desk.oleg).count == 3)
            #expect(try await desk.unread(desk.irina).count == 2)
            #expect(try await desk.unread(desk.boss).isEmpty)
            // Nobody is named by the reason.
            _ = try await desk.visit(reason: nameless) { $0.project = ofOleg }
            #expect(try await desk.unread(desk.oleg).count == 4)
            #expect(try await desk.unread(desk.irina).count == 2)
            #expect(try await desk.unread(desk.boss).isEmpty)
            for project in [nil, ofNobody, ofOthers] {
                _ = try await desk.visit(reason: nameless) { $0.project = project }
            }
            #expect(try await desk.unread(desk.boss) == [.noEmployees, .noEmployees, .noEmployees])
            #expect(try await desk.unread(desk.oleg).count == 4)
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
