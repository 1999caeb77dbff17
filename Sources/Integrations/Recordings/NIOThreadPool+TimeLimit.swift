import NIOPosix
import Synchronization

extension NIOThreadPool {
    /// Runs work that may block for ever, as reading a folder does whose server has gone, and waits for it no longer than this.
    ///
    /// The thread stays with the work; who waits goes on.
    ///
    /// - Throws: what the work throws, and `late` when the time is up.
    func run<Result: Sendable>(
        within limit: Duration,
        orThrow late: any Error,
        _ work: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        let answer = FirstAnswer<Result>()
        let alarm = Task {
            try await Task.sleep(for: limit)
            answer.give(.failure(late))
        }
        defer { alarm.cancel() }
        return try await withCheckedThrowingContinuation { continuation in
            answer.continuation.withLock { $0 = continuation }
            submit { state in
                guard state == .active else { return answer.give(.failure(late)) }
                answer.give(Swift.Result(catching: work))
            }
        }
    }
}

/// Of two who answer the first one counts.
private final class FirstAnswer<Value: Sendable>: Sendable {
    let continuation = Mutex<CheckedContinuation<Value, any Error>?>(nil)

    func give(_ result: Result<Value, any Error>) {
        continuation.withLock { continuation in
            continuation?.resume(with: result)
            continuation = nil
        }
    }
}
