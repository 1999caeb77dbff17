import ArgumentParser
import PBXSimulator
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
