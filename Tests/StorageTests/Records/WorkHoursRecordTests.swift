import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Holidays and exceptions are kept as records")
struct WorkHoursRecordTests {
    @Test(
        "S1.24 what was written down makes the calendar; what is hidden counts no more",
        arguments: TestEngine.allCases
    )
    func calendar(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let zone = try #require(TimeZone(identifier: "Europe/Moscow"))
            let oleg = try await store.addEmployee("Рожин Олег", [("work_schedule", .text("пн-вс 9-18"))])
            let employee = try #require(try await store.records.record(oleg)).record
            var exception = ScheduleException()
            (exception.employee, exception.kind, exception.note) = (oleg, .sick, "справка")
            (exception.firstDay, exception.lastDay) = (Day("2026-11-22"), Day("2026-11-23"))
            let kept = try await store.records.add(exception, by: .sample()).kept
            #expect(try await store.records.record(kept.id)?.record == exception)
            var holiday = Holiday()
            (holiday.name, holiday.firstDay, holiday.hours) = ("Короткий день", Day("2026-11-24"), "9-12")
            _ = try await store.records.add(holiday, by: .sample()).kept
            func standing(_ day: String) async throws -> WorkCalendar.Standing? {
                let noon = try Date("\(day)T13:00:00+03:00", strategy: .iso8601)
                return try await store.records.workCalendar(in: zone).standing(of: oleg, employee, at: noon)
            }
            let until = try #require(Day("2026-11-23"))
            #expect(try await standing("2026-11-22") == .away(.sick, until: until))
            #expect(try await standing("2026-11-24") == .holiday("Короткий день"))
            #expect(try await standing("2026-11-25") == .working)
            _ = try await store.records.setHidden(kept.id, over: 1, to: true, by: .sample()).kept
            #expect(try await standing("2026-11-22") == .working)
        }
    }

    @Test("S1.24 a schedule that overlaps itself is refused with the hours that do", arguments: TestEngine.allCases)
    func overlapping(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            var employee = Employee()
            (employee.name, employee.workSchedule) = ("Рожин Олег", "пн-пт 9-18, пт 17-20")
            let overlap = try #require(WorkSchedule("пн-пт 9-18, пт 17-20")?.overlap)
            let refused = try await store.records.add(employee, by: .sample())
            #expect(refused == .refused([FieldProblem("work_schedule", .overlapping(overlap))]))
            var exception = ScheduleException()
            exception.firstDay = Day("2026-11-22")
            let nobodys = try await store.records.add(exception, by: .sample())
            #expect(nobodys == .refused([FieldProblem("employee_id", .required)]))
        }
    }
}
