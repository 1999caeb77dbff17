import ContactCenter
import Foundation

/// The period that a list shows, as its address asks for it.
struct ListPeriod: Sendable {
    var choice: PeriodChoice
    /// The days that `choice` means today.
    var days: ClosedRange<Day>
    /// What is wrong with the period that was asked for; the standard one stands in its place.
    var refusal: PeriodChoice.Refusal?
    private let calendar: BusinessCalendar

    init(_ address: ListAddress, standard: PeriodChoice.Preset = .today, for viewer: Viewer) {
        calendar = BusinessCalendar(viewer.timeZone)
        do {
            choice = try PeriodChoice(query: { address[$0] }, standard: standard)
        } catch {
            choice = .preset(standard)
            refusal = error as? PeriodChoice.Refusal
        }
        days = choice.days(on: calendar.day(of: viewer.now))
    }

    var period: Period { calendar.period(of: days) }

    /// The days that have begun, first one first, each with its own stretch of time.
    func daysBegun(at now: Date) -> [(day: Day, period: Period)] {
        let last = min(days.upperBound, calendar.day(of: now))
        guard days.lowerBound <= last else { return [] }
        // The end of a day is the beginning of the next: each is looked up once.
        var from = calendar.start(of: days.lowerBound)
        return (days.lowerBound...last).map { day in
            let until = calendar.start(of: day + 1)
            defer { from = until }
            return (day, Period(from: from, until: until))
        }
    }

    /// The day of the period that an address opens.
    ///
    /// - Returns: `nil` when it opens none, or one outside of the period.
    func day(named text: String?) -> Day? {
        text.flatMap { Day($0) }.flatMap { days.contains($0) ? $0 : nil }
    }

    func period(of day: Day) -> Period { calendar.period(of: day) }
}

/// `03.04.2026` or `01.04 – 03.04.2026`: days, with the years where they differ.
func daysText(_ days: ClosedRange<Day>, for viewer: Viewer) -> HTML {
    let (first, last) = (days.lowerBound, days.upperBound)
    guard first != last else { return "\(dateText(last))" }
    let begin = first.date.year == last.date.year ? String(dateText(first).prefix(5)) : dateText(first)
    return "\(begin) – \(dateText(last))"
}

/// `03.04.2026`
func dateText(_ day: Day) -> String {
    let (year, month, dayOfMonth) = day.date
    return "\(twoDigits(dayOfMonth)).\(twoDigits(month)).\(year)"
}

extension PeriodChoice.Preset {
    var phrase: Phrase {
        switch self {
        case .today: .periodToday
        case .yesterday: .periodYesterday
        case .sevenDays: .periodSevenDays
        case .thisWeek: .periodThisWeek
        case .lastWeek: .periodLastWeek
        case .thisMonth: .periodThisMonth
        case .lastMonth: .periodLastMonth
        case .thisQuarter: .periodThisQuarter
        case .lastQuarter: .periodLastQuarter
        case .thisYear: .periodThisYear
        case .lastYear: .periodLastYear
        }
    }
}

extension PeriodChoice.Refusal {
    func words(for viewer: Viewer) -> HTML {
        let language = viewer.language
        return switch self {
        case .noSuchPreset(let name): language(.periodNoSuchPreset, foreign(name, limit: 20))
        case .noSuchDate(let text): language(.periodNoSuchDate, foreign(text, limit: 20))
        case .endsBeforeItBegins: language[.periodEndsBeforeItBegins]
        case .tooLong: language(.periodTooLong, "\(PeriodChoice.mostDays)")
        }
    }
}
