import Foundation

/// A table of clients that somebody brought, and what has become of its rows (requirement S3.6).
package struct Import: Hashable, Sendable {
    /// Where it stands. What goes on by itself goes on after the server was stopped, too.
    package enum State: String, CaseIterable, Sendable {
        /// Its rows are being read. What stays so was broken off.
        case loading
        /// Somebody is to say which column goes where.
        case draft
        /// What would become of each row is being found out; nothing is written.
        case checking
        case checked
        case running
        case done
        /// What it wrote is being taken back.
        case undoing
        case undone

        /// Something goes on.
        package var isUnderWay: Bool { self == .checking || self == .running || self == .undoing }
    }

    package var id: ImportID
    /// Of the file.
    package var name: String
    /// Where it came from by itself; `nil` for one that somebody brought.
    package var source: String?
    package var form: TableForm
    package var state: State
    package var mapping: ImportMapping
    /// Raised by each change of the mapping.
    package var version: Int64
    /// All that the table has, heads counted.
    package var rows: Int64
    /// How many of them are behind us.
    package var done: Int64
    package var counts = ImportCounts()
    package var user: UserID?
    /// Their display name.
    package var userName: String?
    package var createdAt: Date
    package var startedAt: Date?
    package var finishedAt: Date?

    package init(
        id: ImportID,
        name: String,
        form: TableForm,
        state: State,
        mapping: ImportMapping,
        version: Int64,
        rows: Int64,
        done: Int64,
        createdAt: Date
    ) {
        self.id = id
        self.name = name
        self.form = form
        self.state = state
        self.mapping = mapping
        self.version = version
        self.rows = rows
        self.done = done
        self.createdAt = createdAt
    }

    /// Characters of a file's name that are kept.
    package static let longestName = 200

    /// Rows of clients.
    package var clientRows: Int64 { max(0, rows - heads) }
    /// Those that are behind us.
    package var clientRowsDone: Int64 { max(0, done - heads) }
    private var heads: Int64 { mapping.hasHeads ? 1 : 0 }
}

package typealias ImportID = RecordID<Import>

/// What becomes of a row.
package enum ImportOutcome: String, CaseIterable, Sendable {
    /// A new client.
    case added
    /// Something of a client is otherwise now.
    case updated
    /// The client has all of it already.
    case same
    /// Whose it is cannot be said; nothing was written.
    case doubtful
    /// Something is wrong with it; nothing was written.
    case refused
}

/// How many rows became what.
package struct ImportCounts: Hashable, Sendable {
    package var rows: [ImportOutcome: Int64] = [:]
    /// Of those that were added or updated: taken back, and left as somebody has changed them since.
    package var undone: Int64 = 0
    package var left: Int64 = 0

    package init() {}

    package subscript(_ outcome: ImportOutcome) -> Int64 { rows[outcome] ?? 0 }
}

/// A row with what has become of it.
package struct ImportedLine: Hashable, Sendable {
    /// What undoing did with it.
    package enum Undo: String, Sendable {
        case undone
        /// Somebody has changed the client since, or there was something with them.
        case left
    }

    /// Its place among the rows of the import, from 1.
    package var place: Int64
    package var row: TableRow
    package var outcome: ImportOutcome?
    package var remarks: [ImportRemark] = []
    package var client: ClientID?
    package var undo: Undo?

    package init(place: Int64, row: TableRow) {
        self.place = place
        self.row = row
    }
}

/// A mapping under a name.
package struct SavedMapping: Hashable, Sendable {
    package var id: Int64
    package var name: String
    package var mapping: ImportMapping

    package init(id: Int64, name: String, mapping: ImportMapping) {
        self.id = id
        self.name = name
        self.mapping = mapping
    }
}
