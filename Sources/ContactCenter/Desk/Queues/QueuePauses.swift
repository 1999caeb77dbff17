/// Holds what people say of themselves against the PBX's queues (decision D26): who is available is not paused, who is busy, away,
/// has a status of their own or still works on the last call is paused with that reason.
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

    private let reason: @Sendable (Presence) -> String
    private var told: [Place: Wish] = [:]

    /// - Parameter reason: what a status is called at the PBX.
    package init(reason: @escaping @Sendable (Presence) -> String) { self.reason = reason }

    /// - Returns: what the PBX is to do now that it has not been told yet.
    package mutating func orders(on floor: Floor) -> [QueueOrder] {
        guard floor.connection == .connected else {
            told = [:]
            return []
        }
        var orders: [QueueOrder] = []
        var wishes: [Place: Wish] = [:]
        for queue in floor.queues.values.sorted(by: { $0.name < $1.name }) {
            for member in queue.members {
                guard let phone = member.phone, let user = floor.seats[phone]?.user,
                    let pause = floor.presences[user].flatMap(pause)
                else { continue }
                let (place, wish) = (
                    Place(queue: queue.name, interface: member.interface), Wish(user: user, pause: pause)
                )
                wishes[place] = wish
                guard told[place] != wish, !member.isAlready(pause) else { continue }
                orders.append(QueueOrder(.pause(pause, interface: member.interface), in: queue.name, of: user))
            }
        }
        // Where nobody sits, or who sits there is off-line, nothing is wished: who comes back is told anew.
        told = wishes
        return orders
    }

    private func pause(for presence: Presence) -> QueuePause? {
        switch presence.status {
        case .offline: nil
        case .available where !presence.isWrappingUp: QueuePause(isPaused: false)
        case .available, .busy, .away, .own: QueuePause(isPaused: true, reason: reason(presence))
        }
    }
}

extension QueueMember {
    fileprivate func isAlready(_ pause: QueuePause) -> Bool {
        isPaused == pause.isPaused && (!isPaused || pauseReason == pause.reason)
    }
}
