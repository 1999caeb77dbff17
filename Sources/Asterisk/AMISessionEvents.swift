import Foundation

/// What happens on a session's connections, in order.
public enum AMISessionEvent: Sendable {
    /// Tries to connect: 1 is the first try after the start or after a connection that was logged in.
    case connecting(attempt: Int)
    /// Logged in. What follows belongs to this connection; the PBX repeats nothing that was missed meanwhile, the lists
    /// that the session asks for now tell how things stand.
    case connected(banner: String)
    /// All messages of one read of the socket, answers and list items among them, and when they were read.
    case messages([AMIMessage], receivedAt: Date)
    /// The connection ended, or none was made.
    case disconnected(AMIError, retryIn: Duration)
}

/// A session's events, for one reader. They end when the session's `run` does.
public struct AMISessionEvents: AsyncSequence, Sendable {
    let inbox: Inbox

    /// Begins reading where the last reader stopped.
    public func makeAsyncIterator() -> Iterator { Iterator(inbox: inbox) }

    /// Hands out the events.
    public struct Iterator: AsyncIteratorProtocol {
        let inbox: Inbox

        /// The next event; `nil` when the session ended or the reading task is cancelled.
        public func next() async -> AMISessionEvent? { await inbox.next() }
    }
}
