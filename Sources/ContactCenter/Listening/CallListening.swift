/// Lets people listen in on calls, by their own phone (requirements S4.16–S4.18).
package protocol CallListening: Sendable {
    /// Rings a phone of ours and lets it hear a call of another one; waits until it does, or does not.
    ///
    /// - Parameters:
    ///   - call: which of the other phone's calls.
    ///   - followsNext: stays and hears the other phone's next calls, too.
    func listen(
        to phone: Extension,
        in call: CallID,
        at own: Extension,
        followsNext: Bool
    ) async -> ListeningOutcome

    /// Waits until the PBX has said that it is so.
    func change(_ listening: ListeningID, to mode: ListeningMode) async -> ListeningOutcome

    /// Lets the phone go that listens, and waits until it is gone.
    func end(_ listening: ListeningID) async -> ListeningOutcome
}

/// What became of it.
package enum ListeningOutcome: Hashable, Sendable {
    case done
    /// The phone that is to listen is in a call, or its owner refused.
    case phoneBusy
    case phoneNotAnswered
    /// The PBX does not reach the phone that is to listen.
    case phoneUnreachable
    /// The call has ended, or nobody listens any more.
    case over
    /// The phone listens to somebody already.
    case alreadyListening
    /// The PBX's user lacks a right.
    case notPermitted
    /// The PBX cannot be heard, or did not answer.
    case pbxNotHeard
    /// The PBX took the order and said nothing of its being carried out.
    case notConfirmed
}
