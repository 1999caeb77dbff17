import ContactCenter
import Foundation
import Logging

/// The CSV file that Asterisk appends every CDR to, `/var/log/asterisk/cdr-csv/Master.csv`, and what log rotation makes
/// of it.
///
/// A rotated file is known by its first row, whatever it is called now, so it is read to its end before the new one is
/// begun. One that is compressed or gone already is lost to us: that is logged, and the new file read from its beginning.
package struct MasterCSV: CDRSource {
    private let path: String
    private let logger: Logger

    package init(path: String, logger: Logger) {
        self.path = path
        self.logger = logger
    }

    package func rows(after cursor: CDRCursor?, limit: Int) async throws -> CDRPage {
        var page = CDRPage(rows: [], cursor: cursor ?? CDRCursor(offset: 0, fingerprint: ""))
        let files = try files(from: page.cursor.fingerprint).filter { !$0.fingerprint.isEmpty }
        for file in files where page.rows.count < limit {
            let offset = file.fingerprint == page.cursor.fingerprint ? page.cursor.offset : 0
            let part = try file.rows(from: offset, limit: limit - page.rows.count)
            if let first = part.damages.first {
                logger.warning(
                    "Lines of the CDR file are no CDRs and were left out",
                    metadata: ["path": "\(file.path)", "lines": "\(part.damages.count)", "offset": "\(first)"]
                )
            }
            page.rows += part.rows
            page.cursor = CDRCursor(offset: part.end, fingerprint: file.fingerprint)
        }
        return page
    }

    /// Every row of a file that nobody writes to any more.
    ///
    /// - Throws: `CDRSourceError`. Lines that are no rows are left out.
    package static func allRows(of path: String) throws -> [CDRRow] {
        try CDRFile(path: path).rows(from: 0, limit: .max, takesUnfinished: true).rows
    }

    /// Rows at the end of a file, in their order, as many as 64 kB hold.
    ///
    /// - Throws: `CDRSourceError`.
    package static func lastRows(of path: String) throws -> [CDRRow] {
        let file = try CDRFile(path: path)
        return try file.rows(from: max(0, file.size - 64 * 1_024), limit: .max).rows
    }

    /// The files to read in their order, beginning with the one the fingerprint belongs to and ending with the one that
    /// is written now. Without fingerprint, as at the very first time, only that.
    private func files(from fingerprint: String) throws -> [CDRFile] {
        let current = Result { try CDRFile(path: path) }
        if let file = try? current.get(), fingerprint.isEmpty || file.fingerprint == fingerprint { return [file] }
        let rotated = rotatedFiles()
        if let first = rotated.firstIndex(where: { $0.fingerprint == fingerprint }) {
            return rotated[first...] + [try? current.get()].compactMap { $0 }
        }
        let files = try rotated + [current.get()]
        logger.warning(
            "The CDR file was replaced and its predecessor is not there any more: CDRs may be missing",
            metadata: ["path": "\(path)"]
        )
        return files
    }

    /// `Master.csv.1`, `Master.csv-20261122` and the like, the one that was written to first at the front.
    private func rotatedFiles() -> [CDRFile] {
        let url = URL(fileURLWithPath: path)
        let siblings = try? FileManager.default.contentsOfDirectory(
            at: url.deletingLastPathComponent(),
            includingPropertiesForKeys: [.contentModificationDateKey]
        )
        let name = url.lastPathComponent
        return (siblings ?? [])
            .filter { $0.lastPathComponent.hasPrefix(name) && $0.lastPathComponent != name }
            .filter { !["gz", "bz2", "xz", "zst"].contains($0.pathExtension) }
            .sorted { lastWrite(to: $0) < lastWrite(to: $1) }
            .compactMap { try? CDRFile(path: $0.path) }
    }

    private func lastWrite(to url: URL) -> Date {
        (try? url.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate) ?? .distantPast
    }
}
