import Foundation

/// A call that was begun by a press on a number, as its operator sees it happen (requirement S4.1).
package struct OwnCall: Hashable, Sendable {
    package enum Stage: Hashable, Sendable {
        /// The operator's phone is called, and is to be picked up.
        case ownPhone
        /// It was picked up, and the client is called.
        case calling
        /// The client's phone rings.
        case ringing
        case talking
        case onHold
        /// Without a conversation.
        case over(Failure)
    }

    package enum Failure: Hashable, Sendable {
        /// The operator's phone was not picked up.
        case notPickedUp
        case busy
        case notAnswered
        /// The number was not reached.
        case failed
    }

    package var id: CallID
    /// As the PBX dialled it.
    package var number: String
    package var stage: Stage
    /// Since when it is so.
    package var since: Date

    /// - Returns: `nil` for other calls, and for a conversation that has ended: there is nothing left to tell.
    package init?(_ call: Call) {
        guard call.isClickToCall, let number = call.dialled else { return nil }
        if call.isEnded, call.answeredAt != nil || call.answeredBefore != nil { return nil }
        id = call.id
        self.number = number
        (stage, since) = Self.progress(of: call)
    }

    private static func progress(of call: Call) -> (Stage, Date) {
        if let endedAt = call.endedAt { return (.over(failure(of: call)), endedAt) }
        let client = call.legs.filter { $0.role == nil }
        switch call.state {
        case .onHold, .consulting:
            return (.onHold, client.map(\.stateSince).max() ?? call.startedAt)
        case .talking:
            return (.talking, call.answeredAt ?? call.startedAt)
        case .ended, .arriving, .inIVR, .inQueue, .ringing:
            break
        }
        let own = call.legs.first { $0.role == .caller }
        guard let pickedUpAt = own?.answeredAt else { return (.ownPhone, call.startedAt) }
        return client.compactMap(\.rangAt).min().map { (.ringing, $0) } ?? (.calling, pickedUpAt)
    }

    private static func failure(of call: Call) -> Failure {
        switch call.cause {
        case .operatorDidNotPickUp: .notPickedUp
        case .busy, .rejected: .busy
        case .ringing: .notAnswered
        default: call.result == .unanswered ? .notAnswered : .failed
        }
    }
}
