/// Has the PBX send pages that lie ready for it (requirement S4.11).
package protocol FaxSending: Sendable {
    /// Calls the number and sends the pages once it answers. Waits for nothing but the PBX's taking the order: what becomes of it is
    /// told by the floor.
    func send(_ key: FaxKey, to number: DialledNumber) async -> FaxOrder

    /// Sends the pages to whom this phone of ours speaks with: the client's side of the call goes to the fax, ours is released. Waits a
    /// moment for the fax to begin.
    func send(_ key: FaxKey, into call: CallID, at own: Extension) async -> FaxOrder
}

/// What became of the order.
package enum FaxOrder: Hashable, Sendable {
    case taken
    /// It went out, and that the PBX does it was not heard in time: the fax may still arrive.
    case unconfirmed
    /// Nothing was sent.
    case failed(FaxFailure)
}
