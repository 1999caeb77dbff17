import Foundation

/// Where the database is, as a setting names it.
package enum DatabaseLocation: Hashable, Sendable, CustomStringConvertible {
    /// A file on this machine; made when it is not there.
    case sqlite(path: String)
    /// A `postgresql://` address as libpq understands it.
    case postgreSQL(connectionString: String)

    /// Reads `priyom.db` and `postgresql://user:password@host/database`.
    ///
    /// - Throws: `StorageError` with code `badLocation`.
    package init(setting: String) throws {
        let setting = setting.trimmingCharacters(in: .whitespacesAndNewlines)
        if setting.hasPrefix("postgresql://") || setting.hasPrefix("postgres://") {
            self = .postgreSQL(connectionString: setting)
        } else if setting.isEmpty || setting.contains("://") || setting.contains("\0") {
            throw StorageError(
                .badLocation,
                """
                The database setting names no database that is known here: give the path of a file, such as priyom.db, \
                or an address, such as postgresql://user:password@host/database.
                """
            )
        } else {
            self = .sqlite(path: setting)
        }
    }

    /// For people and logs: the path, or the address without its password.
    package var description: String {
        switch self {
        case .sqlite(let path):
            return path
        case .postgreSQL(let connectionString):
            guard var parts = URLComponents(string: connectionString) else { return "postgresql://…" }
            parts.password = nil
            parts.queryItems = parts.queryItems?.filter { !$0.name.lowercased().contains("password") }
            return parts.string ?? "postgresql://…"
        }
    }
}
