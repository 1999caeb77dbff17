import ContactCenter
import Foundation

/// Reports from the chunks, and from the tables themselves for the days whose chunks are out of date: so the figures are exact at
/// any moment.
package final class DatabaseReports: Reports {
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
    /// - Parameter limit: how many days of the past at once.
    /// - Returns: how many days and months were made; 0 when all are up to date.
    package func fold(days limit: Int, at now: Date) async throws -> Int {
        let today = BusinessCalendar(reading.zone).day(of: now)
        var count = 0
        for kind in FactKind.allCases {
            count += try await database.write { [folder] transaction in
                try folder.fold(kind, days: limit, today: today, in: transaction)
            }
        }
        return count
    }

    /// Has all chunks made anew, from the latest day on.
    package func rebuild() async throws {
        try await database.write { try FactMark.all(in: $0) }
    }

    /// Days whose chunks are not what the tables say, of each kind; none where all is well. Days that are still to be made are left out.
    package func verify() async throws -> [FactKind: [Day]] {
        try await database.read { [reading] transaction in
            var wrong: [FactKind: [Day]] = [:]
            for kind in FactKind.allCases {
                guard let days = try reading.days(of: kind, in: transaction),
                    let fresh = try FreshFacts(kind, reading, in: transaction)
                else { continue }
                for number in days.lowerBound.number...days.upperBound.number where fresh.has(Day(number: number)) {
                    let day = Day(number: number)
                    let facts = try reading.facts(of: kind, on: day...day, in: transaction)[day] ?? []
                    let kept = try FactTable.read(
                        kind,
                        .day,
                        from: day,
                        through: day,
                        columns: kind.dimensions,
                        in: transaction
                    )[day]
                    let isEqual = kept.map { $0 == FactChunk(facts, by: kind.dimensions) } ?? facts.isEmpty
                    if !isEqual { wrong[kind, default: []].append(day) }
                }
            }
            return wrong
        }
    }

    // MARK: - Reading

    private func parts(
        of kind: FactKind,
        _ question: ReportQuestion,
        _ dimensions: Set<FactDimension>,
        in transaction: any Transaction
    ) throws -> [FactPart] {
        guard let fresh = try FreshFacts(kind, reading, in: transaction), fresh.reaches(question.days.lowerBound) else {
            throw ReportRefusal.isBeingRebuilt
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
                    single += (stretch.days.lowerBound.number...stretch.days.upperBound.number).map(Day.init(number:))
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
        for run in days.filter({ !fresh.has($0) }).runs {
            for (day, facts) in try reading.facts(of: kind, on: run, in: transaction) {
                let chunk = FactChunk(facts, by: Array(dimensions))
                parts.append(FactPart(kind: kind, stretch: FactStretch(.day, first: day), chunk: chunk))
            }
        }
        return parts
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
        let marks = try FactMark.read(kind, limit: .max, in: transaction)
        guard let days = try FactMark.days(of: marks, BranchClocks(reading.zone, in: transaction)) else { return nil }
        from = state.madeFrom
        marked = Set(days)
    }

    func reaches(_ day: Day) -> Bool { from.map { $0 <= day } ?? true }

    func has(_ day: Day) -> Bool { reaches(day) && !marked.contains(day) }

    func has(_ days: ClosedRange<Day>) -> Bool { reaches(days.lowerBound) && !marked.contains { days.contains($0) } }
}
