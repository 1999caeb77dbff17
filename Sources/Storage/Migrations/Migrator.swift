import Foundation

/// Brings a database from whatever version it has to the program's, forward only.
package struct Migrator: Sendable {
    private let migrations: [Migration]
    private let now: @Sendable () -> Date

    package init(migrations: [Migration] = Migration.all, now: @escaping @Sendable () -> Date = { Date() }) {
        self.migrations = migrations
        self.now = now
    }

    package var newestVersion: Int { migrations.last?.number ?? 0 }

    /// Applies what is missing, each migration in a transaction of its own, while no other program migrates.
    ///
    /// - Returns: the migrations that were applied.
    /// - Throws: `StorageError` with code `newerSchema` or `foreignSchema` before anything was changed.
    @discardableResult
    package func migrate(_ database: any Database) async throws -> [Migration] {
        var applied: [Migration] = []
        while let migration = try await applyNext(to: database) {
            applied.append(migration)
        }
        return applied
    }

    /// The number of the last migration applied; 0 in a database that has none.
    package func version(of database: any Database) async throws -> Int {
        try await database.read { transaction in
            guard try hasList(transaction, database.dialect) else { return 0 }
            return try applied(transaction).last?.number ?? 0
        }
    }

    private func applyNext(to database: any Database) async throws -> Migration? {
        try await database.exclusively { transaction in
            if try !hasList(transaction, database.dialect) {
                try transaction.execute(Self.list)
            }
            let applied = try applied(transaction)
            try check(applied, database.dialect)
            guard applied.count < migrations.count else { return nil }
            let migration = migrations[applied.count]
            for statement in migration.statements(for: database.dialect) {
                try transaction.execute(statement)
            }
            try transaction.execute(
                "INSERT INTO priyom_migrations (number, name, checksum, applied_at) VALUES ($1, $2, $3, $4)",
                [
                    .integer(migration.number), .text(migration.name),
                    .text(migration.checksum(in: database.dialect)), .instant(now()),
                ]
            )
            return migration
        }
    }

    private func check(_ applied: [Applied], _ dialect: Dialect) throws {
        if let newest = applied.last, newest.number > newestVersion {
            throw StorageError(
                .newerSchema,
                """
                The database has version \(newest.number), this program knows \(newestVersion): \
                a newer priyom has been at it. Start that one, or restore the backup from before.
                """
            )
        }
        for (step, migration) in zip(applied, migrations)
        where step.number != migration.number || step.checksum != migration.checksum(in: dialect) {
            throw StorageError(
                .foreignSchema,
                """
                Migration \(step.number) of the database (\(step.name)) is not this program's: \
                it was built by another edition of priyom. Start that one, or name another database.
                """
            )
        }
    }

    // MARK: - The list of applied migrations

    private struct Applied {
        let number: Int
        let name: String
        let checksum: String
    }

    private static let list = """
        CREATE TABLE priyom_migrations (
            number INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            checksum TEXT NOT NULL,
            applied_at {bigint} NOT NULL
        ) {strict}
        """

    private func hasList(_ transaction: any Transaction, _ dialect: Dialect) throws -> Bool {
        try !transaction.rows(dialect.findTable, [.text("priyom_migrations")]).isEmpty
    }

    private func applied(_ transaction: any Transaction) throws -> [Applied] {
        try transaction.rows("SELECT number, name, checksum FROM priyom_migrations ORDER BY number").map { row in
            var row = row
            return try Applied(number: Int(row.integer()), name: row.text(), checksum: row.text())
        }
    }
}
