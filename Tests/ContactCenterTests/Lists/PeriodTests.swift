import ContactCenter
import Foundation
import Testing

@Suite("A period is days of the business")
struct PeriodTests {
    /// A Friday.
    static let today = day("2026-04-03")

    static func day(_ text: String) -> Day { Day(text) ?? Day(number: 0) }

    @Test(
        "chosen by a preset",
        arguments: [
            (PeriodChoice.Preset.today, "2026-04-03", "2026-04-03"), (.yesterday, "2026-04-02", "2026-04-02"),
            (.sevenDays, "2026-03-28", "2026-04-03"), (.thisWeek, "2026-03-30", "2026-04-05"),
            (.lastWeek, "2026-03-23", "2026-03-29"), (.thisMonth, "2026-04-01", "2026-04-30"),
            (.lastMonth, "2026-03-01", "2026-03-31"), (.thisQuarter, "2026-04-01", "2026-06-30"),
            (.lastQuarter, "2026-01-01", "2026-03-31"), (.thisYear, "2026-01-01", "2026-12-31"),
            (.lastYear, "2025-01-01", "2025-12-31"),
        ]
    )
    func presets(preset: PeriodChoice.Preset, first: String, last: String) {
        #expect(PeriodChoice.preset(preset).days(on: Self.today) == Self.day(first)...Self.day(last))
    }

    @Test("over the turn of the year")
    func turnOfTheYear() {
        let today = Self.day("2027-01-01")
        #expect(PeriodChoice.preset(.thisWeek).days(on: today) == Self.day("2026-12-28")...Self.day("2027-01-03"))
        #expect(PeriodChoice.preset(.lastMonth).days(on: today) == Self.day("2026-12-01")...Self.day("2026-12-31"))
        #expect(PeriodChoice.preset(.lastQuarter).days(on: today) == Self.day("2026-10-01")...Self.day("2026-12-31"))
    }

    @Test("half open, so that a day's last millisecond belongs to it and the next midnight does not")
    func halfOpen() {
        let period = BusinessCalendar(.moscow).period(of: Self.today)
        #expect(period.from == Date(timeIntervalSince1970: 1_775_163_600))
        #expect(period.until == Date(timeIntervalSince1970: 1_775_250_000))
        #expect(period.contains(period.from) && period.contains(period.until - 0.001) && !period.contains(period.until))
    }

    @Test(
        "of 23 and 25 hours when the clocks change, and of every midnight there is",
        arguments: [
            ("Europe/Kyiv", "2026-03-29", 23.0), ("Europe/Kyiv", "2026-10-25", 25), ("Europe/Kyiv", "2026-06-01", 24),
            // Moscow's clocks were put back for good on this day.
            ("Europe/Moscow", "2014-10-26", 25),
            // There was no midnight.
            ("America/Sao_Paulo", "2018-11-04", 23),
            // Midnight came twice, and the first one counts.
            ("America/Havana", "2026-11-01", 25),
        ]
    )
    func clockChanges(zone: String, day: String, hours: Double) throws {
        let calendar = BusinessCalendar(try #require(TimeZone(identifier: zone)))
        let day = Self.day(day)
        let period = calendar.period(of: day)
        #expect(period.until.timeIntervalSince(period.from) == hours * 3_600)
        #expect(calendar.day(of: period.from) == day)
        #expect(calendar.day(of: period.from - 0.001) == day - 1)
        #expect(calendar.day(of: period.until - 0.001) == day)
    }

    @Test("that follow each other without a gap for ten years")
    func noGaps() throws {
        let calendar = BusinessCalendar(try #require(TimeZone(identifier: "Europe/Kyiv")))
        var day = Self.day("2020-01-01")
        while day < Self.day("2030-01-01") {
            #expect(calendar.period(of: day).until == calendar.start(of: day + 1))
            #expect(Day("\(day)") == day)
            day = day + 1
        }
    }

    @Test("read from the address and written to it")
    func addresses() throws {
        for preset in PeriodChoice.Preset.allCases {
            #expect(try PeriodChoice(query: ["period": preset.rawValue]) == .preset(preset))
        }
        let custom = PeriodChoice.days(Self.day("2026-02-27")...Self.day("2026-03-01"))
        let fields = Dictionary(uniqueKeysWithValues: custom.query.map { ($0.name, $0.value) })
        #expect(fields == ["from": "2026-02-27", "to": "2026-03-01"])
        #expect(try PeriodChoice(query: fields) == custom)
        #expect(try PeriodChoice(query: [:]) == .preset(.today))
        #expect(try PeriodChoice(query: ["from": "", "to": "", "period": "week"]) == .preset(.thisWeek))
        #expect(try PeriodChoice(query: ["to": "2026-04-03"]) == .days(Self.today...Self.today))
    }

    @Test(
        "or refused, with the reason",
        arguments: [
            (["period": "fortnight"], PeriodChoice.Refusal.noSuchPreset("fortnight")),
            (["from": "2026-02-30"], .noSuchDate("2026-02-30")), (["from": "03.04.2026"], .noSuchDate("03.04.2026")),
            (["to": "9999999999-01-01"], .noSuchDate("9999999999-01-01")),
            (["to": "+026-01-01"], .noSuchDate("+026-01-01")),
            (["from": "2026-04-03", "to": "2026-04-02"], .endsBeforeItBegins),
            (["from": "2025-01-01", "to": "2026-01-02"], .tooLong),
        ]
    )
    func refusals(fields: [String: String], refusal: PeriodChoice.Refusal) {
        #expect(throws: refusal) { try PeriodChoice(query: fields) }
    }
}

extension PeriodChoice {
    fileprivate init(query: [String: String]) throws { try self.init(query: { query[$0] }) }
}

extension TimeZone {
    fileprivate static let moscow = TimeZone(identifier: "Europe/Moscow") ?? .gmt
}
