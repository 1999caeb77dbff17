/// How the PBX answered an action.
public struct AMIReply: Sendable {
    /// The answer itself, never `Response: Error`.
    public var response: AMIMessage
    /// The items of a list in order, its closing `…Complete` event among them; empty if the answer was no list.
    public var events: [AMIMessage]

    /// - Parameters:
    ///   - response: the answer itself.
    ///   - events: the items of a list in order.
    public init(response: AMIMessage, events: [AMIMessage] = []) {
        self.response = response
        self.events = events
    }
}
