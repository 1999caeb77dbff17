@testable import Storage

/// A database that answers nothing, under stores that a test has no use for.
struct NoDatabase: Database {
    var dialect: Dialect { .sqlite }

    func read<Result: Sendable>(_ work: @escaping @Sendable (any Transaction) throws -> Result) async throws -> Result {
        throw StorageError(.closed, "This test has no database.")
    }

    func write<Result: Sendable>(_ work: @escaping @Sendable (any Transaction) throws -> Result) async throws -> Result
    {
        throw StorageError(.closed, "This test has no database.")
    }

    func exclusively<Result: Sendable>(
        _ work: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        throw StorageError(.closed, "This test has no database.")
    }

    func inspect() async throws -> EngineFacts { throw StorageError(.closed, "This test has no database.") }

    func claim(_ name: String) async throws -> (any DatabaseClaim)? { nil }

    func close() async {}
}
