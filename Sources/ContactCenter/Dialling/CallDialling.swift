/// Calls for people, by their own phone (requirement S4.1).
package protocol CallDialling: Sendable {
    /// Rings a phone of ours, and once it is picked up calls the number from there. Waits until that phone rings, or does not; what
    /// comes after is told by the call itself.
    func dial(_ number: DialledNumber, at own: Extension) async -> DiallingOutcome

    /// Hangs a phone of ours up, in a call that was begun so, and waits until the call has ended.
    func hangUp(_ call: CallID, at own: Extension) async -> DiallingOutcome
}

/// What became of it.
package enum DiallingOutcome: Hashable, Sendable {
    /// The own phone rings, or has been hung up.
    case done(CallID)
    /// The own phone is in a call, or refused this one.
    case phoneBusy
    /// The PBX does not reach the own phone.
    case phoneUnreachable
    /// The call has ended already.
    case over
    /// The PBX's user lacks a right.
    case notPermitted
    /// The PBX cannot be heard, or did not answer.
    case pbxNotHeard
    /// The PBX took the order and said nothing of its being carried out.
    case notConfirmed
}
