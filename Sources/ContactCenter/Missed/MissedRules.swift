import Foundation

/// What counts as missed, and when its caller has been reached (decisions D1, D23). The lengths are the installation's.
package struct MissedRules: Hashable, Sendable {
    /// Who hangs up sooner after reaching a queue or a phone is shown and not counted.
    package var shortestWait: Duration
    /// A later conversation that is shorter reaches nobody.
    package var shortestConversation: Duration
    /// How long after a missed call reaching its caller makes it good.
    package var callBackWindow: Duration
    /// The business's, by whose clock a call comes outside working hours.
    package var timeZone: TimeZone

    package init(
        shortestWait: Duration = .seconds(5),
        shortestConversation: Duration = .seconds(10),
        callBackWindow: Duration = .seconds(24 * 3_600),
        timeZone: TimeZone = .gmt
    ) {
        self.shortestWait = shortestWait
        self.shortestConversation = shortestConversation
        self.callBackWindow = callBackWindow
        self.timeZone = timeZone
    }

    /// The call stands in the register: it came in, is over, and no person answered.
    package static func isMissed(_ call: Call) -> Bool {
        guard call.direction == .inbound, call.isEnded else { return false }
        switch call.result {
        case .missed, .busy, .failed: return true
        case .answered, .unanswered, nil: return false
        }
    }

    /// Whether a call of the register counts as missed, or is shown only.
    ///
    /// Whom we turned away always counts. Not counted: who hung up in the IVR, before reaching anything, or within
    /// `shortestWait` of reaching a queue or phone; and callers whom the PBX blocks, because that is wanted. A call whose end
    /// nobody saw counts: rather one call-back too many.
    package func counts(_ call: Call) -> Bool {
        switch call.cause {
        case .busy, .rejected, .failed, .nobodyAvailable, .queueFull, .queueTimeout, .outsideHours, .voicemail:
            return true
        case .inIVR, .blocked:
            return false
        case .inQueue, .ringing, .operatorDidNotPickUp, .unknown, nil:
            guard call.isEndKnown, let end = call.endedAt else { return true }
            guard let wait = call.waitTime(asOf: end) else { return !call.isHungUpByCaller }
            return wait >= shortestWait
        }
    }

    /// Whether who called, or was called, has been reached by this call: a person of ours spoke with him.
    package func reaches(_ call: Call) -> Bool {
        guard call.result == .answered, call.answeredAt != nil, let end = call.endedAt else { return false }
        let hasPerson =
            switch call.direction {
            case .inbound: true
            case .outbound: call.callerPhone != nil
            case .internal: false
            }
        return hasPerson && call.connectedTime(asOf: end) >= shortestConversation
    }
}
