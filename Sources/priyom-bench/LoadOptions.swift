import ArgumentParser
import ContactCenter
import Foundation
import Logging
import PBXSimulator
import Storage
import TestSupport

/// A database that is filled once and measured as often as one likes: filling it takes longer than measuring.
struct KeptDatabase: ParsableArguments {
    @Option(
        name: .customLong("kept"),
        help: "A database that stays: a file, or postgresql://…; it is filled where it is empty. Else one of its own."
    )
    var location: String?

    /// - Returns: the kept one, or an empty one of this engine that is gone afterwards.
    func with(else engine: TestEngine, _ work: (DatabaseLocation) async throws -> Void) async throws {
        guard let location else { return try await engine.withEmptyDatabase(work) }
        try await work(DatabaseLocation(setting: location))
    }
}

/// What the benchmarks of the whole server have in common.
struct LoadOptions: ParsableArguments {
    @Option(help: "sqlite or postgreSQL; the latter needs \(TestServer.variable), see scripts/postgresql-for-tests.")
    var database = TestEngine.sqlite

    @Flag(help: "Print JSON instead of a table.")
    var json = false

    var settings: [String: String] {
        ["database": database == .sqlite ? "SQLite, WAL, synchronous FULL" : "PostgreSQL, fsync, synchronous_commit"]
    }

    /// An empty database, or the kept one, and a folder for the server's log; both are gone afterwards.
    func withPlace(
        in kept: KeptDatabase? = nil,
        _ measure: (_ database: DatabaseLocation, _ folder: String) async throws -> Void
    ) async throws {
        let measureInFolder = { (database: DatabaseLocation) in
            try await TestFolder.with { try await measure(database, $0) }
        }
        if let kept {
            try await kept.with(else: database, measureInFolder)
        } else {
            try await database.withEmptyDatabase(measureInFolder)
        }
    }

    /// A PBX that sends as many events and bytes for a call as a real one, all event classes switched on.
    func simulator(desks: Int) -> PBXSimulator {
        var configuration = SimulatorConfiguration()
        configuration.port = 0
        configuration.patterns = ["load"]
        configuration.site = .standard(desks: desks)
        return PBXSimulator(configuration)
    }
}

extension TestEngine: ExpressibleByArgument {}

extension DataStore {
    /// The benchmark's own connections to the database that it measures.
    static func open(_ database: DatabaseLocation) async throws -> DataStore {
        try await open(database, numbers: .russian, logger: Logger(label: "priyom-bench"))
    }

    func isEmpty(_ table: String) async throws -> Bool {
        try await database.read { try $0.rows("SELECT 1 FROM \(table) LIMIT 1").isEmpty }
    }

    /// Waits until PostgreSQL has tidied up by itself what was just filled, as it has long done where a business fills a database in a
    /// year; for ten minutes at most.
    func waitUntilTidied() async throws {
        guard case .postgreSQL = database.dialect else { return }
        for _ in 0..<600 {
            let waiting = try await database.read { transaction in
                var row = try transaction.rows(
                    """
                    SELECT COUNT(*) FROM pg_stat_user_tables
                    WHERE schemaname = current_schema() AND n_live_tup > 10000
                        AND (last_autovacuum IS NULL OR last_autoanalyze IS NULL AND last_analyze IS NULL)
                    """
                )[0]
                return try row.integer()
            }
            if waiting == 0 { return }
            try await Task.sleep(for: .seconds(1))
        }
        throw BenchmarkFailure("PostgreSQL has not tidied up within ten minutes: is autovacuum on?")
    }
}

extension Date {
    /// The end of the last whole day (UTC): what is made up ends with it.
    static var lastMidnight: Date {
        Date(timeIntervalSince1970: (Date().timeIntervalSince1970 / 86_400).rounded(.down) * 86_400)
    }
}
