import ContactCenter
import Foundation

/// Reports from the chunks, and from the tables themselves for the days whose chunks are out of date: so the figures are exact at
/// any moment.
package final class DatabaseReports: Reports {
    /// Of so many days the tables themselves can be read.
    private static let shortPeriod = 62

    private let database: any Database
    private let reading: FactReading
    private let folder: FactFolder

    package init(_ database: any Database, rules: MissedRules) {
        self.database = database
        reading = FactReading(zone: rules.timeZone, callBackWindow: rules.callBackWindow)
        folder = FactFolder(reading)
    }

    package func table(for question: ReportQuestion) async throws -> ReportTable {
        let parts = try await database.read { [self] transaction in
            try question.dimensions.flatMap { kind, dimensions in
                try self.parts(of: kind, question, dimensions, in: transaction)
            }
        }
        return question.table(of: parts)
    }

    /// Makes chunks anew that are out of date, some at a time.
    ///
    /// - Parameter limit: how many days at once: so few that nobody who writes waits for long.
    /// - Returns: how many days and months were made; 0 when all are up to date.
    package func fold(days limit: Int = 3, at now: Date) async throws -> Int {
        let today = BusinessCalendar(reading.zone).day(of: now)
        // Most often there is nothing, and looking takes no lock and writes nothing.
        let due = try await database.read { [folder] transaction in
            try FactKind.allCases.filter { try folder.isDue($0, today: today, in: transaction) }
        }
        var (count, failure) = (0, nil as (any Error)?)
        for kind in due {
            do {
                count += try await database.write { [folder] transaction in
                    try folder.fold(kind, days: limit, today: today, in: transaction)
                }
            } catch {
                // The others are kept up to date all the same.
                failure = error
            }
        }
        if let failure { throw failure }
        return count
    }

    /// Has all chunks made anew, from the latest day on.
    package func rebuild() async throws {
        try await database.write { try FactMark.all(in: $0) }
    }

    /// Days and months whose chunks are not what the tables say, of each kind; none where all is well. What is still to be made is left
    /// out.
    package func verify() async throws -> [FactKind: [FactStretch]] {
        var wrong: [FactKind: [FactStretch]] = [:]
        for kind in FactKind.allCases {
            var day = Day.afterAll
            // A month at a time: nobody waits for one long reading.
            while let last = try await database.read({ [reading, day] transaction in
                try reading.lastDay(of: kind, before: day, in: transaction)
            }) {
                let month = FactStretch(.month, first: last.firstOfMonth)
                let found = try await database.read { [self] in try differences(of: kind, in: month, in: $0) }
                if !found.isEmpty { wrong[kind, default: []] += found }
                day = month.first
            }
        }
        return wrong
    }

    private func differences(
        of kind: FactKind,
        in month: FactStretch,
        in transaction: any Transaction
    ) throws -> [FactStretch] {
        guard let fresh = try FreshFacts(kind, reading, in: transaction) else { return [] }
        let facts = try reading.facts(of: kind, on: month.days, in: transaction)
        func kept(_ length: FactStretch.Length) throws -> [Day: FactChunk] {
            let (first, last) = (month.days.lowerBound, month.days.upperBound)
            let columns = FactTable.dimensions(of: kind, length)
            return try FactTable.read(kind, length, from: first, through: last, columns: columns, in: transaction)
        }
        let days = try kept(.day)
        var wrong: [FactStretch] = []
        for day in month.days where fresh.has(day) {
            let isEqual =
                days[day].map { $0 == FactChunk(facts[day] ?? [], by: kind.dimensions) } ?? (facts[day] ?? []).isEmpty
            if !isEqual { wrong.append(FactStretch(.day, first: day)) }
        }
        if fresh.has(month.days), let chunk = try kept(.month)[month.first],
            chunk != FactChunk(facts.values.joined(), by: FactTable.dimensions(of: kind, .month))
        {
            wrong.append(month)
        }
        return wrong
    }

    // MARK: - Reading

    private func parts(
        of kind: FactKind,
        _ question: ReportQuestion,
        _ dimensions: Set<FactDimension>,
        in transaction: any Transaction
    ) throws -> [FactPart] {
        guard let fresh = try FreshFacts(kind, reading, in: transaction), fresh.reaches(question.days.lowerBound) else {
            // A short period is read from the tables meanwhile.
            let days = question.days
            guard days.upperBound - days.lowerBound < Self.shortPeriod else { throw ReportRefusal.isBeingRebuilt }
            return try tabled([days], kind, dimensions, in: transaction)
        }
        let stretches = question.stretches
        func kept(_ length: FactStretch.Length) throws -> [Day: FactChunk] {
            let days = stretches.filter { $0.length == length }.map(\.first)
            guard let first = days.first, let last = days.last else { return [:] }
            return try FactTable.read(kind, length, from: first, through: last, columns: dimensions, in: transaction)
        }
        let months = try kept(.month)
        var parts: [FactPart] = []
        var single: [Day] = []
        for stretch in stretches {
            switch stretch.length {
            case .month:
                if let chunk = months[stretch.first], fresh.has(stretch.days) {
                    parts.append(FactPart(kind: kind, stretch: stretch, chunk: chunk))
                } else {
                    single += stretch.days
                }
            case .day: single.append(stretch.first)
            }
        }
        return try parts + daily(single, kind, dimensions, fresh, in: transaction)
    }

    private func daily(
        _ days: [Day],
        _ kind: FactKind,
        _ dimensions: Set<FactDimension>,
        _ fresh: FreshFacts,
        in transaction: any Transaction
    ) throws -> [FactPart] {
        var parts: [FactPart] = []
        for run in days.runs {
            let chunks = try FactTable.read(
                kind,
                .day,
                from: run.lowerBound,
                through: run.upperBound,
                columns: dimensions,
                in: transaction
            )
            for (day, chunk) in chunks where fresh.has(day) {
                parts.append(FactPart(kind: kind, stretch: FactStretch(.day, first: day), chunk: chunk))
            }
        }
        return try parts + tabled(days.filter { !fresh.has($0) }.runs, kind, dimensions, in: transaction)
    }

    /// What the tables themselves say.
    private func tabled(
        _ runs: [ClosedRange<Day>],
        _ kind: FactKind,
        _ dimensions: Set<FactDimension>,
        in transaction: any Transaction
    ) throws -> [FactPart] {
        try runs.flatMap { run in
            try reading.facts(of: kind, on: run, in: transaction).map { day, facts in
                let chunk = FactChunk(facts, by: Array(dimensions))
                return FactPart(kind: kind, stretch: FactStretch(.day, first: day), chunk: chunk)
            }
        }
    }
}

/// Which days' chunks are what the tables say.
private struct FreshFacts {
    private let from: Day?
    private let marked: Set<Day>

    /// `nil`: none, all are to be made anew.
    init?(_ kind: FactKind, _ reading: FactReading, in transaction: any Transaction) throws {
        let state = try FactState(kind, in: transaction)
        guard state.madeBy == reading.madeBy else { return nil }
        let clocks = try BranchClocks(reading.zone, in: transaction)
        guard let days = try FactMark.days(of: kind, clocks, in: transaction) else { return nil }
        from = state.madeFrom
        marked = days
    }

    func reaches(_ day: Day) -> Bool { from.map { $0 <= day } ?? true }

    func has(_ day: Day) -> Bool { reaches(day) && !marked.contains(day) }

    func has(_ days: ClosedRange<Day>) -> Bool { reaches(days.lowerBound) && !marked.contains { days.contains($0) } }
}
