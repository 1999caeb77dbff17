import Synchronization

/// Which channels of a stream may have something to send, and whether a sign of life is due.
///
/// A channel that rests, because its page was changed just now, stays on the agenda until its rest is over.
final class LiveAgenda: Sendable {
    private struct State {
        var changed: Set<Int> = []
        var resting: Set<Int> = []
        var isBeatDue = false
    }

    private let state = Mutex(State())
    private let wake: AsyncStream<Void>.Continuation
    /// Yields whenever there may be something to do; finishes when the stream shall end.
    let wakes: AsyncStream<Void>

    init() { (wakes, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

    func noteChange(of channel: Int) {
        state.withLock { _ = $0.changed.insert(channel) }
        wake.yield()
    }

    /// A heartbeat looks for changes as well: some come by the time alone.
    func noteBeat(of channels: Range<Int>) {
        state.withLock {
            $0.changed.formUnion(channels)
            $0.isBeatDue = true
        }
        wake.yield()
    }

    /// Takes the channels that may be looked at now, in their order.
    func take() -> (channels: [Int], isBeatDue: Bool) {
        state.withLock { state in
            let ready = state.changed.subtracting(state.resting)
            state.changed.subtract(ready)
            defer { state.isBeatDue = false }
            return (ready.sorted(), state.isBeatDue)
        }
    }

    func rest(_ channel: Int) { state.withLock { _ = $0.resting.insert(channel) } }

    func endRest(of channel: Int) {
        state.withLock { _ = $0.resting.remove(channel) }
        wake.yield()
    }

    func finish() { wake.finish() }
}
