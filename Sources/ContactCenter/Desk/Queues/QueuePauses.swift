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
    package var queue: QueueName
    /// What the PBX calls the member.
    package var interface: String
    /// Who sits at the member's phone.
    package var user: UserID
    package var pause: QueuePause

    package init(queue: QueueName, interface: String, user: UserID, pause: QueuePause) {
        self.queue = queue
        self.interface = interface
        self.user = user
        self.pause = pause
    }
}

/// Holds what people say of themselves against the PBX's queues (decision D26): who is available is not paused, who is busy, away
/// or has a status of their own is paused with that reason.
///
/// Each wish is told once. What somebody changes at the PBX afterwards stands until the person's own state changes or the PBX was
/// away meanwhile: two who want different things would go on for ever.
package struct QueuePauses: Sendable {
    private struct Place: Hashable {
        var queue: QueueName
        var interface: String
    }

    private struct Wish: Hashable {
        var user: UserID
        var pause: QueuePause
    }

    private let reason: @Sendable (PresenceStatus) -> String
    private var told: [Place: Wish] = [:]

    /// - Parameter reason: what a status is called at the PBX.
    package init(reason: @escaping @Sendable (PresenceStatus) -> String) { self.reason = reason }

    /// - Returns: what the PBX is to do now that it has not been told yet.
    package mutating func orders(on floor: Floor) -> [QueueOrder] {
        guard floor.connection == .connected else {
            told = [:]
            return []
        }
        var orders: [QueueOrder] = []
        var wishes: [Place: Wish] = [:]
        for queue in floor.queues.values {
            for member in queue.members {
                guard let phone = member.phone, let user = floor.seats[phone]?.user,
                    let pause = floor.presences[user].flatMap({ pause(for: $0.status) })
                else { continue }
                let (place, wish) = (
                    Place(queue: queue.name, interface: member.interface), Wish(user: user, pause: pause)
                )
                wishes[place] = wish
                guard told[place] != wish, !member.isAlready(pause) else { continue }
                orders.append(
                    QueueOrder(queue: queue.name, interface: member.interface, user: user, pause: pause)
                )
            }
        }
        // Where nobody sits, or who sits there is off-line, nothing is wished: who comes back is told anew.
        told = wishes
        return orders.sorted { ($0.queue, $0.interface) < ($1.queue, $1.interface) }
    }

    private func pause(for status: PresenceStatus) -> QueuePause? {
        switch status {
        case .offline: nil
        case .available: QueuePause(isPaused: false)
        case .busy, .away, .own: QueuePause(isPaused: true, reason: reason(status))
        }
    }
}

extension QueueMember {
    fileprivate func isAlready(_ pause: QueuePause) -> Bool {
        isPaused == pause.isPaused && (!isPaused || pauseReason == pause.reason)
    }
}
