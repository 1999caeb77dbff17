import ContactCenter
import Foundation

/// Keeps the chunks that reports read: makes those anew whose facts have changed, and all of them after an upgrade or under
/// another clock.
struct FactFolder {
    private let reading: FactReading

    init(_ reading: FactReading) { self.reading = reading }

    private static let marksAtOnce = 5_000

    /// Whether `fold` has anything to do.
    func isDue(_ kind: FactKind, today: Day, in transaction: any Transaction) throws -> Bool {
        let state = try FactState(kind, in: transaction)
        guard state.madeBy == reading.madeBy, state.madeFrom == nil else { return true }
        if try !FactMark.read(kind, limit: 1, in: transaction).isEmpty { return true }
        return try dueMonth(kind, before: today.firstOfMonth, in: transaction) != nil
    }

    /// Does a part of what is to be done, in the transaction: so little that nobody waits long to write meanwhile.
    ///
    /// - Returns: how many days and months were made; 0 when nothing is left.
    func fold(_ kind: FactKind, days limit: Int, today: Day, in transaction: any Transaction) throws -> Int {
        // One folder at a time: the second waits here, and finds nothing left.
        try transaction.execute(
            "INSERT INTO fact_states (kind, made_by) VALUES ($1, '') ON CONFLICT (kind) DO UPDATE SET made_by = fact_states.made_by",
            [.text(kind)]
        )
        let state = try FactState(kind, in: transaction)
        if state.madeBy != reading.madeBy { try beginAnew(kind, in: transaction) }
        let marked = try foldMarked(kind, days: limit, in: transaction)
        if marked > 0 { return marked }
        let older = try foldOlder(kind, days: limit, in: transaction)
        if older > 0 { return older }
        return try foldMonth(kind, before: today.firstOfMonth, in: transaction)
    }

    /// Everything goes; it is made from the latest day on, so that the reports most often asked for come first.
    private func beginAnew(_ kind: FactKind, in transaction: any Transaction) throws {
        try FactTable.removeAll(kind, in: transaction)
        let last = try reading.lastDay(of: kind, before: .afterAll, in: transaction)
        try FactState.write(kind, madeBy: reading.madeBy, from: last.map { $0 + 1 }, in: transaction)
    }

    /// - Parameter limit: how many days at once.
    /// - Returns: how many days were made anew.
    private func foldMarked(_ kind: FactKind, days limit: Int, in transaction: any Transaction) throws -> Int {
        let marks = try FactMark.read(kind, limit: Self.marksAtOnce, in: transaction)
        guard !marks.isEmpty else { return 0 }
        let clocks = try BranchClocks(reading.zone, in: transaction)
        guard marks.allSatisfy({ $0.at != nil }) else {
            try FactMark.remove(marks, in: transaction)
            try beginAnew(kind, in: transaction)
            return 1
        }
        let from = try FactState(kind, in: transaction).madeFrom
        let marked = marks.map { mark in
            (mark, days: (mark.at.map(clocks.days) ?? []).filter { day in from.map { $0 <= day } ?? true })
        }
        let days = Array(Set(marked.flatMap(\.days)).sorted().suffix(limit))
        let made = Set(days)
        // Before the facts are read: what is written meanwhile leaves marks of its own.
        try FactMark.remove(marked.filter { made.isSuperset(of: $0.days) }.map(\.0), in: transaction)
        for run in days.runs {
            try make(kind, run, in: transaction)
            try noteMonths(of: run, kind, in: transaction)
        }
        return max(days.count, 1)
    }

    /// The next days before those that are there; time without facts is passed over.
    private func foldOlder(_ kind: FactKind, days limit: Int, in transaction: any Transaction) throws -> Int {
        guard let from = try FactState(kind, in: transaction).madeFrom else { return 0 }
        guard let last = try reading.lastDay(of: kind, before: from, in: transaction) else {
            try FactState.write(kind, madeBy: reading.madeBy, from: nil, in: transaction)
            return 0
        }
        let run = (last - (limit - 1))...last
        try make(kind, run, in: transaction)
        try noteMonths(of: run, kind, in: transaction)
        try FactState.write(kind, madeBy: reading.madeBy, from: run.lowerBound, in: transaction)
        return limit
    }

    private func make(_ kind: FactKind, _ days: ClosedRange<Day>, in transaction: any Transaction) throws {
        let facts = try reading.facts(of: kind, on: days, in: transaction)
        for day in days {
            let chunk = FactChunk(facts[day] ?? [], by: kind.dimensions)
            try FactTable.write(chunk, of: kind, FactStretch(.day, first: day), in: transaction)
        }
    }

    // MARK: - Months

    private func noteMonths(of days: ClosedRange<Day>, _ kind: FactKind, in transaction: any Transaction) throws {
        var month = days.lowerBound.firstOfMonth
        while month <= days.upperBound {
            try FactTable.remove(kind, FactStretch(.month, first: month), in: transaction)
            try transaction.execute(
                "INSERT INTO fact_months_due (kind, first_day) VALUES ($1, $2) ON CONFLICT (kind, first_day) DO NOTHING",
                [.text(kind), .integer(month.number)]
            )
            month = month.monthsLater(1)
        }
    }

    private func dueMonth(_ kind: FactKind, before limit: Day, in transaction: any Transaction) throws -> Day? {
        let due = try transaction.rows(
            "SELECT first_day FROM fact_months_due WHERE kind = $1 AND first_day < $2 ORDER BY first_day DESC LIMIT 1",
            [.text(kind), .integer(limit.number)]
        )
        return try due.first.map { row in
            var row = row
            return Day(number: Int(try row.integer()))
        }
    }

    /// One month that is over, from its days.
    private func foldMonth(_ kind: FactKind, before limit: Day, in transaction: any Transaction) throws -> Int {
        guard let first = try dueMonth(kind, before: limit, in: transaction) else { return 0 }
        let month = FactStretch(.month, first: first)
        let dimensions = FactTable.dimensions(of: kind, .month)
        let days = try FactTable.read(
            kind,
            .day,
            from: month.days.lowerBound,
            through: month.days.upperBound,
            columns: dimensions,
            in: transaction
        )
        let chunk = FactChunk(uniting: Array(days.values), by: dimensions)
        try FactTable.write(chunk, of: kind, month, in: transaction)
        try transaction.execute(
            "DELETE FROM fact_months_due WHERE kind = $1 AND first_day = $2",
            [.text(kind), .integer(month.first.number)]
        )
        return 1
    }
}
