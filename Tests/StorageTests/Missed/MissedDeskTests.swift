import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("The number of callers who wait is kept true")
struct MissedDeskTests {
    /// Remembers what it is shown.
    private actor Desk: LiveDesk {
        let counts: AsyncStream<Int>
        private let count: AsyncStream<Int>.Continuation
        private let stream: AsyncStream<LiveUpdate>
        private let updates: AsyncStream<LiveUpdate>.Continuation
        private(set) var spam: Set<NumberKey> = []
        let floor = Floor()

        init() {
            (counts, count) = AsyncStream.makeStream()
            (stream, updates) = AsyncStream.makeStream()
        }

        func snapshot() -> LiveSnapshot { LiveSnapshot(position: .start, calls: [], lastEnded: [], floor: floor) }
        func updates(_ interest: LiveInterest) -> AsyncStream<LiveUpdate> { stream }
        func show(_ seats: [Seat]) {}
        func show(_ change: CardChange, of call: CallID, at phones: Set<Extension>) {}
        func show(_ contact: ContactID) {}
        func show(_ document: DocumentID) {}
        func showTasks() {}
        func show(_ inboxes: [UserID: NotificationInbox]) {}
        func show(_ reception: ReceptionBoard) {}
        func show(_ board: DayBoard) {}
        func show(reminders: [UserID: ReminderLoad]) {}
        func show(presences: [UserID: Presence]) {}
        func show(queueRefusals: [UserID: [QueueName]]) {}
        func show(workLoads: [EmployeeID: WorkLoad]) {}
        func show(queueRules: [QueueName: QueueRules]) {}
        func show(missedWaiting: Int) { count.yield(missedWaiting) }
        func show(spamNumbers: Set<NumberKey>) { spam = spamNumbers }
        func publish(_ call: Call) { updates.yield(LiveUpdate(position: .start, content: .changes([.call(call)]))) }
    }

    @Test(
        "when the program starts, and after each call that ended, for the last seven days",
        arguments: TestEngine.allCases
    )
    func counts(engine: TestEngine) async throws {
        try await engine.withDatabase { store in
            let anna = try await store.access.add(.sample("anna"))
            let old = Call.missedSample(1, from: "9260000001", at: -8 * 86_400)
            _ = try await store.callJournal.commit(
                .of(old, .missedSample(2, from: "9260000002", at: -5 * 86_400), .missedSample(3, from: "9260000003"))
            )
            let seen = try #require(try await store.missed.call(3)).seen
            _ = try await store.missed.mark([seen], .spam, by: .sample(anna))
            let desk = Desk()
            let missed = MissedDesk(
                register: store.missed,
                desk: desk,
                timeZone: .gmt,
                now: { .sample(100) },
                logger: .silent
            )
            let running = Task { await missed.run(pace: .zero) }
            var counts = desk.counts.makeAsyncIterator()
            #expect(await counts.next() == 1)
            #expect(await desk.spam == [NumberKey("+79260000003")])

            let next = Call.missedSample(4, from: "9260000004", at: 50)
            _ = try await store.callJournal.commit(.of(next))
            await desk.publish(next)
            #expect(await counts.next() == 2)
            // A call that goes on changes nothing: the next number is that of the call after it.
            await desk.publish(.sample(5))
            let reaching = Call.reachingSample(6, .outbound, with: "9260000004", at: 60)
            _ = try await store.callJournal.commit(.of(reaching))
            await desk.publish(reaching)
            #expect(await counts.next() == 1)
            running.cancel()
            await running.value
        }
    }
}
