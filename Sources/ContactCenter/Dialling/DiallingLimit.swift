import Foundation

/// How often each person has calls begun for them: who holds the button down rings nobody's phone all day (decision D30).
package actor DiallingLimit {
    private static let window: TimeInterval = 60

    private let perMinute: Int
    private var begun: [UserID: [Date]] = [:]

    package init(perMinute: Int) { self.perMinute = perMinute }

    /// - Returns: whether one more is allowed now; if so, it counts.
    package func take(_ user: UserID, at now: Date) -> Bool {
        let recent = (begun[user] ?? []).filter { now.timeIntervalSince($0) < Self.window }
        guard recent.count < perMinute else { return false }
        begun[user] = recent + [now]
        return true
    }
}
