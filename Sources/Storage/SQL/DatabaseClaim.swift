import ContactCenter
import Foundation

/// Something that one process on a database has for itself, for as long as this value lives. It ends with the process, however
/// that ends.
package protocol DatabaseClaim: AnyObject, Sendable {
    /// To be asked now and then: a server that was started anew has forgotten it.
    ///
    /// - Returns: false when another process has it now.
    func renew() async throws -> Bool
}

/// An advisory lock of a session that does nothing else.
final class PostgreSQLClaim: DatabaseClaim {
    private let lane: PostgreSQLLane
    private let name: String
    /// The same number in all programs that claim something: `priz` in ASCII.
    private static let kind = 0x7072_697A

    init(_ name: String, _ location: DatabaseLocation, options: PostgreSQLOptions) {
        self.name = name
        lane = PostgreSQLLane(location, options: options, connections: 1)
    }

    /// Whoever has it takes it once more; where the connection is another one, it is taken anew.
    func renew() async throws -> Bool {
        try await lane.run { [name] connection in
            try connection.transaction(opening: ["BEGIN"]) { transaction in
                // Else the server would notice a machine without power after two hours.
                _ = try transaction.rows(
                    """
                    SELECT set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false),
                        set_config('tcp_keepalives_count', '3', false)
                    """
                )
                var row = try transaction.rows(
                    """
                    SELECT CAST(pg_try_advisory_lock(\(Self.kind), hashtext(current_schema() || '/' || $1)) AS INTEGER)
                    """,
                    [.text(name)]
                )[0]
                return try row.flag()
            }
        }
    }

    deinit {
        // Its connection closes with the last reference to it.
        Task { [lane] in await lane.close() }
    }
}

/// A lock on a file beside the database's own.
final class SQLiteClaim: DatabaseClaim {
    private let descriptor: Int32

    /// - Returns: `nil` when another process has it.
    init?(_ path: String) throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StorageError(.cannotOpen, "\(path) cannot be opened.", cause: String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
    }

    func renew() -> Bool { true }

    deinit { close(descriptor) }
}
