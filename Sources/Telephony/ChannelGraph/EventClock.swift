import Foundation

/// Puts the PBX's own timestamps into our clock's terms.
///
/// The offset is the smallest difference seen lately between receipt and timestamp: a message may come late, never early.
/// It may drift by 1 ms a second, as clocks do.
struct EventClock {
    private(set) var offset: TimeInterval?
    private var offsetAt = Date(timeIntervalSince1970: 0)

    mutating func instant(timestamp: String?, receivedAt: Date) -> Date {
        guard let timestamp, let seconds = Double(timestamp) else { return receivedAt }
        let difference = seconds - receivedAt.timeIntervalSince1970
        let drifted = offset.map { $0 - max(0, receivedAt.timeIntervalSince(offsetAt)) * 0.001 }
        let best = max(difference, drifted ?? difference)
        offset = best
        offsetAt = receivedAt
        return Date(timeIntervalSince1970: seconds - best)
    }
}
