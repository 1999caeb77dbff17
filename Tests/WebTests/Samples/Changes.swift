/// Wakes those who wait for a condition. A wait ends by the test's time limit, too.
struct Changes {
    private var listeners: [AsyncStream<Void>.Continuation] = []

    mutating func listen() -> AsyncStream<Void> {
        let (changes, change) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        change.yield()
        listeners.append(change)
        return changes
    }

    func announce() {
        for listener in listeners { listener.yield() }
    }
}
