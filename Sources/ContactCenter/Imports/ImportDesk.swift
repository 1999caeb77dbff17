import Foundation
import Logging

/// Takes tables with clients in, and works them off in the background.
package struct ImportDesk: Sendable {
    package let store: any ImportStore
    private let tables: any TableReading
    private let records: any RecordStore
    private let feeds: [any ImportFeed]
    private let now: @Sendable () -> Date
    private let logger: Logger

    /// Rows in one transaction: so few that nobody who registers a contact meanwhile waits long.
    private static let atOnce = 100
    /// Rows that are kept at once while a file is read.
    private static let portion = 1_000
    /// For so long the rows of an import are kept, and it can be taken back.
    package static let days = 30

    package init(
        store: any ImportStore,
        tables: any TableReading,
        records: any RecordStore,
        feeds: [any ImportFeed] = [],
        now: @escaping @Sendable () -> Date,
        logger: Logger
    ) {
        self.store = store
        self.tables = tables
        self.records = records
        self.feeds = feeds
        self.now = now
        self.logger = logger
    }

    /// Reads a file and keeps its rows: all of them, or none where it cannot be read.
    ///
    /// - Throws: `TableProblem`.
    package func take(
        _ bytes: [UInt8],
        named name: String,
        _ hints: TableHints,
        by author: RecordAuthor
    ) async throws -> ImportID {
        let table = try await tables.open(bytes, hints)
        let id = try await store.begin(Self.tidy(name), table.form, from: nil, by: author)
        do {
            try await store.makeReady(id, mapping: try await keep(table, in: id))
        } catch {
            _ = try await store.discard(id, audit: nil)
            throw error
        }
        return id
    }

    /// - Returns: what the columns are likely to be.
    private func keep(_ table: any OpenTable, in id: ImportID) async throws -> ImportMapping {
        var (first, count): ([[String]], Int) = ([], 0)
        var portion: [TableRow] = []
        while true {
            let rows = try await table.next()
            count += rows.count
            guard count <= TableLimits.rows else { throw TableProblem(.tooManyRows) }
            if first.count < 20 { first += rows.prefix(20 - first.count).map(\.cells) }
            portion += rows
            if portion.count >= Self.portion || rows.isEmpty, !portion.isEmpty {
                try await store.add(portion, [], to: id)
                portion = []
            }
            if rows.isEmpty { break }
        }
        guard count > 0 else { throw TableProblem(.empty) }
        return ImportGuess.mapping(
            of: first,
            attributes: try await records.records(of: ClientAttribute.self, includingHidden: false)
        )
    }

    private static func tidy(_ name: String) -> String {
        let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        let plain = last.filter { character in
            !character.unicodeScalars.contains { $0.properties.generalCategory == .control }
        }
        return plain.isEmpty ? "—" : String(plain.prefix(Import.longestName))
    }

    /// Works imports off until it is cancelled: one process of those on a database does.
    package func run() async {
        var claim: (any ImportClaim)?
        while !Task.isCancelled {
            do {
                if let held = claim, try await !held.renew() { claim = nil }
                if claim == nil { claim = try await store.claim() }
                guard claim != nil else {
                    try await Task.sleep(for: .seconds(10))
                    continue
                }
                try await store.sweep(before: now().addingTimeInterval(-86_400 * TimeInterval(Self.days)))
                for feed in feeds { await synchronise(feed) }
                try await workOff(for: .seconds(30))
            } catch is CancellationError {
                return
            } catch {
                logger.warning("Imports cannot be worked off", metadata: ["reason": "\(error)"])
                try? await Task.sleep(for: .seconds(10))
            }
        }
    }

    private func workOff(for time: Duration) async throws {
        let end = ContinuousClock.now + time
        while ContinuousClock.now < end {
            let count = try await store.work(limit: Self.atOnce, at: now())
            // Others come in between.
            if count == 0 { try await Task.sleep(for: .milliseconds(500)) } else { await Task.yield() }
        }
    }
}

// MARK: - Without users

