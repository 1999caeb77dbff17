import ContactCenter
import Foundation

/// One CSV file of CDRs, open for reading.
struct CDRFile {
    private static let chunk = 64 * 1_024

    let path: String
    /// Tells this file from its predecessors and successors: a digest of the first line that holds a CDR. Empty while
    /// there is none.
    let fingerprint: String
    /// In bytes, when it was opened.
    let size: Int64
    private let columns: CDRColumns?
    private let firstRow: Int64
    private let handle: FileHandle

    init(path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { throw CDRSourceError(.notFound, path: path) }
        self.path = path
        do {
            handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            size = Int64(try handle.seekToEnd())
            try handle.seek(toOffset: 0)
            let opening = Opening(try handle.read(upToCount: Self.chunk) ?? Data())
            columns = opening.columns
            firstRow = Int64(opening.firstRow)
            fingerprint = opening.fingerprint
        } catch {
            throw CDRSourceError(.unreadable(error.localizedDescription), path: path)
        }
    }

    /// What the rows behind a place came to.
    struct Part {
        var rows: [CDRRow] = []
        /// Behind the last row read.
        var end: Int64
        /// Where lines stood that are no rows.
        var damages: [Int64] = []
    }

    /// Reads whole rows from an offset on.
    ///
    /// - Parameter takesUnfinished: a last row without its line feed counts too: nobody writes to the file any more.
    func rows(from offset: Int64, limit: Int, takesUnfinished: Bool = false) throws -> Part {
        var part = Part(end: max(offset, firstRow))
        do {
            try handle.seek(toOffset: UInt64(part.end))
            var rows = CSVRows()
            var isAtEnd = false
            while part.rows.count < limit {
                switch rows.next() {
                case .row(let fields, let length):
                    if let row = (columns ?? CDRColumns(of: fields))?.cdr(fields) {
                        part.rows.append(row)
                        part.end += Int64(length)
                        rows.drop(length)
                    } else {
                        part.skipLine(of: &rows)
                    }
                case .damaged: part.skipLine(of: &rows)
                case .incomplete where isAtEnd: return part
                case .incomplete:
                    let chunk = try handle.read(upToCount: Self.chunk) ?? Data()
                    isAtEnd = chunk.isEmpty
                    rows.append(isAtEnd && takesUnfinished && !rows.isEmpty ? Data("\n".utf8) : chunk)
                }
            }
        } catch {
            throw CDRSourceError(.unreadable(error.localizedDescription), path: path)
        }
        return part
    }
}

extension CDRFile.Part {
    fileprivate mutating func skipLine(of rows: inout CSVRows) {
        damages.append(end)
        end += Int64(rows.dropLine())
    }
}

/// What the beginning of a file tells about the rest.
private struct Opening {
    var columns: CDRColumns?
    var firstRow = 0
    var fingerprint = ""

    init(_ bytes: Data) {
        var rows = CSVRows()
        rows.append(bytes)
        if case .row(let fields, let length) = rows.next(), let header = CDRColumns(header: fields) {
            columns = header
            firstRow = length
        }
        guard let end = bytes[firstRow...].firstIndex(of: UInt8(ascii: "\n")) else { return }
        fingerprint = CDRFingerprint.of(bytes[firstRow...end])
    }
}
