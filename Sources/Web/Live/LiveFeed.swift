import ContactCenter
import Foundation
import ServiceLifecycle

/// The stream behind one open page: follows the desk and sends what changed, for as long as the browser reads.
struct LiveFeed: Sendable {
    var desk: any LiveDesk
    var earlierCalls: EarlierCalls
    var memory: CardMemory
    var now: @Sendable () -> Date
    /// A page calls itself off-line after ten seconds of silence.
    var heartbeat: Duration = .seconds(4)
    /// The shortest time between two patches, for pages on which the eye could not follow more.
    var pace: Duration = .zero
    /// Returns when the reader may see no more.
    var end: @Sendable () async -> Void

    init(
        desk: any LiveDesk,
        earlierCalls: EarlierCalls,
        memory: CardMemory,
        now: @escaping @Sendable () -> Date,
        heartbeat: Duration = .seconds(4),
        until end: @escaping @Sendable () async -> Void
    ) {
        self.desk = desk
        self.earlierCalls = earlierCalls
        self.memory = memory
        self.now = now
        self.heartbeat = heartbeat
        self.end = end
    }

    func paced(by pace: Duration) -> LiveFeed {
        var feed = self
        feed.pace = pace
        return feed
    }

    /// Sends until the desk's stream ends, the reader may see no more, the server shuts down, or the task is cancelled.
    ///
    /// - Parameter seen: the position at which the browser's page was rendered, if it told.
    func run(
        _ page: some LivePage,
        for viewer: Viewer,
        from seen: Position?,
        send: (ServerSentEvent) async throws -> Void
    ) async throws {
        // Subscribed before the snapshot: what comes in between is in both, and dropped by its position.
        let updates = await desk.updates(page.interest)
        let view = LiveView(page, for: viewer, from: await desk.snapshot())
        let (wakes, wake) = AsyncStream<Wake>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let (questions, ask) = AsyncStream<EarlierCalls.Question>.makeStream(bufferingPolicy: .bufferingNewest(64))

        try await withThrowingTaskGroup(of: Void.self) { tasks in
            defer { tasks.cancelAll() }
            _ = await view.recall(from: memory)
            try await send(view.opening(from: seen, at: now()))
            for question in await view.newQuestions() { ask.yield(question) }

            tasks.addTask {
                for await update in updates where await take(update, into: view) {
                    wake.noteChange()
                    // The card does not wait for what was noted on it.
                    if await view.recall(from: memory) { wake.noteChange() }
                    for question in await view.newQuestions() { ask.yield(question) }
                }
                wake.finish()
            }
            tasks.addTask {
                for await question in questions {
                    await view.learn(earlierCalls.answer(to: question), to: question)
                    wake.noteChange()
                }
            }
            tasks.addTask {
                await end()
                wake.finish()
            }
            tasks.addTask {
                while true {
                    try await Task.sleep(for: heartbeat)
                    wake.yield(.heartbeat)
                }
            }

            for await reason in wakes.cancelOnGracefulShutdown() {
                if let change = await view.change(at: now()) {
                    try await send(change)
                    if pace > .zero { try await Task.sleep(for: pace) }
                } else if reason == .heartbeat {
                    try await send(.beat(at: now()))
                }
            }
        }
    }

    private func take<Page>(_ update: LiveUpdate, into view: LiveView<Page>) async -> Bool {
        switch update.content {
        case .changes(let changes):
            return await view.apply(changes, at: update.position)
        case .reset:
            await view.show(desk.snapshot())
            return true
        }
    }
}

/// Why a feed looks whether there is something to send.
private enum Wake {
    case change
    case heartbeat
}

extension AsyncStream<Wake>.Continuation {
    /// A heartbeat that is due is not lost to the change: it looks for changes as well.
    fileprivate func noteChange() {
        if case .dropped(.heartbeat) = yield(.change) { yield(.heartbeat) }
    }
}
