import Synchronization

/// Hands out what was committed to the streams that asked for it; each is woken for its own interest only.
package final class ChangeFeed: Sendable {
    private struct Subscriber {
        var interest: LiveInterest
        var continuation: AsyncStream<LiveUpdate>.Continuation
    }

    private struct State {
        var subscribers: [Int: Subscriber] = [:]
        var forEverything: Set<Int> = []
        /// Readers of some phones, or of none: what concerns everybody concerns them.
        var forPhones: Set<Int> = []
        var forPhone: [Extension: Set<Int>] = [:]
        var nextID = 0
    }

    /// How many updates a reader may lag behind before it is told to start anew.
    package static let bound = 256

    private let state = Mutex(State())

    package init() {}

    package func updates(_ interest: LiveInterest) -> AsyncStream<LiveUpdate> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: LiveUpdate.self,
            bufferingPolicy: .bufferingNewest(Self.bound)
        )
        let id = state.withLock { state in
            state.nextID += 1
            state.subscribers[state.nextID] = Subscriber(interest: interest, continuation: continuation)
            switch interest {
            case .everything: state.forEverything.insert(state.nextID)
            case .phones(let phones):
                state.forPhones.insert(state.nextID)
                for phone in phones { state.forPhone[phone, default: []].insert(state.nextID) }
            }
            return state.nextID
        }
        continuation.onTermination = { [weak self] _ in self?.remove(id) }
        return stream
    }

    package var subscriberCount: Int { state.withLock(\.subscribers.count) }

    /// - Parameter phones: for each change the phones it concerns; `nil` where it concerns everybody.
    package func publish(_ changes: [(change: LiveChange, phones: Set<Extension>?)], at position: Position) {
        guard !changes.isEmpty else { return }
        state.withLock { state in
            let all = changes.map(\.change)
            for id in state.forEverything { Self.yield(all, at: position, to: state.subscribers[id]) }
            var byReader: [Int: [LiveChange]] = [:]
            for (change, phones) in changes {
                for id in Self.readers(of: phones, in: state) { byReader[id, default: []].append(change) }
            }
            for (id, own) in byReader { Self.yield(own, at: position, to: state.subscribers[id]) }
        }
    }

    package func finish() {
        let subscribers = state.withLock { Array($0.subscribers.values) }
        for subscriber in subscribers { subscriber.continuation.finish() }
    }

    private static func readers(of phones: Set<Extension>?, in state: State) -> Set<Int> {
        guard let phones else { return state.forPhones }
        return phones.reduce(into: []) { $0.formUnion(state.forPhone[$1] ?? []) }
    }

    private static func yield(_ changes: [LiveChange], at position: Position, to subscriber: Subscriber?) {
        guard let continuation = subscriber?.continuation else { return }
        let update = LiveUpdate(position: position, content: .changes(changes))
        if case .dropped = continuation.yield(update) {
            continuation.yield(LiveUpdate(position: position, content: .reset))
        }
    }

    private func remove(_ id: Int) {
        state.withLock { state in
            guard let subscriber = state.subscribers.removeValue(forKey: id) else { return }
            switch subscriber.interest {
            case .everything:
                state.forEverything.remove(id)
            case .phones(let phones):
                state.forPhones.remove(id)
                for phone in phones {
                    state.forPhone[phone]?.remove(id)
                    if state.forPhone[phone]?.isEmpty ?? false { state.forPhone[phone] = nil }
                }
            }
        }
    }
}
