/// How far something has come that a person is to do.
package enum StaffProgress: String, CaseIterable, Sendable {
    // Of a call

    /// Their phone rang, and they did not answer.
    case rang
    case answered
    /// They placed it.
    case placed

    // Of a contact

    /// Nobody has begun.
    case open
    case taken
    case processed

    // Of a reminder

    /// Done, at the latest so long after its time as supervisors wait until they are told (`ReceptionRules.escalateAfter`).
    case kept
    /// Done later.
    case late
    /// Not done.
    case undone
}
