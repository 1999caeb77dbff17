extension LiveDesk {
    /// Keeps a figure true that is counted elsewhere: counts at once and after updates, at most once in `pace`, and looks after
    /// `interval` for what other programs wrote and for what has grown too old.
    ///
    /// - Parameters:
    ///   - interests: whose updates may change the figure.
    ///   - isConcerned: which of them do.
    ///   - look: done before each of those looks.
    package func recount(
        after interests: LiveInterest...,
        where isConcerned: @escaping @Sendable (LiveUpdate) -> Bool = { _ in true },
        pace: Duration,
        interval: Duration,
        look: @escaping @Sendable () async -> Void = {},
        count: @escaping @Sendable () async -> Void
    ) async {
        var streams: [AsyncStream<LiveUpdate>] = []
        for interest in interests { streams.append(await updates(interest)) }
        let (wakes, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        await withTaskGroup(of: Void.self) { tasks in
            for stream in streams {
                tasks.addTask {
                    for await update in stream where isConcerned(update) { wake.yield() }
                    wake.finish()
                }
            }
            tasks.addTask {
                while !Task.isCancelled {
                    await look()
                    wake.yield()
                    try? await Task.sleep(for: interval)
                }
            }
            for await _ in wakes {
                await count()
                try? await Task.sleep(for: pace)
            }
            tasks.cancelAll()
        }
    }
}
