import Foundation

/// How long must be waited before the next try to log in, after wrong passwords.
///
/// The delay grows for a name from one place (a browser that this user has used before, else an address) and for an
/// address with whatever names. It is never a lock: it has an upper end, tries made too early do not count, and what
/// strangers do elsewhere does not touch the browser that a person uses every day.
package struct AttemptDelays: Sendable {
    /// Where a try comes from, as far as its failures are counted.
    package enum Place: Hashable, Sendable {
        case browser(TokenDigest, UserName)
        case address(String, UserName)
        case anyName(address: String)

        /// So many wrong passwords cost nothing: people mistype, and an office may have one address.
        var freeFailures: Int {
            switch self {
            case .browser, .address: 3
            case .anyName: 30
            }
        }
    }

    private struct Failures {
        var count: Int
        var last: Date
        /// The one before the last; for the first the same.
        var before: Date
    }

    package static let longest: TimeInterval = 30
    /// After so long without a failure a place begins anew.
    static let memory: TimeInterval = 900
    /// Places that are kept at most; then the ones with the oldest failures go.
    static let limit = 10_000

    private var failures: [Place: Failures] = [:]

    package init() {}

    /// - Returns: seconds to wait; 0 when a try may be made now.
    package func wait(_ places: [Place], at now: Date) -> TimeInterval {
        places.map { wait($0, at: now) }.max() ?? 0
    }

    package mutating func noteFailure(_ places: [Place], at now: Date) {
        for place in places {
            let known = failures[place].flatMap { now.timeIntervalSince($0.last) < Self.memory ? $0 : nil }
            failures[place] = Failures(count: (known?.count ?? 0) + 1, last: now, before: known?.last ?? now)
        }
        if failures.count > Self.limit { forgetOldest() }
    }

    /// After a right password. An address keeps its earlier count: somebody there may own an account and guess at others.
    package mutating func noteSuccess(_ places: [Place]) {
        for place in places {
            if case .anyName = place { takeBack(place) } else { failures[place] = nil }
        }
    }

    /// A try that was counted in advance and turned out not to be one.
    package mutating func takeBack(_ places: [Place]) {
        for place in places { takeBack(place) }
    }

    private mutating func takeBack(_ place: Place) {
        guard var failed = failures[place] else { return }
        failed.count -= 1
        // Else the delay would begin anew for everybody else in that place.
        failed.last = failed.before
        failures[place] = failed.count > 0 ? failed : nil
    }

    private func wait(_ place: Place, at now: Date) -> TimeInterval {
        guard let failed = failures[place], now.timeIntervalSince(failed.last) < Self.memory else { return 0 }
        let counted = failed.count - place.freeFailures
        guard counted >= 0 else { return 0 }
        let delay = min(Self.longest, pow(2, Double(min(counted, 10))))
        // Not longer than the delay itself, though the clock may have been set back.
        return min(delay, max(0, failed.last.timeIntervalSince(now) + delay))
    }

    private mutating func forgetOldest() {
        let kept = failures.sorted { $0.value.last > $1.value.last }.prefix(Self.limit * 9 / 10)
        failures = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
    }
}
