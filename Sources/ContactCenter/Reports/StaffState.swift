/// What a person did, as reports tell it: what the phone at which they sit had them do, and while it had them do nothing, what they
/// said of themselves (decision D26). Off-line is none of them.
package enum StaffState: String, CaseIterable, Sendable {
    /// Talked, or had the other side on hold.
    case call
    case ringing
    /// Worked on the contact after the call.
    case wrapUp = "wrap_up"
    case available
    case busy
    case away
    /// A status that the person has named.
    case own

    /// Whether calls may come, or one is worked on: the rest is a pause, in which the PBX's queues leave the person alone.
    package var isWork: Bool {
        switch self {
        case .call, .ringing, .wrapUp, .available: true
        case .busy, .away, .own: false
        }
    }
}
