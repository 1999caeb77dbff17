/// Sends calls on to other phones.
package protocol CallTransfer: Sendable {
    /// Sends the client of a call that goes on to a phone of ours, and waits until that phone rings.
    func transfer(_ call: CallID, to phone: Extension) async -> CallTransferOutcome

    /// Takes the client of a call that rings colleagues, and whom nobody speaks with, to a phone of ours, and waits until that
    /// phone rings; theirs stop (requirement S4.25).
    func pickUp(_ call: CallID, at phone: Extension) async -> CallTransferOutcome
}

package enum CallTransferOutcome: Hashable, Sendable {
    /// The PBX makes the other phone ring with the client.
    case rings
    /// The phone did not ring in time, or the PBX refused.
    case notReached
    /// There is nobody to send on: the call has ended, is not a client's, or somebody has picked it up meanwhile.
    case nothingToTransfer
}
