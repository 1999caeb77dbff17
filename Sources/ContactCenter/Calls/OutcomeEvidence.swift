/// What was seen of a call that tells, if nobody answers, why (decision D27).
struct OutcomeEvidence: Sendable {
    /// The last thing that the PBX did with the caller.
    enum Stage: Hashable, Sendable {
        case arrived
        case ivr
        case queue
        case dial
        case service(CallCause)
    }

    var stage = Stage.arrived
    /// A member rang or could be reached while the caller waited, be it that all were talking.
    var hasReachableMember = false

    var isInQueue: Bool { stage == .queue }

    init() {}

    /// The evidence that a call found in the journal still carries.
    init(of call: Call) {
        hasReachableMember = call.legs.contains { $0.queue != nil }
        if call.legs.contains(where: { $0.role == nil && $0.queue == nil }) {
            stage = .dial
        } else if call.queuedAt != nil {
            stage = .queue
        } else if call.ivrStartedAt != nil {
            stage = .ivr
        }
    }

    /// The result of an ended call and, where nobody answered, the cause.
    func verdict(on call: Call) -> (CallResult, CallCause?) {
        if call.answeredAt != nil || call.answeredBefore != nil { return (.answered, nil) }
        if call.isClickToCall, operatorDidNotPickUp(call) { return (.failed, .operatorDidNotPickUp) }
        guard call.isEndKnown else { return (notAnswered(call), .unknown) }
        switch stage {
        case .arrived:
            return call.isHungUpByCaller ? (notAnswered(call), .unknown) : (.failed, .failed)
        case .ivr:
            return call.direction == .inbound ? (.missed, .inIVR) : (notAnswered(call), .unknown)
        case .queue:
            return (notAnswered(call), hasReachableMember ? .inQueue : .nobodyAvailable)
        case .service(let cause):
            return (notAnswered(call), cause)
        case .dial:
            return verdictOfDialling(call)
        }
    }

    private func operatorDidNotPickUp(_ call: Call) -> Bool {
        call.legs.contains { $0.role == .caller && $0.answeredAt == nil }
    }

    private func verdictOfDialling(_ call: Call) -> (CallResult, CallCause?) {
        let results = call.legs.filter { $0.role == nil && $0.queue == nil }.compactMap(\.result)
        if results.contains(where: { $0 == .noAnswer || $0 == .cancelled }) { return (notAnswered(call), .ringing) }
        if results.contains(.rejected) { return (.busy, .rejected) }
        if results.contains(.busy) { return (.busy, .busy) }
        return (.failed, .failed)
    }

    private func notAnswered(_ call: Call) -> CallResult {
        call.direction == .inbound ? .missed : .unanswered
    }
}
