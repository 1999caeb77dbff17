import ContactCenter

extension LiveDesk {
    /// Waits until the desk says what is waited for.
    ///
    /// - Parameters:
    ///   - updates: from before the order that is to bring it about.
    ///   - present: whether it is so already, asked where updates were dropped.
    ///   - change: whether this says so.
    /// - Returns: the first outcome; `nil` when there is none in time.
    func first<Outcome: Sendable>(
        of updates: AsyncStream<LiveUpdate>,
        within limit: Duration,
        present: @escaping @Sendable () async -> Outcome?,
        change: @escaping @Sendable (LiveChange) -> Outcome?
    ) async -> Outcome? {
        await withTaskGroup(of: Outcome?.self) { tasks in
            tasks.addTask {
                for await update in updates {
                    switch update.content {
                    case .reset: if let found = await present() { return found }
                    case .changes(let changes):
                        if let found = changes.lazy.compactMap(change).first { return found }
                    }
                }
                return nil
            }
            tasks.addTask {
                try? await Task.sleep(for: limit)
                return nil
            }
            let found = await tasks.next() ?? nil
            tasks.cancelAll()
            return found
        }
    }
}
