import ContactCenter

/// Keeps the chunks that reports read: makes those anew whose facts have changed, and all of them after an upgrade or under
/// another clock.
///
/// What is to be written is made in a reading transaction, so that nobody who writes waits while facts are counted, and written in a
/// short one of its own, if no other folder has written meanwhile.
struct FactFolder {
    private let reading: FactReading

    init(_ reading: FactReading) { self.reading = reading }

    private static let marksAtOnce = 5_000

    /// A part of what is to be done.
    struct Folding {
        let kind: FactKind
        /// The state that it was made from.
        let version: Int64
        fileprivate let act: Act
    }

    fileprivate enum Act {
        /// Everything is to be made, from the latest day on, so that the reports most often asked for come first.
        case anew([FactMark])
        case days([Day: FactChunk], instead: [FactMark])
        /// The next days before those that are there; from which day on they are then.
        case older([Day: FactChunk], from: Day?)
        /// One that is over, from its days.
        case month(Day, FactChunk)
    }

    // MARK: - Making

    /// - Parameter limit: how many days at once.
    /// - Returns: `nil` when nothing is to be done.
    func prepare(_ kind: FactKind, days limit: Int, today: Day, in transaction: any Transaction) throws -> Folding? {
        let state = try FactState(kind, in: transaction)
        return try act(kind, state, days: limit, today: today, in: transaction).map {
            Folding(kind: kind, version: state.version, act: $0)
        }
    }

    private func act(
        _ kind: FactKind,
        _ state: FactState,
        days limit: Int,
        today: Day,
        in transaction: any Transaction
    ) throws -> Act? {
        let marks = try FactMark.read(kind, limit: Self.marksAtOnce, in: transaction)
        guard state.madeBy == reading.madeBy, marks.allSatisfy({ $0.at != nil }) else {
            return .anew(marks.filter { $0.at == nil })
        }
        if !marks.isEmpty { return try marked(marks, kind, state, days: limit, in: transaction) }
        if let from = state.madeFrom { return try older(than: from, kind, days: limit, in: transaction) }
        return try dueMonth(kind, before: today.firstOfMonth, in: transaction).map {
            .month($0, try month(kind, first: $0, in: transaction))
        }
    }

    private func marked(
        _ marks: [FactMark],
        _ kind: FactKind,
        _ state: FactState,
        days limit: Int,
        in transaction: any Transaction
    ) throws -> Act {
        let clocks = try BranchClocks(reading.zone, in: transaction)
        let marked = marks.map { mark -> (FactMark, days: Set<Day>) in
            // What is not made yet will be made as it is then.
            let days = mark.at.map { clocks.days(of: $0, lasting: reading.reach(of: kind)) } ?? []
            return (mark, days: days.filter { day in state.madeFrom.map { $0 <= day } ?? true })
        }
        // Those of one mark are made together, or it would stay.
        let count = max(limit, marked.map(\.days.count).max() ?? 0)
        let days = Set(Set(marked.flatMap(\.days)).sorted().suffix(count))
        let chunks = try days.sorted().runs.reduce(into: [:]) { chunks, run in
            chunks.merge(try self.chunks(kind, run, in: transaction)) { $1 }
        }
        return .days(chunks, instead: marked.filter { days.isSuperset(of: $0.days) }.map(\.0))
    }

    /// Time without facts is passed over.
    private func older(than from: Day, _ kind: FactKind, days limit: Int, in transaction: any Transaction) throws -> Act
    {
        guard let last = try reading.lastDay(of: kind, before: from, in: transaction) else {
            return .older([:], from: nil)
        }
        let run = (last - (limit - 1))...last
        return .older(try chunks(kind, run, in: transaction), from: run.lowerBound)
    }

    private func chunks(
        _ kind: FactKind,
        _ days: ClosedRange<Day>,
        in transaction: any Transaction
    ) throws -> [Day: FactChunk] {
        let facts = try reading.facts(of: kind, on: days, in: transaction)
        return Dictionary(
            uniqueKeysWithValues: days.map { day in
                (day, FactChunk(facts[day] ?? [], by: kind.dimensions, summing: kind.quantities))
            }
        )
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

    private func month(_ kind: FactKind, first: Day, in transaction: any Transaction) throws -> FactChunk {
        let days = try FactTable.read(
            kind,
            .day,
            from: first,
            through: FactStretch(.month, first: first).days.upperBound,
            FactColumns(of: kind, .day),
            in: transaction
        )
        return FactChunk(joining: days, by: kind.dimensions, summing: kind.quantities)
    }

    // MARK: - Writing

    /// - Returns: how many days and months were written; 0 when another folder was quicker.
    func write(_ folding: Folding, in transaction: any Transaction) throws -> Int {
        let kind = folding.kind
        guard let version = try FactState.advance(kind, from: folding.version, in: transaction) else { return 0 }
        switch folding.act {
        case .anew(let marks):
            try FactMark.remove(marks, in: transaction)
            try FactTable.removeAll(kind, in: transaction)
            let last = try reading.lastDay(of: kind, before: .afterAll, in: transaction)
            try FactState.write(kind, madeBy: reading.madeBy, from: last.map { $0 + 1 }, in: transaction)
            return 1
        case .days(let chunks, let marks):
            try FactMark.remove(marks, in: transaction)
            try write(chunks, of: kind, in: transaction)
            return max(chunks.count, 1)
        case .older(let chunks, let from):
            try write(chunks, of: kind, in: transaction)
            try FactState.write(kind, madeBy: reading.madeBy, from: from, in: transaction)
            return max(chunks.count, 1)
        case .month(let first, let chunk):
            let month = FactStretch(.month, first: first)
            try FactTable.write(chunk, of: kind, month, version: version, in: transaction)
            try transaction.execute(
                "DELETE FROM fact_months_due WHERE kind = $1 AND first_day = $2",
                [.text(kind), .integer(first.number)]
            )
            return 1
        }
    }

    private func write(_ chunks: [Day: FactChunk], of kind: FactKind, in transaction: any Transaction) throws {
        for (day, chunk) in chunks.sorted(by: { $0.key < $1.key }) {
            try FactTable.write(chunk, of: kind, FactStretch(.day, first: day), in: transaction)
        }
        for month in Set(chunks.keys.map(\.firstOfMonth)).sorted() {
            try FactTable.remove(kind, FactStretch(.month, first: month), in: transaction)
            try transaction.execute(
                "INSERT INTO fact_months_due (kind, first_day) VALUES ($1, $2) ON CONFLICT (kind, first_day) DO NOTHING",
                [.text(kind), .integer(month.number)]
            )
        }
    }
}
