import ContactCenter
import Foundation
import Logging

/// A table of CDRs on a database server, read by the times at which calls began.
///
/// A row is written when its call ends, so it may begin long before rows that are there already. That is why each reading goes
/// back by an hour, once an hour by more than a day, and gives what it has not given before. After a start nothing is known to
/// have been given: the rows of that day are given again, which changes nothing in the copy.
actor CDRWindow: CDRSource {
    /// In seconds.
    private static let near: Int64 = 3_600
    private static let deep: Int64 = 26 * 3_600
    private static let mark = "window:"
    /// Nothing of a PBX is older.
    private static let beginning: Int64 = 86_400 * 365 * 10

    /// What was given by the time of a cursor.
    private struct Memory {
        var cursor: CDRCursor?
        /// The beginning of the latest call, but none in the future.
        var top: Int64
        /// By what they hold; the values are their beginnings.
        var given: [Int: Int64] = [:]
        /// Where the reading goes on that was cut short by its limit.
        var rest: Int64?
        var lookedDeepAt: Date?
    }

    private let database: CDRDatabase
    private let batch: Int
    private let patience = CDRPatience()
    private let now: @Sendable () -> Date
    private let logger: Logger
    /// As of the cursor that was asked for last, and as of the one that was given last.
    private var settled: Memory?
    private var offered: Memory?
    private var pages = 0

    /// - Parameter batch: rows asked for at a time.
    init(_ database: CDRDatabase, batch: Int = 5_000, now: @escaping @Sendable () -> Date, logger: Logger) {
        self.database = database
        self.batch = batch
        self.now = now
        self.logger = logger
    }

    func rows(after cursor: CDRCursor?, limit: Int) async throws -> CDRPage {
        var memory = recall(cursor)
        let time = now()
        let isDeep = memory.lookedDeepAt.map { time.timeIntervalSince($0) >= Double(Self.near) } ?? true
        let from = max(first, memory.rest ?? memory.top - (isDeep ? Self.deep : Self.near))
        let scan = Scan(database: database, from: from, given: memory.given, batch: batch, limit: limit)
        let found = try await patience.run(database) { try scan.run() }
        database.tell(ofSenseless: found.senseless, to: logger)
        let present = CDRTime.localSecond(CDRTime.text(of: time, in: database.timeZone)) ?? .max
        memory.top = max(memory.top, min(found.latest ?? 0, present))
        memory.rest = found.rest
        if found.rest == nil, isDeep { memory.lookedDeepAt = time }
        memory.given.merge(found.given) { $1 }
        let oldest = (found.rest ?? memory.top) - Self.deep
        memory.given = memory.given.filter { $0.value >= oldest }
        if found.rows.isEmpty, let same = memory.cursor {
            // Nobody has to write anything down first.
            settled = memory
            return CDRPage(rows: [], cursor: same)
        }
        let next = nextCursor(at: memory.top)
        memory.cursor = next
        offered = memory
        return CDRPage(rows: found.rows, cursor: next)
    }

    /// What was given by a cursor; after a failure to write the rows down they are asked for again by an older one.
    private func recall(_ cursor: CDRCursor?) -> Memory {
        if let offered, offered.cursor == cursor {
            settled = offered
            self.offered = nil
        }
        guard let cursor, cursor.fingerprint.hasPrefix(Self.mark) else { return Memory(cursor: nil, top: 0) }
        if let settled, settled.cursor == cursor { return settled }
        return Memory(cursor: cursor, top: cursor.offset)
    }

    /// Another one for every page, so that pages with rows of the past are noticed.
    private func nextCursor(at top: Int64) -> CDRCursor {
        pages += 1
        let name = String(UInt64.random(in: .min ... .max), radix: 36)
        return CDRCursor(offset: top, fingerprint: "\(Self.mark)\(pages)-\(name)")
    }

    private var first: Int64 {
        database.since.flatMap { CDRTime.localSecond("\($0) 00:00:00") } ?? Self.beginning
    }
}

/// One reading.
private struct Scan: Sendable {
    struct Found: Sendable {
        var rows: [CDRRow] = []
        /// All that were looked at for the first time.
        var given: [Int: Int64] = [:]
        var senseless = 0
        /// The latest beginning of what was read.
        var latest: Int64?
        /// Where to go on; `nil` when all was read.
        var rest: Int64?
    }

    /// So many calls do not begin in one second.
    private static let mostInSecond = 1_000_000

    let database: CDRDatabase
    let from: Int64
    let given: [Int: Int64]
    let batch: Int
    let limit: Int

    func run() throws -> Found {
        try database.withTable { table in
            var found = Found()
            var (position, size) = (from, batch)
            while true {
                let answer = try table.rows(from: position, limit: size, zone: database.timeZone)
                let rows = answer.map { (values: $0, cdr: table.columns.cdr($0)) }
                let seconds = answer.map { table.columns.second(of: $0) }
                let isLast = rows.count < size
                let last = seconds.lazy.compactMap(\.self).max()
                // The last second may go on behind what came.
                if !isLast, last.map({ $0 <= position }) ?? true {
                    guard size < Self.mostInSecond else {
                        throw CDRSourceError(.refused("its rows are in no order of time"), path: database.description)
                    }
                    size *= 2
                    continue
                }
                for (row, second) in zip(rows, seconds) where isLast || second != last {
                    guard found.rows.count < limit else { return found.cut(at: position) }
                    found.take(row.cdr, row.values, second, unless: given)
                }
                guard !isLast, let last else { return found }
                (position, size) = (last, batch)
            }
        }
    }
}

extension Scan.Found {
    fileprivate mutating func take(_ cdr: CDRRow?, _ values: [String?], _ second: Int64?, unless given: [Int: Int64]) {
        let key = cdr?.hashValue ?? values.hashValue
        if let second { latest = max(latest ?? second, second) }
        // What has no time is never forgotten, or it would be told of for ever.
        guard given[key] == nil, self.given.updateValue(second ?? .max, forKey: key) == nil else { return }
        if let cdr { rows.append(cdr) } else { senseless += 1 }
    }

    fileprivate func cut(at position: Int64) -> Self {
        var found = self
        found.rest = latest ?? position
        return found
    }
}

extension CDRTable {
    /// Rows of calls that began then or later, in the order of their beginnings.
    fileprivate func rows(from second: Int64, limit: Int, zone: TimeZone) throws -> [[String?]] {
        let column = connection.quoted(columns.start)
        let text = CDRTime.text(ofLocalSecond: second)
        let instant = CDRTime.date(text, in: zone)?.timeIntervalSince1970 ?? 0
        // Made here of a number; nothing in it comes from elsewhere.
        let literal = columns.hasNumericStart ? "\(Int64(instant))" : "'\(text)'"
        return try rows("WHERE \(column) >= \(literal) ORDER BY \(column) LIMIT \(limit)")
    }
}
