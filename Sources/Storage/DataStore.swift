import ContactCenter
import Logging

/// The opened database of an installation, with what is kept in it.
package final class DataStore: Sendable {
    package let location: DatabaseLocation
    package let callJournal: any CallJournal
    package let callLog: any CallLog
    package let access: any AccessStore

    package let database: any Database
    private let migrator = Migrator()
    private let numbers: any PhoneNumberReading
    private let logger: Logger

    init(
        _ location: DatabaseLocation,
        _ database: any Database,
        numbers: any PhoneNumberReading,
        logger: Logger
    ) {
        self.location = location
        self.database = database
        self.numbers = numbers
        self.logger = logger
        access = DatabaseAccessStore(database)
        callLog = CallLogStore(database)
        callJournal = CallJournalStore(database, numbers: numbers)
    }

    /// Opens the database and makes sure that it is one the journal can live in. Changes nothing in it.
    ///
    /// - Parameter numbers: understands the telephone numbers of calls.
    /// - Throws: `StorageError`, in words for the operator. An empty database is none: `migrate` fills it.
    package static func open(
        _ location: DatabaseLocation,
        numbers: any PhoneNumberReading,
        logger: Logger
    ) async throws -> DataStore {
        let database: any Database =
            switch location {
            case .sqlite(let path): try await SQLite.open(path: path)
            case .postgreSQL(let connectionString): try await PostgreSQL.open(connectionString: connectionString)
            }
        return DataStore(location, database, numbers: numbers, logger: logger)
    }

    /// Brings the schema to the program's version, and the keys of telephone numbers to the business's country. To be done at
    /// every start, before the journal is used.
    ///
    /// - Returns: the version from before.
    /// - Throws: `StorageError` with code `newerSchema` when a newer program has been at the database.
    @discardableResult
    package func migrate() async throws -> Int {
        let before = try await schemaVersion
        for migration in try await migrator.migrate(database) {
            logger.info(
                "Database migrated",
                metadata: ["migration": "\(migration.number)", "name": "\(migration.name)"]
            )
        }
        try await writeNumberKeys()
        return before
    }

    /// How many calls at a time get the keys of their numbers and are listed, so that none waits long to be written meanwhile.
    private static let numberStep = 2_000

    /// Most often there is nothing to do; after an upgrade it takes a minute or two for a million calls.
    private func writeNumberKeys() async throws {
        var total = 0
        var count: Int
        repeat {
            count = try await database.write { [numbers] in
                try NumberKeys.write(limit: Self.numberStep, numbers: numbers, in: $0)
            }
            total += count
        } while count == Self.numberStep
        if total > 0 {
            logger.info(
                "Telephone numbers of earlier calls read, calls listed",
                metadata: ["calls": "\(total)", "country": "\(numbers.country)"]
            )
        }
    }

    /// The last migration that was applied to the database; 0 when it is empty.
    package var schemaVersion: Int {
        get async throws { try await migrator.version(of: database) }
    }

    /// The last migration that the program knows.
    package var newestSchemaVersion: Int { migrator.newestVersion }

    /// What `doctor` tells. Reads the whole file of an SQLite database: seconds where it is large.
    package func check() async throws -> DatabaseFacts {
        DatabaseFacts(
            location: location.description,
            engine: try await database.inspect(),
            schemaVersion: try await schemaVersion,
            newestSchemaVersion: newestSchemaVersion
        )
    }

    package func close() async {
        await database.close()
    }
}
