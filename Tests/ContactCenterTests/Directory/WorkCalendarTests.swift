import ContactCenter
import Foundation
import Testing

@Suite("Who works when")
struct WorkCalendarTests {
    private static let moscow = TimeZone(identifier: "Europe/Moscow") ?? .gmt
    private static let oleg = EmployeeID(1)

    private static func employee(_ schedule: String?, in branch: BranchID? = nil) -> Employee {
        var employee = Employee()
        (employee.workSchedule, employee.branch) = (schedule, branch)
        return employee
    }

    private static func exception(
        _ kind: ScheduleException.Kind,
        _ first: String,
        _ last: String? = nil,
        hours: String? = nil,
        id: Int64 = 1
    ) -> Kept<ScheduleException> {
        var exception = ScheduleException()
        (exception.employee, exception.kind, exception.hours) = (oleg, kind, hours)
        (exception.firstDay, exception.lastDay) = (Day(first), last.flatMap { Day($0) })
        return Kept(id: RecordID(id), version: 1, record: exception)
    }

    private static func holiday(
        _ first: String,
        _ last: String? = nil,
        hours: String? = nil,
        in branch: BranchID? = nil
    )
        -> Holiday
    {
        var holiday = Holiday()
        (holiday.name, holiday.hours, holiday.branch) = ("День труда", hours, branch)
        (holiday.firstDay, holiday.lastDay) = (Day(first), last.flatMap { Day($0) })
        return holiday
    }

    private static func branch(_ id: Int64, _ schedule: String?, zone: String? = nil) -> Kept<Branch> {
        var branch = Branch()
        (branch.name, branch.workSchedule, branch.timeZone) = ("\(id)", schedule, zone)
        return Kept(id: BranchID(id), version: 1, record: branch)
    }

    private static func standing(
        _ calendar: WorkCalendar,
        _ employee: Employee,
        _ instant: String
    ) throws -> WorkCalendar.Standing? {
        calendar.standing(of: oleg, employee, at: try Date(instant, strategy: .iso8601))
    }

    @Test(
        "S1.24 a person's week is on the business's clock, also after midnight",
        arguments: [
            // Moscow is three hours ahead; the 6th of April 2026 was a Monday.
            ("пн-пт 9:00-18:00", "2026-04-06T05:59:00Z", false), ("пн-пт 9:00-18:00", "2026-04-06T06:00:00Z", true),
            ("пн-пт 9:00-18:00", "2026-04-06T15:00:00Z", false), ("пн-пт 9:00-18:00", "2026-04-05T09:00:00Z", false),
            ("вс 22:00-6:00", "2026-04-05T19:30:00Z", true), ("вс 22:00-6:00", "2026-04-06T02:59:00Z", true),
            ("вс 22:00-6:00", "2026-04-06T03:00:00Z", false), ("пн 22:00-6:00", "2026-04-06T02:59:00Z", false),
            ("пн-вс 0-24", "2026-04-06T20:59:00Z", true),
        ]
    )
    func week(text: String, at instant: String, isWorking: Bool) throws {
        let calendar = WorkCalendar(zone: Self.moscow)
        let now = try Date(instant, strategy: .iso8601)
        #expect(calendar.isWorking(Self.oleg, Self.employee(text), at: now) == isWorking)
    }

