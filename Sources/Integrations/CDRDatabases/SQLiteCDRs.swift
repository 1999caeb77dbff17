import ContactCenter
import Foundation
import Logging

/// A table of CDRs in an SQLite file, read in the order in which the PBX wrote it: by the numbers of its rows.
package final class SQLiteCDRs: CDRSource {
    /// The shorter a reading, the less likely the PBX writes meanwhile.
    private static let mostRows = 5_000

    private let database: CDRDatabase
    private let path: String
    private let patience = CDRPatience()
    private let logger: Logger

    init(_ database: CDRDatabase, path: String, logger: Logger) {
        self.database = database
        self.path = path
        self.logger = logger
    }

    package func rows(after cursor: CDRCursor?, limit: Int) async throws -> CDRPage {
        let found = try await patience.run(database) { [self] in try read(after: cursor, limit: limit) }
        if found.isReplaced {
            logger.warning(
                "The PBX's table of CDRs was replaced or cleared: all of it is read",
                metadata: ["table": "\(database)"]
            )
        }
        database.tell(ofSenseless: found.senseless, to: logger)
        return found.page
    }

    private struct Found {
        var page: CDRPage
        var senseless = 0
        /// The row that was read last is not there any more.
        var isReplaced = false
    }

    private func read(after cursor: CDRCursor?, limit: Int) throws -> Found {
        try database.withTable { table in
            var offset: Int64 = 0
            var isReplaced = false
            if let cursor, cursor.fingerprint.hasPrefix(Self.mark) {
                let row = try table.rows("WHERE _rowid_ = \(cursor.offset)").first
                let isThere = cursor.offset == 0 || row.map(Self.fingerprint) == cursor.fingerprint
                (offset, isReplaced) = (isThere ? cursor.offset : 0, !isThere)
            }
            let rest = "WHERE _rowid_ > \(offset) ORDER BY _rowid_ LIMIT \(min(limit, Self.mostRows))"
            let rows = try table.rows(and: "_rowid_", rest)
            let start = offset > 0 ? cursor : nil
            var found = Found(page: CDRPage(rows: [], cursor: start ?? CDRCursor(offset: 0, fingerprint: Self.mark)))
            found.isReplaced = isReplaced
            let first = database.since.map { "\($0) 00:00:00" }
            for row in rows {
                guard let cdr = table.columns.cdr(row.dropFirst()) else {
                    found.senseless += 1
                    continue
                }
                if first.map({ cdr.start >= $0 }) ?? true { found.page.rows.append(cdr) }
            }
            if let last = rows.last, let number = last[0].flatMap({ Int64($0) }) {
                let fingerprint = Self.fingerprint(Array(last.dropFirst()))
                found.page.cursor = CDRCursor(offset: number, fingerprint: fingerprint)
            }
            return found
        }
    }

    /// Tells a cursor of such a table from others.
    private static let mark = "sqlite:"

    private static func fingerprint(_ row: [String?]) -> String {
        mark + CDRFingerprint.of(row.map { $0 ?? "" }.joined(separator: "\u{1F}").utf8)
    }
}
