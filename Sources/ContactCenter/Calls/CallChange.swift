/// What one PBX event did to the calls.
package enum CallChange: Hashable, Sendable {
    /// A call began or is now like this.
    case changed(Call)
    /// A call turned out to be part of another, as a consultation does when the transfer completes: it is no call any more.
    case merged(CallID, into: CallID)
    /// What began as a call turned out to be none: a supervisor listening in, or a fax job.
    case withdrawn(CallID)
}
