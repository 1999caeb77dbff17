import ContactCenter
import Foundation
import TestSupport
import Testing

@Suite("When a saved report is due")
struct ReportScheduleTests {
    private static func calendar(_ zone: String) throws -> BusinessCalendar {
        BusinessCalendar(try #require(TimeZone(identifier: zone)))
    }

    private static func schedule(
        _ rhythm: ReportSchedule.Rhythm,
        _ hour: Int,
        _ minute: Int = 0
    ) throws -> ReportSchedule {
        try #require(ReportSchedule(rhythm, at: hour * 60 + minute))
    }

    /// `2026-03-29T02:30:00Z`
    private static func at(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    @Test("each day, week and month, by the clocks of the business")
    func plain() throws {
        let moscow = try Self.calendar("Europe/Moscow")
        // A Friday, 11:00 in Moscow.
        let now = try Self.at("2026-11-27T08:00:00Z")
        let daily = try Self.schedule(.daily, 8)
        #expect(daily.next(after: now, in: moscow) == (try Self.at("2026-11-28T05:00:00Z")))
        #expect(daily.latest(until: now, in: moscow) == (try Self.at("2026-11-27T05:00:00Z")))
        #expect(try Self.schedule(.daily, 12).next(after: now, in: moscow) == Self.at("2026-11-27T09:00:00Z"))
        let mondays = try Self.schedule(.weekly(on: 1), 8)
        #expect(mondays.next(after: now, in: moscow) == (try Self.at("2026-11-30T05:00:00Z")))
        #expect(mondays.latest(until: now, in: moscow) == (try Self.at("2026-11-23T05:00:00Z")))
        let firsts = try Self.schedule(.monthly(on: 1), 8)
        #expect(firsts.next(after: now, in: moscow) == (try Self.at("2026-12-01T05:00:00Z")))
        // Exactly then it is due, and next time is another.
        let due = try Self.at("2026-11-27T05:00:00Z")
        #expect(daily.latest(until: due, in: moscow) == due)
        #expect(daily.next(after: due, in: moscow) == (try Self.at("2026-11-28T05:00:00Z")))
    }

    @Test("on the last day of months that have no such day")
    func monthEnds() throws {
        let utc = try Self.calendar("UTC")
        let ends = try Self.schedule(.monthly(on: 31), 6)
        var moment = try Self.at("2027-12-31T07:00:00Z")
        var found: [String] = []
        for _ in 0..<4 {
            moment = ends.next(after: moment, in: utc)
            found.append("\(utc.day(of: moment))")
        }
        #expect(found == ["2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"])
    }

    @Test("once where clocks show the time twice, and once where they leave it out")
    func clockChanges() throws {
        let kyiv = try Self.calendar("Europe/Kyiv")
        let half = try Self.schedule(.daily, 3, 30)
        // 3:00 becomes 4:00 on 29 March: what would be at 3:30 is at 4:30.
        #expect(
            half.next(after: try Self.at("2026-03-28T12:00:00Z"), in: kyiv) == (try Self.at("2026-03-29T01:30:00Z"))
        )
        #expect(
            half.next(after: try Self.at("2026-03-29T01:30:00Z"), in: kyiv) == (try Self.at("2026-03-30T00:30:00Z"))
        )
        // 4:00 becomes 3:00 on 25 October: the first of the two.
        #expect(
            half.next(after: try Self.at("2026-10-24T12:00:00Z"), in: kyiv) == (try Self.at("2026-10-25T00:30:00Z"))
        )
        #expect(
            half.next(after: try Self.at("2026-10-25T00:30:00Z"), in: kyiv) == (try Self.at("2026-10-26T01:30:00Z"))
        )
        // There is no midnight on 4 November.
        let midnight = try Self.schedule(.daily, 0)
        let saoPaulo = try Self.calendar("America/Sao_Paulo")
        #expect(
            midnight.next(after: try Self.at("2018-11-03T12:00:00Z"), in: saoPaulo)
                == (try Self.at("2018-11-04T03:00:00Z"))
        )
        #expect(
            try Self.schedule(.daily, 10).next(after: Self.at("2018-11-04T03:00:00Z"), in: saoPaulo)
                == Self.at("2018-11-04T12:00:00Z")
        )
    }

    @Test(
        "whatever it is: once on each of its days, on no other, and what is next is what was last",
        arguments: [
            "Europe/Kyiv", "Europe/Moscow", "America/Sao_Paulo", "America/Havana", "Australia/Lord_Howe", "UTC",
        ]
    )
    func random(zone: String) throws {
        var random = SeededRandom(seed: 7)
        let calendar = try Self.calendar(zone)
        for _ in 0..<60 {
            let rhythm: ReportSchedule.Rhythm =
                switch Int.random(in: 0..<3, using: &random) {
                case 0: .daily
                case 1: .weekly(on: Int.random(in: 1...7, using: &random))
                default: .monthly(on: Int.random(in: 1...31, using: &random))
                }
            let minute = Int.random(in: 0..<1_440, using: &random)
            let schedule = try #require(ReportSchedule(rhythm, at: minute))
            // A year of those in which each of the zones changes its clocks, or has.
            let begin = Date(timeIntervalSince1970: Double.random(in: 1_514_764_800..<1_798_761_600, using: &random))
            var (moment, days) = (begin, [Day]())
            while moment < begin + 400 * 86_400 {
                let next = schedule.next(after: moment, in: calendar)
                #expect(next > moment)
                #expect(schedule.latest(until: next, in: calendar) == next)
                // Of the moment before it, that before it.
                #expect(schedule.latest(until: next - 0.001, in: calendar) <= moment || moment == begin)
                days.append(calendar.day(of: next))
                moment = next
            }
            #expect(Set(days).count == days.count)
            let first = days[0]
            let last = days[days.count - 1]
            let expected = (first...last).filter { day in
                switch rhythm {
                case .daily: true
                case .weekly(let weekday): day.weekday == weekday
                case .monthly(let number):
                    day.date.dayOfMonth == number
                        || (day.date.dayOfMonth < number && (day + 1).date.dayOfMonth == 1)
                }
            }
            #expect(days == expected, "\(rhythm) at \(minute) in \(zone)")
        }
    }

    @Test("there is none on days and at times that there are none of")
    func malformed() {
        #expect(ReportSchedule(.daily, at: 1_440) == nil && ReportSchedule(.daily, at: -1) == nil)
        #expect(ReportSchedule(.weekly(on: 0), at: 0) == nil && ReportSchedule(.weekly(on: 8), at: 0) == nil)
        #expect(ReportSchedule(.monthly(on: 0), at: 0) == nil && ReportSchedule(.monthly(on: 32), at: 0) == nil)
    }

    @Test("tried again after a minute, then later and later, for a day")
    func backOff() {
        let begin = Date(timeIntervalSince1970: 1_795_364_806)
        var (moment, pauses) = (begin, [TimeInterval]())
        while let next = ReportBackOff.next(after: pauses.count + 1, since: begin, at: moment) {
            pauses.append(next.timeIntervalSince(moment))
            moment = next
        }
        #expect(pauses.prefix(6) == [60, 180, 540, 1_620, 4_860, 14_400])
        #expect(pauses.count == 10 && moment <= begin + 86_400)
    }
}
