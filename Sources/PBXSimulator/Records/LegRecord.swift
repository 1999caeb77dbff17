/// What really happened to one party that the PBX called.
final class LegRecord {
    enum Phase {
        case talking
        case holding
        case consulting
    }

    enum Result: String {
        case answered
        case noAnswer = "no_answer"
        case cancelled
        case busy
        case rejected
        case failed
    }

    let who: String
    /// The operator of a click-to-call: he is the caller, called first.
    let isCaller: Bool
    var rangAt: PBXInstant?
    var answeredAt: PBXInstant?
    private(set) var leftAt: PBXInstant?
    var result = Result.cancelled
    /// It said busy because another call was ringing it: neither free nor in a call, so neither declined nor busy for sure.
    var isResultUncertain = false

    private var phase: Phase?
    private var since = PBXInstant(microseconds: 0)
    private var lengths: [Phase: Double] = [:]

    init(who: String, isCaller: Bool = false) {
        self.who = who
        self.isCaller = isCaller
    }

    /// Begins a stretch of talk, hold or consultation, and ends the one before.
    func enter(_ next: Phase?, at now: PBXInstant) {
        if let phase { lengths[phase, default: 0] += now.seconds(since: since) }
        phase = next
        since = now
    }

    func leave(_ result: Result, at now: PBXInstant) {
        guard leftAt == nil else { return }
        enter(nil, at: now)
        leftAt = now
        self.result = answeredAt == nil ? result : .answered
    }

    func length(of phase: Phase) -> Double { lengths[phase] ?? 0 }

    func truth(since start: PBXInstant) -> CallTruth.Leg {
        CallTruth.Leg(
            who: who,
            role: isCaller ? "caller" : nil,
            rang_at: rangAt.map { $0.rounded(since: start) },
            answered_at: answeredAt.map { $0.rounded(since: start) },
            left_at: leftAt.map { $0.rounded(since: start) },
            talk_s: length(of: .talking).rounded(toPlaces: 3),
            hold_s: length(of: .holding).rounded(toPlaces: 3),
            consult_s: length(of: .consulting).rounded(toPlaces: 3),
            result: result.rawValue,
            uncertain: isResultUncertain ? ["result"] : nil
        )
    }
}

extension PBXInstant {
    /// Seconds since `start`, to the millisecond.
    func rounded(since start: PBXInstant) -> Double { seconds(since: start).rounded(toPlaces: 3) }
}

extension Double {
    func rounded(toPlaces places: Int) -> Double {
        var factor = 1.0
        for _ in 0..<places { factor *= 10 }
        return (self * factor).rounded() / factor
    }
}
