import Foundation

/// An instant by the simulated PBX's clock, in microseconds since 1970.
package struct PBXInstant: Hashable, Sendable, Comparable {
    package var microseconds: Int64

    package init(microseconds: Int64) { self.microseconds = microseconds }

    /// The wall clock's present.
    package static var now: PBXInstant {
        PBXInstant(microseconds: Int64((Date().timeIntervalSince1970 * 1_000_000).rounded()))
    }

    /// Whole seconds since 1970, rounded down: the front part of a Uniqueid.
    package var second: Int64 { microseconds / 1_000_000 }

    /// Seconds since 1970 with fraction.
    package var epoch: Double { Double(microseconds) / 1_000_000 }

    /// From the earlier instant to this one, in seconds.
    package func seconds(since earlier: PBXInstant) -> Double {
        Double(microseconds - earlier.microseconds) / 1_000_000
    }

    package static func < (left: PBXInstant, right: PBXInstant) -> Bool { left.microseconds < right.microseconds }

    package static func + (instant: PBXInstant, duration: Duration) -> PBXInstant {
        let (seconds, attoseconds) = duration.components
        return PBXInstant(microseconds: instant.microseconds + seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
    }
}
