import ContactCenter
import Foundation
import Testing

@Suite("By when something is to be done")
struct TaskTermTests {
    private static let moscow = TimeZone(identifier: "Europe/Moscow") ?? .gmt

    private static func calendar(_ week: String?, holiday: String? = nil) -> WorkCalendar {
        var branch = Branch()
        (branch.name, branch.workSchedule) = ("Автозаводская", week)
        var day = Holiday()
        (day.name, day.firstDay, day.lastDay) = ("Праздник", holiday.flatMap { Day($0) }, holiday.flatMap { Day($0) })
        return WorkCalendar(
            zone: moscow,
            branches: [Kept(id: BranchID(1), version: 1, record: branch)],
            holidays: holiday == nil ? [] : [day]
        )
    }

    private static func due(
        _ term: TaskTerm,
        _ start: String,
        _ calendar: WorkCalendar,
        by employee: Employee? = nil
    ) throws -> Date {
        calendar.due(
            term,
            after: try Date(start, strategy: .iso8601),
            by: employee.map { (EmployeeID(1), $0) }
        )
    }

    @Test(
        "S3.11 minutes are those of work time: a night, a weekend and a holiday do not count",
        arguments: [
            // Moscow is three hours ahead; the 6th of April 2026 was a Monday.
            (30, "2026-04-06T07:00:00Z", "2026-04-06T07:30:00Z"),
            (60, "2026-04-06T14:30:00Z", "2026-04-07T06:30:00Z"),
            // Friday evening, and Monday is a holiday.
            (90, "2026-04-10T14:00:00Z", "2026-04-14T06:30:00Z"),
            // Before work begins.
            (15, "2026-04-06T01:00:00Z", "2026-04-06T06:15:00Z"),
            (0, "2026-04-06T07:00:00Z", "2026-04-06T07:00:00Z"),
            // Two days of work and an hour.
            (19 * 60, "2026-04-06T06:00:00Z", "2026-04-08T07:00:00Z"),
        ]
    )
    func minutes(_ minutes: Int, _ start: String, _ end: String) throws {
        let calendar = Self.calendar("пн-пт 9:00-18:00", holiday: "2026-04-13")
        #expect(try Self.due(.minutes(minutes), start, calendar) == Date(end, strategy: .iso8601))
    }

    @Test(
        "S3.11 so many working days end with the work of the last one",
        arguments: [
            (1, "2026-04-06T07:00:00Z", "2026-04-07T15:00:00Z"),
            (0, "2026-04-06T07:00:00Z", "2026-04-06T15:00:00Z"),
            // From Friday on, over a weekend and a holiday.
            (1, "2026-04-10T07:00:00Z", "2026-04-14T15:00:00Z"),
            // The work of the day is over.
            (0, "2026-04-06T16:00:00Z", "2026-04-07T15:00:00Z"),
            (3, "2026-04-06T07:00:00Z", "2026-04-09T15:00:00Z"),
        ]
    )
    func days(_ days: Int, _ start: String, _ end: String) throws {
        let calendar = Self.calendar("пн-пт 9:00-18:00", holiday: "2026-04-13")
        #expect(try Self.due(.days(days), start, calendar) == Date(end, strategy: .iso8601))
    }

    @Test("S3.11 who has hours of their own is given time by those, and a night shift is one stretch")
    func ownHours() throws {
        var employee = Employee()
        employee.workSchedule = "пн 20:00-8:00"
        let calendar = Self.calendar("пн-пт 9:00-18:00")
        #expect(
            try Self.due(.minutes(6 * 60), "2026-04-06T10:00:00Z", calendar, by: employee)
                == Date("2026-04-06T23:00:00Z", strategy: .iso8601)
        )
        employee.workSchedule = nil
        #expect(
            try Self.due(.minutes(60), "2026-04-06T16:00:00Z", calendar, by: employee)
                == Date("2026-04-07T07:00:00Z", strategy: .iso8601)
        )
    }

    @Test("where nobody ever works the clock alone counts, and where nobody wrote down hours every minute does")
    func noHours() throws {
        var employee = Employee()
        employee.workSchedule = "пн 9:00-9:01"
        let calendar = Self.calendar(nil)
        #expect(
            try Self.due(.minutes(60), "2026-04-06T22:30:00Z", calendar)
                == Date("2026-04-06T23:30:00Z", strategy: .iso8601)
        )
        // More than two years of such Mondays.
        #expect(
            try Self.due(.minutes(6_000), "2026-04-06T00:00:00Z", calendar, by: employee)
                == Date("2026-04-10T04:00:00Z", strategy: .iso8601)
        )
    }

    @Test(
        "S3.32 an action says who does it: an employee or a department must be named, and nobody for who is responsible"
    )
    func doers() {
        var action = TaskAction()
        action.name = "Заказать медикаменты"
        #expect(action.problems.isEmpty)
        action.doer = .department
        #expect(action.problems == [FieldProblem("department_id", .required)])
        action.department = DepartmentID(1)
        #expect(action.problems.isEmpty)
        action.doer = .employee
        #expect(action.problems == [FieldProblem("employee_id", .required)])
        (action.employee, action.term, action.termUnit) = (EmployeeID(1), 15, .minutes)
        #expect(action.problems.isEmpty && action.allowed == .minutes(15))
    }
}
