/// When the next commit may begin.
///
/// A commit costs its own price, however little is in it. So what nobody waits for is gathered: for a moment always,
/// because a PBX tells of a call's beginning and of the phone it rings within milliseconds, and the card must not wait for
/// a commit of the beginning alone; for longer while the system is busy. A card that has to show or to go does not wait,
/// unless there are so many of them that the database would do nothing but begin and end transactions.
struct CommitPace {
    /// From the first change to its commit, of what nobody waits for.
    static let moment = Duration.milliseconds(3)
    /// From the beginning of one commit to the next, of what nobody waits for.
    static let gatheringTime = Duration.milliseconds(10)
    /// The mean from one commit to the next, of what somebody waits for.
    static let hurriedTime = Duration.milliseconds(4)
    /// How many hurried commits may follow each other at once after a quiet while.
    static let hurriedBurst = 20

    private var last: ContinuousClock.Instant?
    /// When a steady row of hurried commits as many as there were would end.
    private var paidUntil: ContinuousClock.Instant?

    mutating func noteBeginning(at now: ContinuousClock.Instant) {
        last = now
        paidUntil = max(paidUntil ?? now, now) + Self.hurriedTime
    }

    /// The earliest beginning of the next commit; it may lie in the past.
    func nextBeginning(isAwaited: Bool, at now: ContinuousClock.Instant) -> ContinuousClock.Instant {
        let gathered = max(now + Self.moment, last.map { $0 + Self.gatheringTime } ?? now)
        guard isAwaited else { return gathered }
        return min(gathered, paidUntil.map { $0 - Self.hurriedTime * Self.hurriedBurst } ?? now)
    }
}
