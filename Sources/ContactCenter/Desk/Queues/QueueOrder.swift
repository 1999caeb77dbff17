/// Whether a queue offers calls to a member, and why not.
package struct QueuePause: Hashable, Sendable {
    package var isPaused: Bool
    /// What the PBX keeps beside the pause; `nil` for who is not paused.
    package var reason: String?

    package init(isPaused: Bool, reason: String? = nil) {
        self.isPaused = isPaused
        self.reason = reason
    }
}

/// What the PBX is to do with a member of a queue.
package struct QueueOrder: Hashable, Sendable {
    package enum Act: Hashable, Sendable {
        case pause(QueuePause, interface: String)
        /// Makes a phone a member, under this name.
        case add(Extension, name: String?)
        case remove(interface: String)
    }

    package var queue: QueueName
    /// Whom it is about; `nil` where nobody sits at the phone.
    package var user: UserID?
    package var act: Act

    package init(_ act: Act, in queue: QueueName, of user: UserID? = nil) {
        self.queue = queue
        self.user = user
        self.act = act
    }
}