extension ImportDesk {
    /// Takes in what a source has for us: all of its rows that are otherwise than the time before, or none of them.
    package func synchronise(_ feed: any ImportFeed) async {
        var run = ImportRun(source: feed.name, at: now())
        var delivery: ImportDelivery?
        do {
            guard try await !store.isUnderWay(feed.name) else { return }
            let last = try await store.runs(of: feed.name, limit: 1).first?.at
            delivery = try await feed.next(at: run.at, after: last)
            guard let delivery else { return }
            try await take(delivery, of: feed, into: &run)
            try await delivery.finish(true)
        } catch is CancellationError {
            return
        } catch {
            run.problem = ImportRun.Problem(error)
            logger.error(
                "Clients could not be synchronised",
                metadata: ["source": "\(feed.name)", "reason": "\(error)"]
            )
            try? await delivery?.finish(false)
        }
        do {
            try await store.note(run)
        } catch {
            logger.warning("A synchronisation could not be noted", metadata: ["reason": "\(error)"])
        }
    }

    private func take(_ delivery: ImportDelivery, of feed: any ImportFeed, into run: inout ImportRun) async throws {
        guard let saved = try await store.mappings().first(where: { $0.name == feed.mapping }) else {
            throw ImportRun.Problem.noMapping(feed.mapping)
        }
        let table = try await delivery.open()
        let author = RecordAuthor(nil, at: run.at)
        let id = try await store.begin(Self.tidy(delivery.name), table.form, from: feed.name, by: author)
        do {
            let mapping = try await keepChanged(table, by: saved.mapping, in: id, &run)
            guard run.changed > 0 else {
                _ = try await store.discard(id, audit: nil)
                return
            }
            try await store.makeReady(id, mapping: mapping)
            _ = try await store.begin(.sync, of: id, over: 1, audit: nil, at: run.at)
            run.made = id
        } catch {
            _ = try await store.discard(id, audit: nil)
            throw error
        }
    }

    /// - Returns: the mapping as the table's columns stand.
    private func keepChanged(
        _ table: any OpenTable,
        by saved: ImportMapping,
        in id: ImportID,
        _ run: inout ImportRun
    ) async throws -> ImportMapping {
        var mapping: ImportMapping?
        while true {
            var rows = try await table.next()
            guard !rows.isEmpty else { break }
            let known: ImportMapping
            if let mapping {
                known = mapping
            } else {
                known = try Self.mapping(saved, of: rows)
                mapping = known
                if known.hasHeads {
                    try await store.add([rows.removeFirst()], [], to: id)
                }
            }
            run.rows += Int64(rows.count)
            let fingerprints = rows.map { RowFingerprint($0.cells, by: known) }
            let old = try await store.unchanged(fingerprints.compactMap(\.self), of: run.source)
            let changed = zip(rows, fingerprints).filter { row in row.1.map { !old.contains($0) } ?? true }
            guard !changed.isEmpty else { continue }
            run.changed += Int64(changed.count)
            guard run.changed <= TableLimits.rows else { throw TableProblem(.tooManyRows) }
            try await store.add(changed.map(\.0), changed.map(\.1), to: id)
        }
        guard let mapping else { throw TableProblem(.empty) }
        return mapping
    }

    /// - Throws: `ImportRun.Problem` where a column is not there any more: half a table is worse than none.
    private static func mapping(_ saved: ImportMapping, of rows: [TableRow]) throws -> ImportMapping {
        let first = rows.first?.cells ?? []
        let count = max(first.count, saved.hasHeads ? 0 : saved.columns.count)
        let mapping = saved.applied(to: ImportMapping.titles(of: first, hasHeads: saved.hasHeads, count: count))
        let there = mapping.columns.count { $0.field != nil }
        guard there == saved.columns.count(where: { $0.field != nil }) else {
            let known = mapping.columns.map { Folding.words(of: $0.title) }
            throw ImportRun.Problem.noColumns(
                saved.columns.filter { $0.field != nil && !known.contains(Folding.words(of: $0.title)) }.map(\.title)
            )
        }
        guard mapping.problem == nil else { throw ImportRun.Problem.badMapping }
        return mapping
    }
}
