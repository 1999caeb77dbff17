import ContactCenter
import Foundation
import TestSupport
import Testing

@Suite("Updates for those who follow the desk")
struct ChangeFeedTests {
    @Test("readers who leave while updates are handed out hold nobody up", .timeLimit(.minutes(1)))
    func leaving() async {
        let feed = ChangeFeed()
        let publisher = Task {
            var floor = Floor()
            while !Task.isCancelled {
                floor.missedWaiting += 1
                feed.publish([(.floor(floor), nil)], at: .start)
                feed.tell([UserID(1)], floor, at: .start)
                await Task.yield()
            }
        }
        for _ in 0..<200 {
            let readers = (0..<20).map { _ in
                Task { for await _ in feed.updates(.own(UserID(1))) {} }
            }
            await Task.yield()
            for reader in readers { reader.cancel() }
            for reader in readers { await reader.value }
        }
        publisher.cancel()
        await publisher.value
        #expect(feed.subscriberCount == 0)
    }
}
