import Testing

@testable import Asterisk

@Suite("Inbox", .timeLimit(.minutes(5)))
struct InboxTests {
    private let inbox = Inbox(limit: 100)

    private func attempt(_ event: AMISessionEvent?) -> Int? {
        if case .connecting(let attempt) = event { attempt } else { nil }
    }

    @Test("takes events until the limit is reached, and calls when half of it is free again")
    func bounded() async {
        let calls = Shared(0)
        inbox.onRoom { calls.value += 1 }
        #expect(inbox.put(.connecting(attempt: 1), size: 40))
        #expect(inbox.put(.connecting(attempt: 2), size: 40))
        #expect(!inbox.put(.connecting(attempt: 3), size: 40))
        #expect(inbox.size == 120)
        #expect(attempt(await inbox.next()) == 1)
        #expect(calls.value == 0)
        #expect(attempt(await inbox.next()) == 2)
        #expect(calls.value == 1)
        #expect(inbox.put(.connecting(attempt: 4), size: 40))
        #expect(attempt(await inbox.next()) == 3)
        #expect(calls.value == 1)
    }

    @Test("a reader that waits is woken by the next event")
    func wakes() async {
        async let event = inbox.next()
        inbox.put(.connecting(attempt: 1))
        let received = await event
        #expect(attempt(received) == 1)
    }

    @Test("a reader that waits ends when its task is cancelled")
    func cancelledReader() async {
        let reader = Task { [inbox] in await inbox.next() }
        reader.cancel()
        #expect(attempt(await reader.value) == nil)
    }

    @Test("when finished, what is there is still read, then comes the end")
    func finished() async {
        inbox.put(.connecting(attempt: 1))
        inbox.finish()
        inbox.put(.connecting(attempt: 2))
        #expect(attempt(await inbox.next()) == 1)
        #expect(attempt(await inbox.next()) == nil)
    }

    @Test("who waits for room goes on when there is some, or when cancelled")
    func waitsForRoom() async {
        inbox.put(.connecting(attempt: 1), size: 100)
        let cancelled = Task { [inbox] in await inbox.waitForRoom() }
        cancelled.cancel()
        await cancelled.value
        let other = Inbox(limit: 100)
        other.put(.connecting(attempt: 1), size: 100)
        async let room: Void = other.waitForRoom()
        _ = await other.next()
        await room
    }
}
