import Foundation

/// When calls come in: at random, so many a minute on average, over the day as in an office if wanted.
package struct Arrivals: Sendable {
    /// The mean, at the busiest hour if there is a curve.
    package var callsPerMinute: Double
    /// How busy each hour of the day is against the busiest, from midnight on; empty for always the same.
    package var curve: [Double]
    package var timeZone: TimeZone
    private var random: SeededRandom

    /// Busy in the morning, a dip at lunch, little in the evening, next to nothing at night.
    package static let officeHours: [Double] = [
        0.01, 0.01, 0.01, 0.01, 0.01, 0.02, 0.05, 0.15, 0.45, 0.85, 1, 0.95,
        0.75, 0.65, 0.8, 0.85, 0.8, 0.6, 0.35, 0.2, 0.1, 0.06, 0.03, 0.02,
    ]

    package init(callsPerMinute: Double, curve: [Double] = [], timeZone: TimeZone = .gmt, random: SeededRandom) {
        self.callsPerMinute = callsPerMinute
        self.curve = curve
        self.timeZone = timeZone
        self.random = random
    }

    /// When the call after one at `instant` comes.
    ///
    /// - Returns: `nil` when none ever does.
    package mutating func next(after instant: PBXInstant) -> PBXInstant? {
        guard callsPerMinute > 0 else { return nil }
        var arrival = instant
        // Calls of the busiest hour's density, thinned out by the hour they fall into.
        for _ in 0..<10_000 {
            let gap = -log(1 - random.fraction()) * 60 / callsPerMinute
            arrival = PBXInstant(microseconds: arrival.microseconds + Int64(gap * 1_000_000))
            if random.fraction() < density(at: arrival) { return arrival }
        }
        return nil
    }

    private func density(at instant: PBXInstant) -> Double {
        guard curve.count == 24 else { return 1 }
        let offset = timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: instant.epoch))
        let hour = Int((instant.second + Int64(offset)) / 3_600 % 24)
        return curve[hour]
    }
}
