/// Which days somebody wants to see: one of the presets of the standard filter, or days of their own (decision D9).
///
/// A preset stays one: the address of a page with "today" shows tomorrow what is today then.
package enum PeriodChoice: Hashable, Sendable {
    case preset(Preset)
    case days(ClosedRange<Day>)

    package enum Preset: String, CaseIterable, Sendable {
        case today
        case yesterday
        /// Today and the six days before.
        case sevenDays = "7days"
        case thisWeek = "week"
        case lastWeek = "last-week"
        case thisMonth = "month"
        case lastMonth = "last-month"
        case thisQuarter = "quarter"
        case lastQuarter = "last-quarter"
        case thisYear = "year"
        case lastYear = "last-year"
    }

    /// What is wrong with a period that was asked for.
    package enum Refusal: Error, Hashable, Sendable {
        case noSuchPreset(String)
        case noSuchDate(String)
        case endsBeforeItBegins
        /// More days than `mostDays`.
        case tooLong
    }

    /// A leap year.
    package static let mostDays = 366

    /// From the fields `from` and `to` of an address, of which one is enough, else from its `period`.
    ///
    /// - Parameters:
    ///   - query: gives the value of a field; empty ones are as good as none.
    ///   - standard: what is shown when nothing is asked for.
    /// - Throws: `Refusal`.
    package init(query: (String) -> String?, standard: Preset = .today) throws {
        func field(_ name: String) -> String? { query(name).flatMap { $0.isEmpty ? nil : $0 } }
        let (from, to) = try (field("from").map(Self.day), field("to").map(Self.day))
        if let first = from ?? to, let last = to ?? from {
            guard first <= last else { throw Refusal.endsBeforeItBegins }
            guard last.number - first.number < Self.mostDays else { throw Refusal.tooLong }
            self = .days(first...last)
        } else if let name = field("period") {
            guard let preset = Preset(rawValue: name) else { throw Refusal.noSuchPreset(name) }
            self = .preset(preset)
        } else {
            self = .preset(standard)
        }
    }

    /// The fields of an address that lead to this period.
    package var query: [(name: String, value: String)] {
        switch self {
        case .preset(let preset): [("period", preset.rawValue)]
        case .days(let days): [("from", "\(days.lowerBound)"), ("to", "\(days.upperBound)")]
        }
    }

    /// The names of all fields of an address that say something about the period.
    package static let fields = ["period", "from", "to"]

    /// The days meant, first and last included. Those of a week, month or the like that has begun go to its end.
    package func days(on today: Day) -> ClosedRange<Day> {
        switch self {
        case .days(let days): days
        case .preset(let preset): preset.days(on: today)
        }
    }

    private static func day(_ text: String) throws -> Day {
        guard let day = Day(text) else { throw Refusal.noSuchDate(text) }
        return day
    }
}

extension PeriodChoice.Preset {
    fileprivate func days(on today: Day) -> ClosedRange<Day> {
        func month(_ first: Day, _ months: Int) -> ClosedRange<Day> { first...(first.monthsLater(months) - 1) }
        switch self {
        case .today: return today...today
        case .yesterday: return (today - 1)...(today - 1)
        case .sevenDays: return (today - 6)...today
        case .thisWeek: return today.firstOfWeek...(today.firstOfWeek + 6)
        case .lastWeek: return (today.firstOfWeek - 7)...(today.firstOfWeek - 1)
        case .thisMonth: return month(today.firstOfMonth, 1)
        case .lastMonth: return month(today.monthsLater(-1), 1)
        case .thisQuarter: return month(today.firstOfQuarter, 3)
        case .lastQuarter: return month(today.firstOfQuarter.monthsLater(-3), 3)
        case .thisYear: return month(today.firstOfYear, 12)
        case .lastYear: return month(today.firstOfYear.monthsLater(-12), 12)
        }
    }
}
