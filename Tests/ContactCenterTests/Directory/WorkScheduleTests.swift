import ContactCenter
import Foundation
import Testing

@Suite("A work schedule is read as people write it")
struct WorkScheduleTests {
    @Test("days from … to with their hours, several with commas between")
    func usual() throws {
        let schedule = try #require(WorkSchedule("пн-пт 9:00-18:00, сб 10:00-15:00"))
        let whole = WorkHours(from: 540, until: 1_080)
        #expect(
            schedule.hours == [
                1: [whole], 2: [whole], 3: [whole], 4: [whole], 5: [whole], 6: [.init(from: 600, until: 900)],
            ]
        )
    }

    @Test(
        "the same in other ways of writing",
        arguments: [
            "ПН – ПТ 09:00 – 18:00; сб 10-15", "пн-пт 9.00-18.00, сб 10.00-15.00", "пн, вт, ср, чт, пт 9-18, сб 10-15",
            "Mon-Fri 9:00-18:00, sat 10:00-15:00", "пн-пт 9:00—18:00,сб 10:00-15:00",
        ]
    )
    func otherwise(text: String) {
        #expect(WorkSchedule(text) == WorkSchedule("пн-пт 9:00-18:00, сб 10:00-15:00"), "\(text)")
        #expect(WorkSchedule(text) != nil)
    }

    @Test("two stretches of a day, nights, and weeks that go over Sunday")
    func unusual() throws {
        #expect(try #require(WorkSchedule("вс 9-13, 14-18")).hours[7]?.count == 2)
        #expect(try #require(WorkSchedule("пт-вс 22:00-6:00")).hours.keys.sorted() == [5, 6, 7])
        #expect(try #require(WorkSchedule("нд-пн 0:00-24:00")).hours.keys.sorted() == [1, 7])
    }

    @Test(
        "what says no hours is no schedule",
        arguments: [
            "", "пн", "пн-пт", "9:00-18:00", "пн-пт 9:00", "пн-пт 9:00-25:00", "пн-пт 9:60-18:00", "пн-пт 9-9",
            "каждый день 9-18",
            "пн-пт-сб 9-18", "пн 9-18,", "пн 9-18, сб", "пн 9-18-20", "пн 9:0-18",
        ]
    )
    func nonsense(text: String) {
        // A day without hours at the end says nothing, and so does nothing after a comma.
        #expect(WorkSchedule(text) == nil, "\(text)")
    }

    @Test(
        "hours that overlap are named: on one day, over midnight, and from Sunday into Monday",
        arguments: [
            ("пн 9-18, пн 17-20", 1, "9:00-18:00", 1, "17:00-20:00"),
            ("пт 22-6, сб 5-9", 5, "22:00-6:00", 6, "5:00-9:00"),
            ("вс 22-6, пн 5-9", 1, "5:00-9:00", 7, "22:00-6:00"),
            ("пн-пт 9-18, ср 9-18", 3, "9:00-18:00", 3, "9:00-18:00"),
            ("сб 0-24, сб 10-11", 6, "0:00-24:00", 6, "10:00-11:00"),
        ]
    )
    func overlapping(text: String, first: Int, firstHours: String, second: Int, secondHours: String) throws {
        let schedule = try #require(WorkSchedule(text))
        let overlap = try #require(schedule.overlap)
        #expect(overlap.first.weekday == first && overlap.first.hours.text == firstHours)
        #expect(overlap.second.weekday == second && overlap.second.hours.text == secondHours)
        var employee = Employee()
        (employee.name, employee.workSchedule) = ("Рожин Олег", text)
        #expect(employee.problems == [FieldProblem("work_schedule", .overlapping(overlap))])
    }

    @Test(
        "hours one after the other overlap nowhere",
        arguments: ["пн-пт 9-13, 13-18", "пн-вс 0-24", "пт 22-6, сб 6-9", "вс 22-6, пн 6-9", "пт-вс 22:00-6:00"]
    )
    func adjacent(text: String) throws { #expect(try #require(WorkSchedule(text)).overlap == nil) }

    @Test("hours of one day are read without a day, and refused with one or where they overlap")
    func ofOneDay() {
        #expect(WorkHours.list("9:00-14:00, 15-18") == [.init(from: 540, until: 840), .init(from: 900, until: 1_080)])
        for text in ["", "пн 9-18", "вт 9-18", "9-18, 17-20", "закрыто", "9"] {
            #expect(WorkHours.list(text) == nil, "\(text)")
        }
    }
}
