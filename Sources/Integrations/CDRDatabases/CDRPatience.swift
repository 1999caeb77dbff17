import ContactCenter
import NIOPosix

/// Waits for a database of the PBX on a thread of its own, and no longer than is bearable: a firewall answers nothing at all.
final class CDRPatience: Sendable {
    private static let limit = Duration.seconds(60)

    private let threads: NIOThreadPool

    init() {
        threads = NIOThreadPool(numberOfThreads: 1)
        threads.start()
    }

    deinit { threads.shutdownGracefully { _ in } }

    /// - Throws: what the work throws, and `CDRSourceError` when the time is up.
    func run<Result: Sendable>(
        _ database: CDRDatabase,
        _ work: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        let late = CDRSourceError(.refused("it does not answer"), path: database.description)
        return try await threads.run(within: Self.limit, orThrow: late, work)
    }
}
