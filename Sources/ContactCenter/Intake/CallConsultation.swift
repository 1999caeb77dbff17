/// Transfers after asking the colleague, while the client waits with music (requirement S4.20).
///
/// Each act names the phone at which the client is spoken with; it stands in the middle of the three. What counts as done is
/// told by the PBX's events, not by its answer.
package protocol CallConsultation: Sendable {
    /// Lets the client wait and calls a colleague, until whose phone rings.
    func consult(_ call: CallID, at own: Extension, with colleague: Extension) async -> ConsultationOutcome

    /// Goes on with a consultation that has begun, until the PBX has done so.
    func go(_ step: ConsultationStep, in call: CallID, at own: Extension) async -> ConsultationOutcome
}

/// How a consultation goes on.
package enum ConsultationStep: String, CaseIterable, Sendable {
    /// From the colleague to the client, or back; the other one waits.
    case swap
    /// Leaves the client with the colleague.
    case complete
    /// Lets the colleague go and speaks with the client again.
    case back
}

package enum ConsultationOutcome: Hashable, Sendable {
    case done
    /// The PBX said yes, or nothing, and did not do it in time.
    case notHeard
    /// The PBX refused, or the colleague's phone is not there: nothing has changed.
    case refused
    /// The call has ended or moved on, or nobody is consulted in it.
    case nothingToDo
}