    @Test("S1.24 of whom nobody wrote down when they work nothing is said, but of a vacation it is")
    func unknown() throws {
        let plain = WorkCalendar(zone: Self.moscow)
        #expect(try Self.standing(plain, Self.employee(nil), "2026-04-06T09:00:00Z") == nil)
        let away = WorkCalendar(zone: Self.moscow, exceptions: [Self.exception(.vacation, "2026-04-06", "2026-04-19")])
        let expected = WorkCalendar.Standing.away(.vacation, until: try #require(Day("2026-04-19")))
        #expect(try Self.standing(away, Self.employee(nil), "2026-04-06T09:00:00Z") == expected)
        #expect(try Self.standing(away, Self.employee(nil), "2026-04-20T09:00:00Z") == nil)
    }

    @Test("S1.24 exceptions take the place of the week from their first day to their last, by the local day")
    func exceptions() throws {
        let calendar = WorkCalendar(
            zone: Self.moscow,
            exceptions: [
                Self.exception(.vacation, "2026-04-06", "2026-04-07"),
                Self.exception(.otherHours, "2026-04-08", hours: "12-14, 20:00-2:00", id: 2),
            ]
        )
        let week = Self.employee("пн-пт 9:00-18:00")
        let away = WorkCalendar.Standing.away(.vacation, until: try #require(Day("2026-04-07")))
        let expected: [(String, WorkCalendar.Standing)] = [
            ("2026-04-03T09:00:00Z", .working), ("2026-04-06T09:00:00Z", away),
            // Half past eleven in the evening in Moscow.
            ("2026-04-07T20:30:00Z", away), ("2026-04-08T07:00:00Z", .off), ("2026-04-08T09:00:00Z", .working),
            ("2026-04-08T12:00:00Z", .off),
            // Past midnight the hours of the day before go on, and the day's own have not begun.
            ("2026-04-08T22:30:00Z", .working), ("2026-04-08T23:30:00Z", .off), ("2026-04-09T09:00:00Z", .working),
        ]
        for (instant, standing) in expected {
            #expect(try Self.standing(calendar, week, instant) == standing, "\(instant)")
        }
    }

    @Test("S1.24 of several exceptions for one day the last one counts; who is called in works on a holiday")
    func last() throws {
        let calendar = WorkCalendar(
            zone: Self.moscow,
            exceptions: [
                Self.exception(.otherHours, "2026-05-01", hours: "10-12", id: 7),
                Self.exception(.vacation, "2026-05-01", id: 3),
            ],
            holidays: [Self.holiday("2026-05-01")]
        )
        #expect(try Self.standing(calendar, Self.employee("пн-пт 9-18"), "2026-05-01T08:00:00Z") == .working)
        #expect(try Self.standing(calendar, Self.employee("пн-пт 9-18"), "2026-05-01T09:30:00Z") == .off)
    }

    @Test("S1.24 on a holiday nobody works, on a short day until its end; one of a branch is that branch's alone")
    func holidays() throws {
        let calendar = WorkCalendar(
            zone: Self.moscow,
            branches: [Self.branch(1, "пн-пт 8-20"), Self.branch(2, "пн-пт 8-20")],
            holidays: [
                Self.holiday("2026-05-01"), Self.holiday("2026-04-30", hours: "9:00-14:00"),
                Self.holiday("2026-05-04", in: BranchID(2)),
            ]
        )
        let here = Self.employee("пн-пт 9-18", in: BranchID(1))
        let there = Self.employee("пн-пт 9-18", in: BranchID(2))
        #expect(try Self.standing(calendar, here, "2026-05-01T09:00:00Z") == .holiday("День труда"))
        #expect(try Self.standing(calendar, here, "2026-04-30T10:59:00Z") == .working)
        #expect(try Self.standing(calendar, here, "2026-04-30T11:00:00Z") == .holiday("День труда"))
        #expect(try Self.standing(calendar, here, "2026-05-04T09:00:00Z") == .working)
        #expect(try Self.standing(calendar, there, "2026-05-04T09:00:00Z") == .holiday("День труда"))
        let may = try Date("2026-05-04T09:00:00Z", strategy: .iso8601)
        #expect(calendar.isOpen(BranchID(1), at: may) && !calendar.isOpen(BranchID(2), at: may))
        // The business is open while one of its branches is.
        #expect(calendar.isOpen(nil, at: may))
        #expect(!calendar.isOpen(nil, at: try Date("2026-05-01T09:00:00Z", strategy: .iso8601)))
    }

    @Test("S1.24 a branch has a clock of its own, and summer time is followed")
    func zones() throws {
        let omsk = BranchID(1)
        let kyiv = BranchID(2)
        let calendar = WorkCalendar(
            zone: Self.moscow,
            branches: [Self.branch(1, "пн-пт 9-18", zone: "Asia/Omsk"), Self.branch(2, "вс 1-5", zone: "Europe/Kiev")]
        )
        let employee = Self.employee("пн-пт 9-18", in: omsk)
        // Omsk is six hours ahead.
        #expect(try Self.standing(calendar, employee, "2026-04-06T03:00:00Z") == .working)
        #expect(try Self.standing(calendar, employee, "2026-04-06T12:00:00Z") == .off)
        // On 29 March 2026 Kyiv's clocks went from three to four: five o'clock came an hour sooner.
        #expect(calendar.isOpen(kyiv, at: try Date("2026-03-29T01:30:00Z", strategy: .iso8601)))
        #expect(!calendar.isOpen(kyiv, at: try Date("2026-03-29T02:00:00Z", strategy: .iso8601)))
        #expect(!calendar.isOpen(kyiv, at: try Date("2026-03-28T22:59:00Z", strategy: .iso8601)))
        // In October an hour later.
        #expect(calendar.isOpen(kyiv, at: try Date("2026-10-25T02:59:00Z", strategy: .iso8601)))
        #expect(!calendar.isOpen(kyiv, at: try Date("2026-10-25T03:00:00Z", strategy: .iso8601)))
    }

    @Test(
        "S3.1 a project is answered by its own hours and the clock of the number's branch, less on a holiday, else as the branch is"
    )
    func project() throws {
        let omsk = BranchID(1)
        let calendar = WorkCalendar(
            zone: Self.moscow,
            branches: [Self.branch(1, "пн-пт 9-18", zone: "Asia/Omsk")],
            holidays: [Self.holiday("2026-05-01"), Self.holiday("2026-05-02", hours: "10:00-12:00")]
        )
        var project = Project()
        func isOpen(_ branch: BranchID?, _ text: String) throws -> Bool {
            try calendar.isOpen(project, of: branch, at: Date(text, strategy: .iso8601))
        }
        // Monday, eight in the evening in Omsk: the branch is closed by then.
        #expect(try !isOpen(omsk, "2026-04-06T14:00:00Z"))
        project.workSchedule = "пн-вс 8-22"
        #expect(try isOpen(omsk, "2026-04-06T14:00:00Z"))
        #expect(try !isOpen(omsk, "2026-04-06T16:00:00Z"))
        // By the business's clock, of a number without a branch.
        #expect(try isOpen(nil, "2026-04-06T16:00:00Z"))
        #expect(try !isOpen(nil, "2026-05-01T09:00:00Z"))
        #expect(try isOpen(nil, "2026-05-02T08:00:00Z"))
        #expect(try !isOpen(nil, "2026-05-02T10:00:00Z"))
    }

    @Test("a business without written hours never closes, but on holidays")
    func always() throws {
        let night = try Date("2026-05-01T01:00:00Z", strategy: .iso8601)
        #expect(WorkCalendar(zone: Self.moscow, branches: [Self.branch(1, nil)]).isOpen(BranchID(1), at: night))
        let onHoliday = WorkCalendar(zone: Self.moscow, holidays: [Self.holiday("2026-05-01")])
        #expect(!onHoliday.isOpen(nil, at: night))
        #expect(WorkCalendar(zone: Self.moscow).neverCloses && !onHoliday.neverCloses)
    }

    @Test("days in the wrong order, and hours of a vacation, are refused beside their fields")
    func contradictions() {
        var holiday = Self.holiday("2026-05-03", "2026-05-01")
        #expect(holiday.problems == [FieldProblem("last_day", .contradiction)])
        holiday.lastDay = nil
        #expect(holiday.problems == [])
        holiday.firstDay = nil
        #expect(holiday.problems == [FieldProblem("first_day", .required)])
        var exception = Self.exception(.vacation, "2026-05-01", hours: "9-18").record
        #expect(exception.problems == [FieldProblem("hours", .contradiction)])
        exception.kind = .otherHours
        #expect(exception.problems == [])
        exception.hours = nil
        #expect(exception.problems == [FieldProblem("hours", .required)])
    }
}
