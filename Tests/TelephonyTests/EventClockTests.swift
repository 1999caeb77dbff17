import Foundation
import TestSupport
import Testing

@testable import Telephony

@Suite("The clock of the events")
struct EventClockTests {
    /// With a receipt at 0 the offset is the timestamp itself.
    private func offset(_ timestamp: String) -> Double? {
        var clock = EventClock()
        var timestamp = timestamp
        timestamp.withUTF8 {
            _ = clock.instant(timestamp: UnsafeRawBufferPointer($0), receivedAt: Date(timeIntervalSince1970: 0))
        }
        return clock.offset
    }

    @Test("reads a timestamp exactly as the standard library does")
    func readsTimestamps() {
        var random = SeededRandom(seed: 3)
        for _ in 0..<5_000 {
            let seconds = Int.random(in: 0...9_999_999_999, using: &random)
            let digits = String(Int.random(in: 1_000_000...1_999_999, using: &random)).dropFirst().prefix(6)
            let timestamp = "\(seconds).\(digits)"
            #expect(offset(timestamp) == Double(timestamp))
        }
        for timestamp in ["1795364806", "1.5", ".5", "5.", "-1.5", "1e3", "99999999999.99999", "0.00000000000001"] {
            #expect(offset(timestamp) == Double(timestamp))
        }
    }

    @Test("what is no number is passed over", arguments: ["", ".", "1.2.3", "now", " 1.5", "1,5"])
    func passesOver(timestamp: String) { #expect(offset(timestamp) == nil) }
}
