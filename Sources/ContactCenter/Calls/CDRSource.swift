/// Where the PBX's own call detail records are read from, to fill what the events missed (requirement S4.4).
package protocol CDRSource: Sendable {
    /// The rows after a place, in the order the PBX wrote them; `nil` is the beginning.
    ///
    /// A row that is still being written comes when it is whole. Asked with an older cursor it gives the same rows again.
    ///
    /// - Returns: at most `limit` rows, none when there is nothing more for now, and the cursor behind them.
    /// - Throws: `CDRSourceError` when the source cannot be read at all. A row that makes no sense is logged and left out.
    func rows(after cursor: CDRCursor?, limit: Int) async throws -> CDRPage
}

/// Some rows of a CDR source and the place behind them.
package struct CDRPage: Hashable, Sendable {
    package var rows: [CDRRow]
    package var cursor: CDRCursor

    package init(rows: [CDRRow], cursor: CDRCursor) {
        self.rows = rows
        self.cursor = cursor
    }
}

/// Why a CDR source cannot be read.
package struct CDRSourceError: Error, Hashable, CustomStringConvertible {
    package enum Code: Hashable, Sendable {
        case notFound
        /// With the words of the operating system.
        case unreadable(String)
        /// A database that did not answer, or refused, in its own words without any password.
        case refused(String)
        /// A table without columns that no row can do without, named as in Asterisk's `CDR()`.
        case lacksColumns([String])
    }

    package var code: Code
    /// The file; of a database its name, without a password.
    package var path: String

    package init(_ code: Code, path: String) {
        self.code = code
        self.path = path
    }

    package var description: String {
        switch code {
        case .notFound: "the CDR file \(path) does not exist"
        case .unreadable(let reason): "the CDR file \(path) cannot be read: \(reason)"
        case .refused(let reason): "the CDRs in \(path) cannot be read: \(reason)"
        case .lacksColumns(let names):
            "the CDRs in \(path) cannot be read: the table has no column \(names.joined(separator: ", "))"
        }
    }
}
