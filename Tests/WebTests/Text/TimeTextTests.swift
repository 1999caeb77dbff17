import Foundation
import Testing

@testable import Web

@Suite struct TimeTextTests {
    @Test(
        "a length is minutes and seconds, from an hour on with hours",
        arguments: [
            (Duration.zero, "0:00"), (.milliseconds(7_999), "0:07"), (.seconds(754), "12:34"), (.seconds(3_599), "59:59"),
            (.seconds(3_909), "1:05:09"), (.seconds(-5), "0:00"),
        ]
    )
    func durations(duration: Duration, text: String) {
        #expect(durationText(duration) == text)
    }

    @Test("an instant is shown in the business time zone, with the year when it is not this one")
    func dayAndTimeOfInstant() {
        let viewer = Viewer.sample()
        #expect(dayAndTime(viewer.now, for: viewer).markup == "<span class=\"number\">03.04 15:02</span>")
        let lastYear = Date(timeIntervalSince1970: 1_767_214_799)
        #expect(dayAndTime(lastYear, for: viewer).markup == "<span class=\"number\">31.12.2025 23:59</span>")
        #expect(exactTime(viewer.now, for: viewer).markup == "<span class=\"number\">03.04.2026 15:02:00</span>")
        #expect(clockTime(viewer.now, for: viewer).markup == "<span class=\"number\">15:02</span>")
    }

    @Test("the calendar is right for every day of 400 years, leap days and times before 1970 included")
    func calendar() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        for day in stride(from: -80_000, through: 66_000, by: 1) {
            let date = Date(timeIntervalSince1970: Double(day) * 86_400 + 3_661)
            let fields = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
            let local = LocalTime(date, in: .gmt)
            try #require(local.year == fields.year && local.month == fields.month && local.day == fields.day, "\(date)")
            try #require(local.hour == 1 && local.minute == 1 && local.second == 1)
        }
    }

    @Test("a counter that runs carries its beginning by the server's clock")
    func runningCounter() {
        let viewer = Viewer.sample()
        let html = running(since: viewer.now.addingTimeInterval(-65.5), for: viewer)
        #expect(html.markup == "<span class=\"number\" data-since=\"1775217654500\">1:05</span>")
    }
}
