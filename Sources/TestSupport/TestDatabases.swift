import Foundation
import Logging
import Storage

/// The engines on which every test of a store runs.
package enum TestEngine: String, CaseIterable, Sendable {
    case sqlite
    case postgreSQL

    /// Runs a test on an empty database of its own, which is deleted afterwards.
    package func withEmptyDatabase<Result>(
        _ test: (DatabaseLocation) async throws -> Result
    ) async throws -> Result {
        switch self {
        case .sqlite: try await TestFolder.with { try await test(.sqlite(path: $0 + "/test.db")) }
        case .postgreSQL: try await TestServer.withDatabase(test)
        }
    }

    /// Runs a test on a database of its own that has the program's schema.
    package func withDatabase<Result>(_ test: (DataStore) async throws -> Result) async throws -> Result {
        try await withEmptyDatabase { location in
            let store = try await DataStore.open(
                location,
                numbers: .russian,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            )
            do {
                try await store.migrate()
                let result = try await test(store)
                await store.close()
                return result
            } catch {
                await store.close()
                throw error
            }
        }
    }
}

/// A folder that lives as long as a test.
package enum TestFolder {
    package static func with<Result>(_ test: (_ path: String) async throws -> Result) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("priyom-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await test(folder.path)
    }
}

/// The PostgreSQL server that the tests' runner has started, see `scripts/postgresql-for-tests`.
///
/// Each test gets a schema of its own, which its connections use by their search path.
package enum TestServer {
    package static let variable = "PRIYOM_TEST_POSTGRESQL"

    package struct Missing: Error, CustomStringConvertible {
        package let description = """
            \(variable) is not set: run scripts/test, which starts a PostgreSQL server for the tests, or start one with \
            scripts/postgresql-for-tests and put the address that it prints into \(variable).
            """
    }

    /// The address with rights to create schemas and databases.
    package static var address: String {
        get throws {
            guard let address = ProcessInfo.processInfo.environment[variable], !address.isEmpty else { throw Missing() }
            return address
        }
    }

    /// One connection for all tests, which are many at a time.
    private static let server = Task { try await PostgreSQL.open(connectionString: address) }

    static func withDatabase<Result>(_ test: (DatabaseLocation) async throws -> Result) async throws -> Result {
        let (address, server) = try await (address, server.value)
        let name = "test_\(UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: ""))"
        try await server.write { try $0.execute("CREATE SCHEMA \(name)") }
        let separator = address.contains("?") ? "&" : "?"
        let own = "\(address)\(separator)options=-csearch_path%3D\(name)&application_name=\(name)"
        do {
            let result = try await test(.postgreSQL(connectionString: own))
            try await server.write { try $0.execute("DROP SCHEMA \(name) CASCADE") }
            return result
        } catch {
            try? await server.write { try $0.execute("DROP SCHEMA \(name) CASCADE") }
            throw error
        }
    }
}
