import ArgumentParser
import ContactCenter
import Foundation
import Logging
import PBXSimulator
import Storage
import TestSupport

/// What the benchmarks of the whole server have in common.
struct LoadOptions: ParsableArguments {
    @Option(help: "sqlite or postgreSQL; the latter needs \(TestServer.variable), see scripts/postgresql-for-tests.")
    var database = TestEngine.sqlite

    @Flag(help: "Print JSON instead of a table.")
    var json = false

    var settings: [String: String] {
        ["database": database == .sqlite ? "SQLite, WAL, synchronous FULL" : "PostgreSQL, fsync, synchronous_commit"]
    }

    /// An empty database, and a folder for the server's log; both are gone afterwards.
    func withPlace(_ measure: (_ database: DatabaseLocation, _ folder: String) async throws -> Void) async throws {
        try await database.withEmptyDatabase { database in
            try await TestFolder.with { try await measure(database, $0) }
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
}

extension Date {
    /// The end of the last whole day (UTC): what is made up ends with it.
    static var lastMidnight: Date {
        Date(timeIntervalSince1970: (Date().timeIntervalSince1970 / 86_400).rounded(.down) * 86_400)
    }
}
