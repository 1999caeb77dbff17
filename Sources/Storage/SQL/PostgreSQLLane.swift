import NIOPosix
import Synchronization

/// A few connections with a thread for each. Work waits for its turn in its own lane only.
final class PostgreSQLLane: Sendable {
    private let location: DatabaseLocation
    private let options: PostgreSQLOptions
    private let threads: NIOThreadPool
    private let idle = Mutex<[PostgreSQLConnection]>([])

    init(_ location: DatabaseLocation, options: PostgreSQLOptions, connections: Int) {
        self.location = location
        self.options = options
        threads = NIOThreadPool(numberOfThreads: connections)
        threads.start()
    }

    /// Runs work with a connection that nobody else uses meanwhile. A lost one is replaced at the next use.
    func run<Result: Sendable>(
        _ work: @escaping @Sendable (PostgreSQLConnection) throws -> Result
    ) async throws -> Result {
        do {
            return try await threads.runIfActive { [self] in
                let connection = try usableConnection()
                defer {
                    if connection.isUsable {
                        idle.withLock { $0.append(connection) }
                    }
                }
                return try work(connection)
            }
        } catch is CancellationError where !Task.isCancelled {
            // What the threads say when they have been stopped.
            throw StorageError(.closed, "The database \(location) was used after it was closed.")
        }
    }

    func close() async {
        try? await threads.shutdownGracefully()
        idle.withLock { $0 = [] }
    }

    private func usableConnection() throws -> PostgreSQLConnection {
        while let connection = idle.withLock({ $0.popLast() }) {
            if connection.isUsable { return connection }
        }
        return try PostgreSQLConnection(location, options: options)
    }
}
