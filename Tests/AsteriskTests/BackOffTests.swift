import TestSupport
import Testing

@testable import Asterisk

@Suite("BackOff")
struct BackOffTests {
    @Test("the first try comes within a second, later ones ever more slowly, but never after more than 30 s")
    func delays() {
        for seed in 0..<100 {
            var random = SeededRandom(seed: UInt64(seed))
            var backOff = BackOff(AMIConfiguration.Reconnect())
            let delays = (0..<12).map { _ in backOff.nextDelay(afterConnectionOf: nil, using: &random) }
            #expect(delays[0] >= .milliseconds(250) && delays[0] <= .milliseconds(500))
            #expect(delays[1] >= .milliseconds(500) && delays[1] <= .seconds(1))
            #expect(delays[2] >= .seconds(1) && delays[2] <= .seconds(2))
            #expect(delays[6...].allSatisfy { $0 >= .seconds(15) && $0 <= .seconds(30) })
        }
    }

    @Test("two clients do not wait equally long")
    func jitter() {
        let delays = (0..<10).map { seed in
            var random = SeededRandom(seed: UInt64(seed))
            var backOff = BackOff(AMIConfiguration.Reconnect())
            return backOff.nextDelay(afterConnectionOf: nil, using: &random)
        }
        #expect(Set(delays).count == delays.count)
    }

    @Test("a connection that lasted earns a fresh start, one that was dropped at once does not")
    func freshStart() {
        var random = SeededRandom(seed: 1)
        var backOff = BackOff(AMIConfiguration.Reconnect())
        for _ in 0..<8 { _ = backOff.nextDelay(afterConnectionOf: .milliseconds(10), using: &random) }
        #expect(backOff.nextDelay(afterConnectionOf: .milliseconds(10), using: &random) >= .seconds(15))
        #expect(backOff.nextDelay(afterConnectionOf: .seconds(2), using: &random) <= .milliseconds(500))
    }
}
