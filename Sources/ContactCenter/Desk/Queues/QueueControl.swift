/// Has the PBX offer calls to people or not.
package protocol QueueControl: Sendable {
    /// - Returns: false when the PBX refuses or does not answer.
    func carryOut(_ order: QueueOrder) async -> Bool
}
