import ContactCenter
import Foundation

/// Today in figures, from the tables themselves: all is found by indexes over the moment, so that it costs as much as a day has calls
/// and contacts, however many there are.
package struct DatabaseDayBoard: DayBoardStore {
    private let database: any Database
    private let rules: MissedRules
    private let serviceLevel: ServiceLevelRules

    /// - Parameter rules: with the business's time zone, whose days are counted.
    package init(_ database: any Database, rules: MissedRules, serviceLevel: ServiceLevelRules = ServiceLevelRules()) {
        self.database = database
        self.rules = rules
        self.serviceLevel = serviceLevel
    }

    package func board(at now: Date) async throws -> DayBoard {
        let calendar = BusinessCalendar(rules.timeZone)
        let today = calendar.day(of: now)
        let owedFrom = PeriodChoice.preset(MissedDesk.period).days(on: today).lowerBound
        let owedSince = calendar.start(of: owedFrom)
        let period = calendar.period(of: today)
        let window = TimeInterval(rules.callBackWindow.components.seconds)
        var board = DayBoard(day: today, countedAt: now, overdueBefore: now - window)
        board = try await database.read { [board, reading] transaction in
            var board = board
            let (figures, hours) = try reading.calls(in: period, transaction)
            board.figures = figures
            board.hours = hours
            try reading.addContacts(in: period, to: &board.figures, transaction)
            try reading.addDocuments(in: period, to: &board.figures, transaction)
            board.owed = try reading.owed(since: owedSince, transaction)
            board.operators = try reading.operators(in: period, transaction)
            board.overdueContacts = try reading.overdueContacts(at: now, transaction)
            board.branchesOfNumbers = try reading.branchesOfNumbers(transaction)
            board.branchesOfUsers = try reading.branchesOfUsers(transaction)
            return board
        }
        return board
    }

    package func earlier(at now: Date) async throws -> DayFigures {
        let calendar = BusinessCalendar(rules.timeZone)
        let zone = rules.timeZone
        let weekAgo = now - 7 * 86_400
        // Where clocks were changed since then, the same time of day is not just seven times 24 hours ago.
        let until = weekAgo + Double(zone.secondsFromGMT(for: now) - zone.secondsFromGMT(for: weekAgo))
        let period = Period(from: calendar.start(of: calendar.day(of: now) - 7), until: until)
        return try await database.read { [reading] transaction in
            var (figures, _) = try reading.calls(in: period, transaction)
            try reading.addContacts(in: period, to: &figures, transaction)
            try reading.addDocuments(in: period, to: &figures, transaction)
            return figures.values.reduce(into: DayFigures()) { $0 += $1 }
        }
    }

    private var reading: DayReading { DayReading(rules: rules, serviceLevel: serviceLevel) }
}
