import NIOCore
import Synchronization

/// What waits for the reader of a session. Bounded: what does not fit stays in the socket.
final class Inbox: Sendable {
    private struct State {
        var events = CircularBuffer<(event: AMISessionEvent, size: Int)>()
        var size = 0
        var isFull = false
        var isFinished = false
        var resumeReading: (@Sendable () -> Void)?
    }

    private let limit: Int
    private let state = Mutex(State())
    private let arrival = Signal()
    private let room = Signal()

    /// - Parameter limit: in bytes of memory held.
    init(limit: Int) {
        self.limit = limit
    }

    /// Bytes of memory held for the reader.
    var size: Int { state.withLock(\.size) }

    /// - Returns: whether more may come now; if not, the closure given to `onRoom` tells when.
    @discardableResult
    func put(_ event: AMISessionEvent, size: Int = 256) -> Bool {
        defer { arrival.raise() }
        return state.withLock { state in
            guard !state.isFinished else { return true }
            state.events.append((event, size))
            state.size += size
            if state.size >= limit { state.isFull = true }
            return !state.isFull
        }
    }

    /// - Returns: `nil` when finished and empty, or when the task is cancelled.
    func next() async -> AMISessionEvent? {
        while !Task.isCancelled {
            if let event = take() { return event }
            if state.withLock({ $0.isFinished && $0.events.isEmpty }) { return nil }
            await arrival.wait()
        }
        return nil
    }

    private func take() -> AMISessionEvent? {
        var resumeReading: (@Sendable () -> Void)?
        let event: AMISessionEvent? = state.withLock { state in
            guard let (event, size) = state.events.popFirst() else { return nil }
            state.size -= size
            if state.isFull, state.size <= limit / 2 {
                state.isFull = false
                resumeReading = state.resumeReading
                room.raise()
            }
            return event
        }
        resumeReading?()
        return event
    }

    /// Who is to be told when there is room again after there was none.
    func onRoom(_ resumeReading: (@Sendable () -> Void)?) {
        state.withLock { $0.resumeReading = resumeReading }
    }

    func waitForRoom() async {
        while state.withLock(\.isFull), !Task.isCancelled { await room.wait() }
    }

    func finish() {
        state.withLock { $0.isFinished = true }
        arrival.raise()
    }
}

/// Wakes the one task that waits, or lets its next wait pass at once.
private struct Signal: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func raise() { continuation.yield() }

    /// Returns at once when the task is cancelled.
    func wait() async {
        var iterator = stream.makeAsyncIterator()
        await iterator.next()
    }
}
