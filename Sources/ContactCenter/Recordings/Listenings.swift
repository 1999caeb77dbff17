import Foundation

/// Tells one listening to a recording from the many requests by which a browser fetches its sound.
///
/// A page names each playing, so that hearing something twice counts twice. Whoever names none, or always the same, counts
/// again after `memory` without a request: there is no way to hear a recording that counts as no listening at all.
package struct Listenings: Sendable {
    /// One playing of one recording by one log-in.
    package struct Playing: Hashable, Sendable {
        package var session: TokenDigest
        /// `nil` for a file that no call knows.
        package var call: CallID?
        package var number: Int
        /// What the page calls it; of a file that no call knows its place in the folder.
        package var name: String

        package init(session: TokenDigest, call: CallID?, number: Int, name: String) {
            self.session = session
            self.call = call
            self.number = number
            self.name = name
        }
    }

    /// Seconds.
    package static let memory: TimeInterval = 1_800
    /// Beyond so many all are forgotten; some then count once more.
    private static let limit = 20_000

    private var lastRequests: [Playing: Date] = [:]

    package init() {}

    /// - Returns: whether the request begins a listening.
    package mutating func begins(_ playing: Playing, at now: Date) -> Bool {
        if lastRequests.count >= Self.limit {
            lastRequests = lastRequests.filter { now.timeIntervalSince($0.value) < Self.memory }
            if lastRequests.count >= Self.limit { lastRequests = [:] }
        }
        let last = lastRequests.updateValue(now, forKey: playing)
        return last.map { now.timeIntervalSince($0) >= Self.memory } ?? true
    }

    /// The listening could not be noted and has not begun.
    package mutating func takeBack(_ playing: Playing) { lastRequests[playing] = nil }
}
