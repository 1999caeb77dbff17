import ContactCenter
import Foundation

/// Reports from the chunks, and from the tables themselves for the days whose chunks are out of date: so the figures are exact at
/// any moment.
package final class DatabaseReports: Reports {
    /// How many bytes of facts are held where nobody says otherwise.
    package static let usualMemory = 512 << 20

    /// Of so many days the tables themselves can be read.
    private static let shortPeriod = 62

    private let database: any Database
    private let reading: FactReading
    private let folder: FactFolder
    private let memory: FactMemory

    /// - Parameters:
    ///   - reminders: how late a reminder may be done, see `ReceptionRules.escalateAfter`.
    ///   - memory: how many bytes of facts may be held.
    package init(
        _ database: any Database,
        rules: MissedRules,
        serviceLevel: ServiceLevelRules,
        reminders: ReceptionRules = ReceptionRules(),
        memory: Int = usualMemory
    ) {
        self.database = database
        reading = FactReading(
            zone: rules.timeZone,
            callBackWindow: rules.callBackWindow,
            answeredWithin: serviceLevel.within,
            reminderDelay: .seconds(reminders.escalateAfter ?? 0)
        )
        folder = FactFolder(reading)
        self.memory = FactMemory(bytes: memory)
    }

    package func table(for question: ReportQuestion) async throws -> ReportTable {
        let found = try await database.read { [self] transaction in
            try question.dimensions.map { kind, dimensions in
                let columns = FactColumns(dimensions, question.quantities(of: kind))
                return (kind, try facts(of: kind, question.days, columns, with: question.text, in: transaction))
            }
        }
        return question.table(of: await Self.count(found, for: question))
    }

    /// Months are counted side by side, as far as there are processors.
    private static func count(_ found: [(FactKind, FoundFacts)], for question: ReportQuestion) async -> [CountedFacts] {
        await withTaskGroup(of: CountedFacts.self) { group in
            for (kind, facts) in found {
                group.addTask { facts.parts.reduce(into: CountedFacts(kind, for: question)) { $0.add($1) } }
                for month in facts.months {
                    group.addTask {
                        var counted = CountedFacts(kind, for: question)
                        counted.add(month)
                        return counted
                    }
                }
            }
            var counted: [FactKind: CountedFacts] = [:]
            for await part in group {
                counted[part.kind, default: CountedFacts(part.kind, for: question)].add(part)
            }
            return Array(counted.values)
        }
    }

    package func list(_ question: FactListQuestion) async throws -> FactListAnswer {
        try await database.read { [self] transaction in
            let counts = try daysOf(question, in: transaction)
            var facts: [ListedFact] = []
            // The days are known on which there are some, so that none is read in vain.
            for (day, _) in counts.sorted(by: { $0.key > $1.key }) where facts.count <= question.limit {
                if let place = question.before, place.day < day { continue }
                facts += try reading.list(question, on: day, in: transaction)
            }
            return FactListAnswer(
                count: counts.values.reduce(0, +),
                facts: Array(facts.prefix(question.limit)),
                hasMore: facts.count > question.limit
            )
        }
    }

    /// How many of the facts there are on each day that has some.
    private func daysOf(_ question: FactListQuestion, in transaction: any Transaction) throws -> [Day: Int64] {
        let columns = FactColumns(Set(question.filter.keys).union([.day]), [])
        let facts = try facts(of: question.kind, question.days, columns, with: question.text, in: transaction)
        var tally = Tally(by: [.day], filter: question.filter, measures: [Measure(question.kind)])
        for part in facts.parts { tally.add(part.chunk) }
        for month in facts.months { tally.add(month) }
        var counts: [Day: Int64] = [:]
        for (values, count) in tally.counts where count[0] > 0 {
            guard let day = values[0].flatMap({ Int($0) }) else { continue }
            counts[Day(number: day), default: 0] += count[0]
        }
        return counts
    }

    /// Makes chunks anew that are out of date, some at a time.
    ///
    /// - Parameter limit: how many days at once.
    /// - Returns: how many days and months were made; 0 when all are up to date.
    package func fold(days limit: Int = 3, at now: Date) async throws -> Int {
        let today = BusinessCalendar(reading.zone).day(of: now)
        var (count, failure) = (0, nil as (any Error)?)
        for kind in FactKind.allCases {
            do {
                // Most often there is nothing, and looking takes no lock and writes nothing.
                let folding = try await database.read { [folder] transaction in
                    try folder.prepare(kind, days: limit, today: today, in: transaction)
                }
                guard let folding else { continue }
                count += try await database.write { [folder] in try folder.write(folding, in: $0) }
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
            return try FactTable.read(
                kind,
                length,
                from: first,
                through: last,
                FactColumns(of: kind, length),
                in: transaction
            )
        }
        let days = try kept(.day)
        let made = Dictionary(
            uniqueKeysWithValues: month.days.map { day in
                (day, FactChunk(facts[day] ?? [], by: kind.dimensions, summing: kind.quantities))
            }
        )
        var wrong: [FactStretch] = []
        for day in month.days where fresh.has(day) {
            let isEqual = days[day].map { $0 == made[day] } ?? (facts[day] ?? []).isEmpty
            if !isEqual { wrong.append(FactStretch(.day, first: day)) }
        }
        if fresh.has(month.days), let chunk = try kept(.month)[month.first],
            chunk != FactChunk(joining: made, by: kind.dimensions, summing: kind.quantities)
        {
            wrong.append(month)
        }
        return wrong
    }

    // MARK: - Reading

    /// What was found of a kind: months from the memory, other days by themselves.
    private struct FoundFacts: Sendable {
        var parts: [FactPart] = []
        var months: [PackedPart] = []
    }

    /// Of a month of which fewer days are asked for these are read by themselves.
    private static let fewDays = 8

    private func facts(
        of kind: FactKind,
        _ days: ClosedRange<Day>,
        _ columns: FactColumns,
        with text: SoughtText?,
        in transaction: any Transaction
    ) throws -> FoundFacts {
        // No chunk knows words.
        guard text == nil else {
            return FoundFacts(parts: try tabled([days], kind, columns, with: text, in: transaction))
        }
        guard let fresh = try FreshFacts(kind, reading, in: transaction), fresh.reaches(days.lowerBound) else {
            // A short period is read from the tables meanwhile.
            guard days.upperBound - days.lowerBound < Self.shortPeriod else { throw ReportRefusal.isBeingRebuilt }
            return FoundFacts(parts: try tabled([days], kind, columns, in: transaction))
        }
        let versions = try FactTable.versions(of: kind, days, in: transaction)
        var found = FoundFacts()
        var single: [Day] = []
        for (first, days) in days.byMonths {
            if days.count >= Self.fewDays, fresh.has(days), let version = versions[first] {
                let isWhole = days == FactStretch(.month, first: first).days
                let chunk = try month(first, version, kind, isWhole ? columns : columns.withDays, in: transaction)
                found.months.append(PackedPart(kind: kind, days: isWhole ? nil : days, chunk: chunk))
            } else {
                single += days
            }
        }
        found.parts = try daily(single, kind, columns, fresh, in: transaction)
        return found
    }

    /// From the memory, as far as it is there.
    private func month(
        _ first: Day,
        _ version: String,
        _ kind: FactKind,
        _ columns: FactColumns,
        in transaction: any Transaction
    ) throws -> PackedChunk {
        let known = memory.chunk(kind, month: first, version: version)
        let missing = columns.inMonth(of: kind).without(known)
        if let known, missing.isEmpty { return known }
        let chunk = try FactTable.packed(kind, month: first, missing, into: known, in: transaction)
        memory.keep(chunk, kind, month: first, version: version)
        return chunk
    }

    private func daily(
        _ days: [Day],
        _ kind: FactKind,
        _ columns: FactColumns,
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
                columns,
                in: transaction
            )
            for (day, chunk) in chunks where fresh.has(day) {
                parts.append(FactPart(kind: kind, stretch: FactStretch(.day, first: day), chunk: chunk))
            }
        }
        return try parts + tabled(days.filter { !fresh.has($0) }.runs, kind, columns, in: transaction)
    }

    /// What the tables themselves say.
    private func tabled(
        _ runs: [ClosedRange<Day>],
        _ kind: FactKind,
        _ columns: FactColumns,
        with text: SoughtText? = nil,
        in transaction: any Transaction
    ) throws -> [FactPart] {
        try runs.flatMap { run in
            try reading.facts(of: kind, on: run, with: text, in: transaction).map { day, facts in
                let dimensions = columns.dimensions.filter(kind.dimensions.contains)
                let chunk = FactChunk(facts, by: Array(dimensions), summing: Array(columns.quantities))
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
        guard let days = try FactMark.days(of: kind, clocks, reach: reading.reach(of: kind), in: transaction) else {
            return nil
        }
        from = state.madeFrom
        marked = days
    }

    func reaches(_ day: Day) -> Bool { from.map { $0 <= day } ?? true }

    func has(_ day: Day) -> Bool { reaches(day) && !marked.contains(day) }

    func has(_ days: ClosedRange<Day>) -> Bool { reaches(days.lowerBound) && !marked.contains { days.contains($0) } }
}
