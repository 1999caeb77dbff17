import Foundation

/// A time in which a leg talked, held or consulted: what the picture of a call is drawn from. Sums and reports use the
/// lengths of `CallLeg` instead.
package struct LegStretch: Hashable, Sendable, Codable {
    package var state: CallLeg.State
    package var from: Date
    package var until: Date

    package init(_ state: CallLeg.State, from: Date, until: Date) {
        self.state = state
        self.from = from
        self.until = until
    }
}

extension [LegStretch] {
    /// A leg keeps no more: hold pressed a hundred times in one conversation is a fault, and every change of a leg writes
    /// them all.
    package static let limit = 64

    /// Who hears nobody for less is not on hold: at the end of a call, and when it is handed over, channels leave and come one
    /// after the other.
    private static let shortestHold: TimeInterval = 0.05

    /// Appends a time, or lengthens the last one that it goes on from.
    package mutating func add(_ stretch: LegStretch) {
        guard stretch.until > stretch.from else { return }
        if stretch.state == .holding, stretch.until.timeIntervalSince(stretch.from) < Self.shortestHold { return }
        if let last, last.state == stretch.state,
            (0..<Self.shortestHold).contains(stretch.from.timeIntervalSince(last.until))
        {
            self[count - 1].until = stretch.until
        } else if count < Self.limit {
            append(stretch)
        }
    }

    /// Cuts off what lies behind an instant.
    package mutating func end(at instant: Date) {
        removeAll { $0.from >= instant }
        for index in indices where self[index].until > instant { self[index].until = instant }
    }
}

extension CallLeg {
    /// When it talked, held and consulted, with what is going on.
    ///
    /// - Returns: what the PBX's records alone tell, and what was written before stretches were kept, as one talk: they
    ///   name no hold, and where there was one its place is not known.
    package func stretches(asOf now: Date) -> [LegStretch] {
        var all = stretches
        if [.talking, .holding, .consulting].contains(state) {
            all.add(LegStretch(state, from: stateSince, until: now))
        }
        guard all.isEmpty, talkTime > .zero, let answeredAt else { return all }
        return [LegStretch(.talking, from: answeredAt, until: leftAt ?? now)]
    }
}
