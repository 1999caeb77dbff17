import ContactCenter
import Foundation
import NIOPosix

/// What another database answers to a query, every so often, through unixODBC. Its columns are called as the query calls them.
package struct ODBCQuery: ImportFeed, CustomReflectable {
    package let name: String
    package let mapping: String
    private let database: CDRDatabase
    private let words: String
    private let query: String
    private let every: TimeInterval

    /// - Parameters:
    ///   - words: what unixODBC understands: `DSN=erp;UID=priyom;PWD=…`.
    ///   - every: seconds.
    package init(_ words: String, query: String, mapping: String, every: TimeInterval) {
        self.words = words
        self.query = query
        self.mapping = mapping
        self.every = every
        database = CDRDatabase(.odbc(words), table: "clients", timeZone: .gmt)
        name = database.location.description
    }

    /// Whether unixODBC could understand it.
    package static func isConnection(_ words: String) -> Bool { !ODBCWords(words).pairs.isEmpty }

    /// Passwords are in it.
    package var customMirror: Mirror { Mirror(self, children: ["name": name]) }

    package func next(at now: Date, after last: Date?) async throws -> ImportDelivery? {
        if let last, now.timeIntervalSince(last) < every { return nil }
        let (words, database, query) = (words, database, query)
        return ImportDelivery(name: name) {
            let table = ODBCTable()
            try await table.open { try ODBCConnection(words, database).cursor(of: query, seconds: 300) }
            return table
        }
    }
}

/// An answer while it is read, by a thread of its own. It has one user at a time.
private final class ODBCTable: OpenTable, @unchecked Sendable {
    let form = TableForm.query
    private let threads: NIOThreadPool
    private var cursor: ODBCCursor?
    private var number = 0

    private static let portion = 500

    init() {
        threads = NIOThreadPool(numberOfThreads: 1)
        threads.start()
    }

    deinit { threads.shutdownGracefully { _ in } }

    func open(_ work: @escaping @Sendable () throws -> ODBCCursor) async throws {
        try await threads.runIfActive { self.cursor = try work() }
    }

    func next() async throws -> [TableRow] { try await threads.runIfActive { try self.read() } }

    private func read() throws -> [TableRow] {
        guard let cursor else { return [] }
        var rows: [TableRow] = []
        if number == 0 { rows.append(row(cursor.columns.map(\.name))) }
        while rows.count < Self.portion {
            guard let values = try cursor.next() else {
                self.cursor = nil
                break
            }
            rows.append(row(values.map { $0 ?? "" }))
        }
        return rows
    }

    private func row(_ cells: [String]) -> TableRow {
        number += 1
        return TableRow(
            number: number,
            cells: cells.prefix(TableLimits.columns).map { String($0.prefix(TableLimits.cell)) }
        )
    }
}
