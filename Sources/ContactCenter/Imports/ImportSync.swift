import Foundation

/// Where tables come from by themselves: a folder, another database (requirement S3.6, "without users").
package protocol ImportFeed: Sendable {
    /// For the log and the pages, without passwords; what is remembered of its rows is remembered by it.
    var name: String { get }
    /// The name of the saved mapping by which its columns are read.
    var mapping: String { get }

    /// The next table that is ready.
    ///
    /// - Parameter last: when there was one before.
    /// - Returns: `nil` where nothing is due.
    /// - Throws: in words for people, without passwords.
    func next(at now: Date, after last: Date?) async throws -> ImportDelivery?
}

/// A table that has come by itself.
package struct ImportDelivery: Sendable {
    /// Of the file.
    package var name: String
    package var open: @Sendable () async throws -> any OpenTable
    /// Told once: whether its rows have been taken in.
    package var finish: @Sendable (_ isTaken: Bool) async throws -> Void

    package init(
        name: String,
        open: @escaping @Sendable () async throws -> any OpenTable,
        finish: @escaping @Sendable (_ isTaken: Bool) async throws -> Void = { _ in }
    ) {
        self.name = name
        self.open = open
        self.finish = finish
    }
}

/// One time that a table came by itself, for the log on the page.
package struct ImportRun: Hashable, Sendable {
    /// Why nothing of it was taken.
    package enum Problem: Hashable, Codable, Sendable, Error {
        case table(kind: String, part: String?, row: Int?)
        /// There is no saved mapping of this name.
        case noMapping(String)
        /// The table lacks columns that the mapping names.
        case noColumns([String])
        /// What the mapping names identifies nobody.
        case badMapping
        /// What the other side said.
        case other(String)

        package init(_ error: any Error) {
            switch error {
            case let problem as Problem: self = problem
            case let problem as TableProblem:
                self = .table(kind: problem.kind.rawValue, part: problem.part, row: problem.row)
            default: self = .other(String("\(error)".prefix(300)))
            }
        }
    }

    package var source: String
    package var at: Date
    /// All that the table had, and those that were new or otherwise than the time before.
    package var rows: Int64
    package var changed: Int64
    /// `nil` where nothing was otherwise.
    package var made: ImportID?
    package var problem: Problem?

    package init(source: String, at: Date, rows: Int64 = 0, changed: Int64 = 0) {
        self.source = source
        self.at = at
        self.rows = rows
        self.changed = changed
    }
}

/// By what a row is told from others of its table, and from itself as it was.
package struct RowFingerprint: Hashable, Sendable {
    /// Of what a client is known by.
    package var key: Int64
    /// Of all that the mapping takes.
    package var row: Int64

    package init(key: Int64, row: Int64) {
        self.key = key
        self.row = row
    }

    /// - Returns: `nil` for a row that says nothing a client is known by.
    package init?(_ cells: [String], by mapping: ImportMapping) {
        func taken(where isTaken: (ImportMapping.Column) -> Bool) -> [String] {
            mapping.columns.enumerated().map { place, column in
                place < cells.count && isTaken(column) ? cells[place] : ""
            }
        }
        // Those of the surest kind that the row has.
        let kinds: [(ImportMapping.Column) -> Bool] = [
            { $0.isKey && $0.field?.attribute != nil }, { $0.field == .vin },
            { if case .phone? = $0.field { true } else { false } }, { $0.field == .email },
        ]
        guard let known = kinds.map({ taken(where: $0) }).first(where: { !$0.allSatisfy(\.isEmpty) }) else {
            return nil
        }
        key = Self.hash(known)
        row = Self.hash(taken { $0.field != nil })
    }

    /// FNV-1a; a byte that no text has stands between the cells.
    private static func hash(_ texts: [String]) -> Int64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for text in texts {
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            hash = (hash ^ 0xFF) &* 0x100_0000_01B3
        }
        return Int64(bitPattern: hash)
    }
}
