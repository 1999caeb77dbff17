/// The account of one call while it goes on: what the model did, not what the events say.
final class CallRecord {
    enum Direction: String {
        case inbound
        case outbound
        case `internal`
    }

    let linkedID: String
    let direction: Direction
    let caller: String
    let did: String
    let startedAt: PBXInstant
    var pattern: String?

    var ivrStartedAt: PBXInstant?
    var ivrEndedAt: PBXInstant?
    var queue: String?
    var queueJoinedAt: PBXInstant?
    /// Somebody of the queue rang or could have been reached.
    var hadReachableMember = false
    var answeredAt: PBXInstant?
    var answeredBy: String?
    var endedAt: PBXInstant?
    var legs: [LegRecord] = []
    var transfers: [CallTruth.Transfer] = []
    var routed: [CallTruth.Routing] = []
    var recording: String?
    var recordedSeconds = 0.0
    var isClickToCall = false
    var originateActionID: String?
    var consultationLinkedID: String?

    init(
        linkedID: String,
        direction: Direction,
        caller: String,
        did: String,
        startedAt: PBXInstant
    ) {
        self.linkedID = linkedID
        self.direction = direction
        self.caller = caller
        self.did = did
        self.startedAt = startedAt
    }

    func answered(by who: String, at now: PBXInstant) {
        guard answeredAt == nil else { return }
        answeredAt = now
        answeredBy = who
    }

    private var ringStartedAt: PBXInstant? {
        legs.filter { !$0.isCaller }.compactMap(\.rangAt).min()
    }

    private var waitSince: PBXInstant? {
        [queueJoinedAt, ringStartedAt].compactMap { $0 }.min()
    }

    private var outcome: (result: String, cause: String?) {
        if answeredAt != nil { return ("answered", nil) }
        if let operatorLeg = legs.first(where: \.isCaller), operatorLeg.answeredAt == nil {
            return ("failed", "operator_did_not_pick_up")
        }
        let unanswered = direction == .inbound ? "missed" : "unanswered"
        if queueJoinedAt != nil { return (unanswered, hadReachableMember ? "in_queue" : "nobody_available") }
        switch legs.last(where: { !$0.isCaller })?.result {
        case .busy: return ("busy", "busy")
        case .rejected: return ("busy", "rejected")
        case .failed: return ("failed", "failed")
        case nil: return (unanswered, ivrStartedAt == nil ? "unknown" : "in_ivr")
        default: return (unanswered, "ringing")
        }
    }

    /// The finished account.
    ///
    /// - Returns: `nil` while the call goes on.
    func truth(since start: PBXInstant) -> CallTruth? {
        guard let endedAt else { return nil }
        let (result, cause) = outcome
        let isRecorded = recordedSeconds > 0
        return CallTruth(
            linkedid: linkedID,
            direction: direction.rawValue,
            caller: caller,
            did: did,
            queue: queue,
            answered_by: answeredBy,
            result: result,
            cause: cause,
            call_started: startedAt.rounded(since: start),
            queue_joined_at: queueJoinedAt.map { $0.rounded(since: start) },
            ring_started: ringStartedAt.map { $0.rounded(since: start) },
            answered_at: answeredAt.map { $0.rounded(since: start) },
            ended_at: endedAt.rounded(since: start),
            ivr_s: ivrStartedAt.map { (ivrEndedAt ?? endedAt).rounded(since: $0) },
            wait_s: waitSince.map { (answeredAt ?? endedAt).rounded(since: $0) },
            connected_s: answeredAt.map { endedAt.rounded(since: $0) } ?? 0,
            talk_s: legs.filter { !$0.isCaller }.reduce(0) { $0 + $1.length(of: .talking) }.rounded(toPlaces: 3),
            rang: Set(legs.filter { $0.rangAt != nil }.map(\.who)).sorted(),
            legs: legs.map { $0.truth(since: start) },
            transfers: transfers.map { shifted($0, by: start) },
            routed: routed.map { shifted($0, by: start) },
            recording: isRecorded ? recording : nil,
            recording_s: isRecorded ? recordedSeconds.rounded(toPlaces: 2) : nil,
            click_to_call: isClickToCall ? true : nil,
            originate_actionid: originateActionID,
            consultation_linkedid: consultationLinkedID,
            uncertain: answeredAt == nil && legs.last?.isResultUncertain == true ? ["cause"] : nil,
            pattern: pattern
        )
    }

    private func shifted(_ transfer: CallTruth.Transfer, by start: PBXInstant) -> CallTruth.Transfer {
        var transfer = transfer
        transfer.at = (transfer.at - start.epoch).rounded(toPlaces: 3)
        transfer.completed_at = transfer.completed_at.map { ($0 - start.epoch).rounded(toPlaces: 3) }
        return transfer
    }

    private func shifted(_ routing: CallTruth.Routing, by start: PBXInstant) -> CallTruth.Routing {
        var routing = routing
        routing.at = (routing.at - start.epoch).rounded(toPlaces: 3)
        return routing
    }
}
