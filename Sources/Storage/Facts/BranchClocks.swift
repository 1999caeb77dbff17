import ContactCenter
import Foundation

/// Which day and hour the clocks of the branches show.
struct BranchClocks {
    private var calendars: [String: (BusinessCalendar, TimeZone)] = [:]
    private let standard: (BusinessCalendar, TimeZone)

    init(_ zone: TimeZone, in transaction: any Transaction) throws {
        standard = (BusinessCalendar(zone), zone)
        for row in try transaction.rows("SELECT id, time_zone FROM branches WHERE time_zone IS NOT NULL") {
            var row = row
            let branch = String(try row.integer())
            if let zone = TimeZone(identifier: try row.text()) { calendars[branch] = (BusinessCalendar(zone), zone) }
        }
    }

    /// From the first instant that is on one of the days somewhere to the last.
    func instants(of days: ClosedRange<Day>) -> Period {
        let periods = ([standard] + calendars.values).map { $0.0.period(of: days) }
        return Period(
            from: periods.map(\.from).min() ?? .distantPast,
            until: periods.map(\.until).max() ?? .distantFuture
        )
    }

    /// The days on which an instant is, here and there.
    ///
    /// - Parameter length: of what began at the instant.
    func days(of instant: Date, lasting length: TimeInterval = 0) -> Set<Day> {
        ([standard] + calendars.values).reduce(into: []) { days, clock in
            days.formUnion(clock.0.day(of: instant)...clock.0.day(of: instant + length))
        }
    }

    func hour(of milliseconds: Int64, in branch: String?) -> (Day, Int) {
        let (seconds, _) = shown(at: milliseconds, in: branch)
        let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        return (Day(number: day), (seconds - day * 86_400) / 3_600)
    }

    /// When the clock shows the next full hour, in milliseconds.
    func endOfHour(at milliseconds: Int64, in branch: String?) -> Int64 {
        let (seconds, offset) = shown(at: milliseconds, in: branch)
        let hour = seconds >= 0 ? seconds / 3_600 : (seconds - 3_599) / 3_600
        return Int64((hour + 1) * 3_600 - offset) * 1_000
    }

    /// Seconds since 1970 by the branch's clock, and how many it is ahead.
    private func shown(at milliseconds: Int64, in branch: String?) -> (seconds: Int, offset: Int) {
        let (_, zone) = branch.flatMap { calendars[$0] } ?? standard
        let instant = Date(milliseconds: milliseconds)
        let offset = zone.secondsFromGMT(for: instant)
        return (Int(instant.timeIntervalSince1970.rounded(.down)) + offset, offset)
    }
}
