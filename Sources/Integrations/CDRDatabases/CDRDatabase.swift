import ContactCenter
import Foundation
import Logging

/// A table of CDRs in a database of the PBX: where it is, what its columns are called, in which zone its times are.
package struct CDRDatabase: Sendable, CustomStringConvertible, CustomReflectable {
    package enum Location: Hashable, Sendable {
        /// A file that Asterisk's cdr_sqlite3_custom writes.
        case sqlite(path: String)
        /// A `postgresql://` address as libpq understands it.
        case postgreSQL(String)
        /// What unixODBC understands: `DSN=asteriskcdrdb;UID=priyom`.
        case odbc(String)
    }

    package var location: Location
    /// Beside what the location says itself.
    package var password: String?
    /// `cdr`, `public.cdr`
    package var table: String
    /// Columns that are not called as Asterisk's fields, by the name of the field.
    package var columns: [String: String]
    package var timeZone: TimeZone
    /// Calls that began earlier are not copied.
    package var since: Day?

    package init(
        _ location: Location,
        password: String? = nil,
        table: String = "cdr",
        columns: [String: String] = [:],
        timeZone: TimeZone,
        since: Day? = nil
    ) {
        self.location = location
        self.password = password
        self.table = table
        self.columns = columns
        self.timeZone = timeZone
        self.since = since
    }

    /// For people and logs: without passwords.
    package var description: String { "table \(table) of \(location)" }
    package var customMirror: Mirror { Mirror(self, children: ["description": description]) }

    /// The names of fields that columns may be given for.
    package static let fields = CDRField.allCases.map(\.rawValue)

    /// - Parameter now: tells rows of the past from those of a PBX whose clock was wrong.
    package func source(now: @escaping @Sendable () -> Date = { Date() }, logger: Logger) -> any CDRSource {
        switch location {
        case .sqlite(let path): SQLiteCDRs(self, path: path, logger: logger)
        case .postgreSQL, .odbc: CDRWindow(self, now: now, logger: logger)
        }
    }

    /// What the table is like now.
    ///
    /// - Throws: `CDRSourceError`.
    package func inspect() async throws -> CDRTableFacts {
        let patience = CDRPatience()
        return try await patience.run(self) { try facts() }
    }

    private func facts() throws -> CDRTableFacts {
        try withTable { table in
            let found = try table.last(100)
            let lacking = [CDRField.linkedid, .sequence, .src, .dst].filter { !table.columns.has($0) }
            return CDRTableFacts(
                lacking: lacking.map(\.rawValue),
                rows: found.compactMap { table.columns.cdr($0) }.reversed(),
                senseless: found.count { table.columns.cdr($0) == nil }
            )
        }
    }

    func tell(ofSenseless rows: Int, to logger: Logger) {
        guard rows > 0 else { return }
        logger.warning(
            "Rows of the PBX's table make no sense and were left out",
            metadata: ["table": "\(self)", "rows": "\(rows)"]
        )
    }

    /// Connects, works and lets go.
    ///
    /// - Parameter work: may run again where the PBX wrote to its file meanwhile.
    func withTable<Result>(_ work: (CDRTable) throws -> Result) throws -> Result {
        switch location {
        case .sqlite(let path):
            try SQLiteCDRFile(path: path, place: description).read { connection in
                let table = try table(on: connection, order: "_rowid_")
                // Some builds of SQLite give the rows of a view numbers that are NULL.
                let unnumbered =
                    "SELECT 1 FROM (SELECT _rowid_ AS number FROM \(table.name) LIMIT 1) WHERE number IS NULL"
                guard try connection.answer(to: unnumbered).rows.isEmpty else {
                    throw CDRSourceError(.refused("it is a view, whose rows have no numbers"), path: description)
                }
                return try work(table)
            }
        case .postgreSQL(let address):
            try work(table(on: PostgreSQLCDRConnection(address, self), order: nil))
        case .odbc(let text):
            try work(table(on: ODBCConnection(text, self), order: nil))
        }
    }

    private func table(on connection: any CDRConnection, order: String?) throws -> CDRTable {
        let name = connection.quoted(table)
        let found = try connection.answer(to: "SELECT * FROM \(name) WHERE 1 = 0").columns
        return CDRTable(
            connection: connection,
            name: name,
            columns: try CDRTableColumns(found, named: columns, zone: timeZone, place: description),
            ownOrder: order
        )
    }
}

/// What a table of CDRs is like.
package struct CDRTableFacts: Hashable, Sendable {
    /// Fields that the table has no column for, though rows can be read: `linkedid`, `sequence`, `src`, `dst`.
    package var lacking: [String]
    /// The latest, in their order.
    package var rows: [CDRRow]
    /// Of the latest those that make no sense.
    package var senseless: Int

    package init(lacking: [String], rows: [CDRRow], senseless: Int) {
        self.lacking = lacking
        self.rows = rows
        self.senseless = senseless
    }
}

/// A table of CDRs on an open connection.
struct CDRTable {
    let connection: any CDRConnection
    /// As it stands in statements.
    let name: String
    let columns: CDRTableColumns
    /// What rows are in the order of their writing by, if there is such a thing.
    let ownOrder: String?

    private var selected: String { columns.names.map(connection.quoted).joined(separator: ", ") }

    /// - Parameter rest: what follows the name of the table.
    func rows(and first: String? = nil, _ rest: String) throws -> [[String?]] {
        let values = [first, selected].compactMap(\.self).joined(separator: ", ")
        return try connection.answer(to: "SELECT \(values) FROM \(name) \(rest)").rows
    }

    /// The latest first.
    func last(_ count: Int) throws -> [[String?]] {
        try rows("ORDER BY \(ownOrder ?? connection.quoted(columns.start)) DESC LIMIT \(count)")
    }
}

extension CDRDatabase.Location: CustomStringConvertible, CustomReflectable {
    package var customMirror: Mirror { Mirror(self, children: ["description": description]) }

    /// Reads `/var/log/asterisk/master.db`, `postgresql://user@host/database` and `odbc:DSN=asteriskcdrdb`.
    package init?(setting: String) {
        let text = setting.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.utf8.contains(where: { $0 < 0x20 }) else { return nil }
        if text.hasPrefix("postgresql://") || text.hasPrefix("postgres://") {
            self = .postgreSQL(text)
        } else if text.hasPrefix("odbc:") {
            let words = String(text.dropFirst("odbc:".count))
            guard !ODBCWords(words).pairs.isEmpty else { return nil }
            self = .odbc(words)
        } else if text.hasPrefix("/") {
            self = .sqlite(path: text)
        } else {
            return nil
        }
    }

    /// For people and logs: without passwords.
    package var description: String {
        switch self {
        case .sqlite(let path): return path
        case .postgreSQL(let address):
            guard var parts = URLComponents(string: address) else { return "postgresql://…" }
            parts.password = nil
            parts.queryItems = parts.queryItems?.filter { !$0.name.lowercased().contains("password") }
            return parts.string ?? "postgresql://…"
        case .odbc(let words):
            let shown = ODBCWords(words).pairs.filter {
                ["dsn", "server", "database", "port"].contains($0.key.lowercased())
            }
            return "odbc:" + shown.map { "\($0.key)=\($0.value)" }.joined(separator: ";")
        }
    }

    /// Whether the location says a password itself.
    package var hasPassword: Bool {
        switch self {
        case .sqlite: false
        case .postgreSQL(let address): URLComponents(string: address)?.password != nil
        case .odbc(let words): ODBCWords(words).pairs.contains { ["pwd", "password"].contains($0.key.lowercased()) }
        }
    }
}
