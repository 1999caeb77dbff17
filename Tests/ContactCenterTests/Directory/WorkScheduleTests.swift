import ContactCenter
import Foundation
import Testing

@Suite("A work schedule is read as people write it")
struct WorkScheduleTests {
    @Test("days from … to with their hours, several with commas between")
    func usual() throws {
        let schedule = try #require(WorkSchedule("пн-пт 9:00-18:00, сб 10:00-15:00"))
        let whole = WorkSchedule.Hours(from: 540, until: 1_080)
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
        "S1.24 says whether it is time to work, on the business's clock, also after midnight",
        arguments: [
            // Moscow is three hours ahead; the 6th of April 2026 was a Monday.
            ("пн-пт 9:00-18:00", "2026-04-06T05:59:00Z", false), ("пн-пт 9:00-18:00", "2026-04-06T06:00:00Z", true),
            ("пн-пт 9:00-18:00", "2026-04-06T15:00:00Z", false), ("пн-пт 9:00-18:00", "2026-04-05T09:00:00Z", false),
            ("вс 22:00-6:00", "2026-04-05T19:30:00Z", true), ("вс 22:00-6:00", "2026-04-06T02:59:00Z", true),
            ("вс 22:00-6:00", "2026-04-06T03:00:00Z", false), ("пн 22:00-6:00", "2026-04-06T02:59:00Z", false),
            ("пн-вс 0-24", "2026-04-06T20:59:00Z", true),
        ]
    )
    func working(text: String, at instant: String, isWorking: Bool) throws {
        let schedule = try #require(WorkSchedule(text))
        let now = try Date(instant, strategy: .iso8601)
        let zone = try #require(TimeZone(identifier: "Europe/Moscow"))
        #expect(schedule.isWorking(at: now, in: zone) == isWorking)
    }
}
