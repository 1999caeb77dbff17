import ContactCenter
import Foundation
import ServiceLifecycle

/// The event stream of one browser: follows the desk for all pages that it has open, and sends what changed, for as long as
/// the browser reads.
struct LiveFeed: Sendable {
    var desk: any LiveDesk
    var earlierCalls: EarlierCalls
    var memory: CardMemory
    var now: @Sendable () -> Date
    /// A page calls itself off-line after ten seconds of silence.
    var heartbeat: Duration = .seconds(4)
    /// Done at each beat: what pages show besides the desk is read anew.
    var beforeBeat: @Sendable () async -> Void
    /// Returns when the reader may see no more.
    var end: @Sendable () async -> Void

    init(
        desk: any LiveDesk,
        earlierCalls: EarlierCalls,
        memory: CardMemory,
        now: @escaping @Sendable () -> Date,
        heartbeat: Duration = .seconds(4),
        beforeBeat: @escaping @Sendable () async -> Void = {},
        until end: @escaping @Sendable () async -> Void
    ) {
        self.desk = desk
        self.earlierCalls = earlierCalls
        self.memory = memory
        self.now = now
        self.heartbeat = heartbeat
        self.beforeBeat = beforeBeat
        self.end = end
    }

    private typealias Asked = (channel: Int, question: EarlierCalls.Question)

    /// Sends until the desk's stream ends, the reader may see no more, the server shuts down, or the task is cancelled.
    func run(_ channels: [any LiveChannel], send: (ServerSentEvent) async throws -> Void) async throws {
        // Subscribed before the snapshot: what comes in between is in both, and dropped by its position.
        var updates: [AsyncStream<LiveUpdate>] = []
        for channel in channels { updates.append(await desk.updates(channel.interest)) }
        let snapshot = await desk.snapshot()
        let agenda = LiveAgenda()
        let (asked, ask) = AsyncStream<Asked>.makeStream(bufferingPolicy: .bufferingNewest(64))

        // A stream lives for days: what its tasks leave behind must not be kept.
        try await withThrowingDiscardingTaskGroup { tasks in
            defer { tasks.cancelAll() }
            for (index, channel) in channels.enumerated() {
                await channel.show(snapshot)
                _ = await channel.recall(from: memory)
                try await send(channel.opening(at: now()))
                for question in await channel.newQuestions() { ask.yield((index, question)) }
            }
            for (index, (channel, updates)) in zip(channels, updates).enumerated() {
                tasks.addTask {
                    for await update in updates where await take(update, into: channel) {
                        agenda.noteChange(of: index)
                        // The card does not wait for what was noted on it.
                        if await channel.recall(from: memory) { agenda.noteChange(of: index) }
                        for question in await channel.newQuestions() { ask.yield((index, question)) }
                    }
                    agenda.finish()
                }
            }
            tasks.addTask {
                for await (index, question) in asked {
                    await channels[index].learn(earlierCalls.answer(to: question), to: question)
                    agenda.noteChange(of: index)
                }
            }
            tasks.addTask {
                await end()
                agenda.finish()
            }
            tasks.addTask {
                while (try? await Task.sleep(for: heartbeat)) != nil {
                    await beforeBeat()
                    agenda.noteBeat(of: channels.indices)
                }
            }

            for await _ in agenda.wakes.cancelOnGracefulShutdown() {
                let (changed, isBeatDue) = agenda.take()
                var hasSent = false
                for index in changed {
                    guard let change = await channels[index].change(at: now()) else { continue }
                    try await send(change)
                    hasSent = true
                    let pace = channels[index].pace
                    guard pace > .zero else { continue }
                    agenda.rest(index)
                    tasks.addTask {
                        try? await Task.sleep(for: pace)
                        agenda.endRest(of: index)
                    }
                }
                if isBeatDue, !hasSent { try await send(.beat(at: now())) }
            }
        }
    }

    private func take(_ update: LiveUpdate, into channel: any LiveChannel) async -> Bool {
        switch update.content {
        case .changes(let changes):
            return await channel.apply(changes, at: update.position)
        case .reset:
            await channel.show(desk.snapshot())
            return true
        }
    }
}
