import ContactCenter
import Foundation

/// `0:07`, `12:30`, `1:05:09`: a length in whole seconds, rounded down as a counter does.
func durationText(_ duration: Duration) -> String {
    let seconds = max(0, duration.components.seconds)
    let (minutes, second) = (seconds / 60, seconds % 60)
    let tail = ":" + twoDigits(Int(second))
    guard minutes >= 60 else { return String(minutes) + tail }
    return String(minutes / 60) + ":" + twoDigits(Int(minutes % 60)) + tail
}

/// A length as it stands.
func length(_ duration: Duration) -> HTML {
    "<span class=\"number\">\(durationText(duration))</span>"
}

/// A length that runs: the browser counts on from `data-since`, milliseconds of Unix time by the server's clock.
func running(since start: Date, for viewer: Viewer) -> HTML {
    let text = durationText(.between(start, viewer.now))
    return "<span class=\"number\" data-since=\"\(milliseconds(start))\">\(text)</span>"
}

/// `21.06 13:33`, with the year when it is not the reader's current one.
func dayAndTime(_ date: Date, for viewer: Viewer) -> HTML {
    let local = LocalTime(date, in: viewer.timeZone)
    return "<span class=\"number\">\(local.day(for: viewer)) \(local.hourAndMinute)</span>"
}

/// `21.06 13:33:07`, with the year when it is not the reader's current one: for what is seconds apart.
func dayAndSecondsTime(_ date: Date, for viewer: Viewer) -> HTML {
    let local = LocalTime(date, in: viewer.timeZone)
    return "<span class=\"number\">\(local.day(for: viewer)) \(local.hourMinuteAndSecond)</span>"
}

/// `21.06.2012 13:33:07`, for pages about one call.
func exactTime(_ date: Date, for viewer: Viewer) -> HTML {
    let local = LocalTime(date, in: viewer.timeZone)
    return "<span class=\"number\">\(local.dayAndMonth).\(local.year) \(local.hourMinuteAndSecond)</span>"
}

/// `13:33:07`
func secondsTime(_ date: Date, for viewer: Viewer) -> HTML {
    "<span class=\"number\">\(LocalTime(date, in: viewer.timeZone).hourMinuteAndSecond)</span>"
}

/// `13:33`
func clockTime(_ date: Date, for viewer: Viewer) -> HTML {
    "<span class=\"number\">\(LocalTime(date, in: viewer.timeZone).hourAndMinute)</span>"
}

/// `13:33`, for an attribute, which can hold no element.
func clockText(_ date: Date, in zone: TimeZone) -> HTML { HTML(text: LocalTime(date, in: zone).hourAndMinute) }

func milliseconds(_ date: Date) -> Int64 {
    Int64((date.timeIntervalSince1970 * 1_000).rounded())
}

/// The fields of an instant in a time zone, in the Gregorian calendar.
///
/// By arithmetic, because a live page shows many and `Calendar` takes some microseconds for each.
struct LocalTime {
    var year: Int
    var month: Int
    var day: Int
    var hour: Int
    var minute: Int
    var second: Int

    init(_ date: Date, in zone: TimeZone) {
        let seconds = Int(date.timeIntervalSince1970.rounded(.down)) + zone.secondsFromGMT(for: date)
        let (days, secondOfDay) = seconds.flooredQuotientAndRemainder(dividingBy: 86_400)
        hour = secondOfDay / 3_600
        minute = secondOfDay / 60 % 60
        second = secondOfDay % 60

        (year, month, day) = Day(number: days).date
    }

    var dayAndMonth: String { twoDigits(day) + "." + twoDigits(month) }
    var hourAndMinute: String { twoDigits(hour) + ":" + twoDigits(minute) }
    var hourMinuteAndSecond: String { hourAndMinute + ":" + twoDigits(second) }

    /// `21.06`, with the year when it is not the reader's current one.
    fileprivate func day(for viewer: Viewer) -> String {
        year == LocalTime(viewer.now, in: viewer.timeZone).year ? dayAndMonth : dayAndMonth + "." + String(year)
    }
}

func twoDigits(_ number: Int) -> String {
    number < 10 ? "0" + String(number) : String(number)
}

extension Int {
    fileprivate func flooredQuotientAndRemainder(dividingBy divisor: Int) -> (quotient: Int, remainder: Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
