import Synchronization

/// How long the requests of many operators took.
final class ActTimes: Sendable {
    private let times = Mutex<[WorkingOperator.Act: [Double]]>([:])

    var count: Int { times.withLock { $0.values.map(\.count).reduce(0, +) } }

    func milliseconds(of act: WorkingOperator.Act) -> [Double] { times.withLock { $0[act, default: []] } }

    /// - Parameter began: now, unless it was to begin earlier.
    func measure<Result>(
        _ act: WorkingOperator.Act,
        since began: ContinuousClock.Instant = .now,
        _ work: () async throws -> Result
    ) async throws -> Result {
        let result = try await work()
        let time = (ContinuousClock.now - began).seconds * 1_000
        times.withLock { $0[act, default: []].append(time) }
        return result
    }
}
