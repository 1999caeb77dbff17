import Asterisk
import Foundation

/// Puts the PBX's own timestamps into our clock's terms.
///
/// The offset is the smallest difference seen lately between receipt and timestamp: a message may come late, never early.
/// It may drift by 1 ms a second, as clocks do.
struct EventClock {
    private(set) var offset: TimeInterval?
    private var offsetAt = Date(timeIntervalSince1970: 0)

    /// - Parameter timestamp: the bytes of the header, such as `1795364806.123456`.
    mutating func instant(timestamp: UnsafeRawBufferPointer, receivedAt: Date) -> Date {
        guard let seconds = Self.seconds(timestamp) else { return receivedAt }
        let difference = seconds - receivedAt.timeIntervalSince1970
        let drifted = offset.map { $0 - max(0, receivedAt.timeIntervalSince(offsetAt)) * 0.001 }
        let best = max(difference, drifted ?? difference)
        offset = best
        offsetAt = receivedAt
        return Date(timeIntervalSince1970: seconds - best)
    }

    private static func seconds(_ timestamp: UnsafeRawBufferPointer) -> Double? {
        decimal(timestamp) ?? Double(amiText(timestamp))
    }

    /// Up to 16 digits with a point among them, as `Double(_:)` would read them: below 2^53 the digits are an exact number,
    /// as is the power of ten, so the one division rounds as it should.
    private static func decimal(_ digits: UnsafeRawBufferPointer) -> Double? {
        guard (2...17).contains(digits.count) else { return nil }
        var number = 0
        var scale = 0.0
        for byte in digits {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                number = number * 10 + Int(byte - UInt8(ascii: "0"))
                scale *= 10
            case UInt8(ascii: ".") where scale == 0: scale = 1
            default: return nil
            }
        }
        return scale > 0 && number < 1 << 53 ? Double(number) / scale : nil
    }
}
