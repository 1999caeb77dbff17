import ContactCenter

/// A database on a PostgreSQL server.
///
/// Writing has connections of its own, so that events from the PBX never wait for what people look up.
package final class PostgreSQL: Database {
    /// How long a statement waits for another session that holds its rows.
    package static let defaultLockTimeout = Duration.seconds(5)

    private static let oldestServer = 150_000
    private static let writingConnections = 2
    private static let readingConnections = 4
    /// The journal and people's marks take rows in different orders, so that now and then they wait for each other.
    private static let retries = 2
    /// The same number in all programs that change a schema: `priy` in ASCII.
    private static let schemaLock = 0x7072_6979

    package let dialect = Dialect.postgreSQL
    private let writers: PostgreSQLLane
    private let readers: PostgreSQLLane
    private let location: DatabaseLocation
    private let options: PostgreSQLOptions

    private init(_ location: DatabaseLocation, options: PostgreSQLOptions) {
        self.location = location
        self.options = options
        writers = PostgreSQLLane(location, options: options, connections: Self.writingConnections)
        readers = PostgreSQLLane(location, options: options, connections: Self.readingConnections)
    }

    /// Connects once, to see that the server is one that the journal can live in.
    package static func open(
        connectionString: String,
        lockTimeout: Duration = defaultLockTimeout
    ) async throws -> PostgreSQL {
        let options = try PostgreSQLOptions(connectionString: connectionString, lockTimeout: lockTimeout)
        let database = PostgreSQL(.postgreSQL(connectionString: connectionString), options: options)
        do {
            try await database.requireSuitableServer()
        } catch {
            await database.close()
            throw error
        }
        return database
    }

    package func read<Result: Sendable>(
        _ work: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await readers.run { connection in
            try connection.transaction(opening: ["BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"], work)
        }
    }

    package func write<Result: Sendable>(
        _ work: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await writers.run { connection in
            let opening = ["BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"]
            for _ in 0..<Self.retries {
                do {
                    return try connection.transaction(opening: opening, work)
                } catch let error as StorageError where error.isVictim && connection.isUsable {
                    // The other one goes on now. Nothing was written.
                    continue
                }
            }
            return try connection.transaction(opening: opening, work)
        }
    }

    package func exclusively<Result: Sendable>(
        _ work: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await writers.run { connection in
            // Another node may be busy with a long migration.
            let opening = [
                "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE",
                "SET LOCAL lock_timeout = '10min'",
                "SELECT pg_advisory_xact_lock(\(Self.schemaLock), hashtext(current_schema()))",
                "SET LOCAL lock_timeout = '1min'",
            ]
            return try connection.transaction(opening: opening, work)
        }
    }

    package func claim(_ name: String) async throws -> (any DatabaseClaim)? {
        let claim = PostgreSQLClaim(name, location, options: options)
        return try await claim.renew() ? claim : nil
    }

    package func inspect() async throws -> EngineFacts {
        let names = ["server_encoding", "synchronous_commit", "fsync", "full_page_writes"]
        let (version, size, values) = try await read { transaction in
            var facts = try transaction.rows(
                "SELECT current_setting('server_version'), pg_database_size(current_database())"
            )[0]
            let settings = try transaction.rows("SELECT current_setting($1)", each: names.map { [.text($0)] })
            return try (
                facts.text(), facts.integer(),
                settings.map { rows in
                    var row = rows[0]
                    return try row.text()
                }
            )
        }
        let settings = zip(names, values).map { EngineSetting($0, $1) }
        let unsafe = settings.filter { ["fsync", "full_page_writes"].contains($0.name) && $0.value != "on" }
        return EngineFacts(
            engine: "PostgreSQL \(version.prefix { $0 != " " })",
            settings: settings,
            size: size,
            problems: unsafe.map {
                "The server runs with \($0.name) = \($0.value): a power cut may destroy the database."
            }
        )
    }

    package func close() async {
        await writers.close()
        await readers.close()
    }

    private func requireSuitableServer() async throws {
        try Self.requireVersion(await readers.run { $0.serverVersion })
        let (encoding, ctype) = try await read { transaction in
            var row = try transaction.rows(
                "SELECT pg_encoding_to_char(encoding), datctype FROM pg_database WHERE datname = current_database()"
            )[0]
            return try (row.text(), row.text())
        }
        guard encoding == "UTF8", try await knowsLetters else {
            throw StorageError(
                .wrongEncoding,
                """
                The database has encoding \(encoding) and character type \(ctype), in which names cannot be searched: \
                make one with CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' \
                LC_CTYPE 'C.UTF-8'.
                """
            )
        }
        try await requireTrigrams()
    }

    /// The extension by which clients are found by any part of what is known of them.
    private func requireTrigrams() async throws {
        let (isThere, isAvailable, isAllowed) = try await read { transaction in
            var row = try transaction.rows(
                """
                SELECT CAST(EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm') AS INTEGER),
                    CAST(EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm') AS INTEGER),
                    CAST(has_database_privilege(current_database(), 'CREATE') AS INTEGER)
                """
            )[0]
            return try (row.flag(), row.flag(), row.flag())
        }
        try Self.requireTrigrams(isThere: isThere, isAvailable: isAvailable, isAllowed: isAllowed)
    }

    static func requireTrigrams(isThere: Bool, isAvailable: Bool, isAllowed: Bool) throws {
        guard !isThere else { return }
        guard isAvailable else {
            throw StorageError(
                .missingExtension,
                """
                The database server lacks the extension pg_trgm, by which clients are found: install the package with \
                PostgreSQL's own extensions (postgresql-contrib, where it is apart from the server).
                """
            )
        }
        guard isAllowed else {
            throw StorageError(
                .missingExtension,
                """
                The database needs the extension pg_trgm, by which clients are found, and its user may not create it: \
                run CREATE EXTENSION pg_trgm in it as its owner, or give the user the right CREATE on the database.
                """
            )
        }
    }

    /// Asked of the server by example: names of character types differ from system to system.
    private var knowsLetters: Bool {
        get async throws {
            try await read { transaction in
                var row = try transaction.rows("SELECT CAST(upper('ё') = 'Ё' AS INTEGER)")[0]
                return try row.flag()
            }
        }
    }

    /// - Parameter version: 150020 for 15.20.
    static func requireVersion(_ version: Int) throws {
        guard version < oldestServer else { return }
        throw StorageError(
            .serverTooOld,
            "PostgreSQL 15 or newer is needed, the server is \(version / 10_000).\(version % 10_000): upgrade it."
        )
    }
}
