/// Holds who is there against the members of the PBX's queues, where the directory says that they join at log-in (decision D26).
///
/// Each wish is told once: whom a supervisor removes or adds by hand stays so until they come or go themselves, or the PBX was away.
package struct QueueMemberships: Sendable {
    private struct Place: Hashable {
        var queue: QueueName
        var phone: Extension
    }

    private struct Wish: Hashable {
        var user: UserID
        var isMember: Bool
    }

    private var told: [Place: Wish] = [:]

    package init() {}

    /// - Returns: what the PBX is to do now that it has not been told yet.
    package mutating func orders(on floor: Floor) -> [QueueOrder] {
        guard floor.connection == .connected else {
            told = [:]
            return []
        }
        var orders: [QueueOrder] = []
        var wishes: [Place: Wish] = [:]
        for (queue, rules) in floor.queueRules.sorted(by: { $0.key < $1.key }) {
            for (phone, wish) in self.wishes(for: queue, rules, on: floor).sorted(by: { $0.key < $1.key }) {
                let place = Place(queue: queue, phone: phone)
                wishes[place] = wish
                guard told[place] != wish else { continue }
                let member = floor.queues[queue]?.members.first { $0.phone == phone }
                if wish.isMember, member == nil {
                    let name = floor.seats[phone]?.displayName
                    orders.append(QueueOrder(.add(phone, name: name), in: queue, of: wish.user))
                } else if !wish.isMember, let member {
                    orders.append(QueueOrder(.remove(interface: member.interface), in: queue, of: wish.user))
                }
            }
        }
        told = wishes
        return orders
    }

    /// Which phones are to be members, and which not: those at which somebody sits who works the queue, those on the cards of who
    /// works it, and those that were members for somebody who has left.
    private func wishes(for queue: QueueName, _ rules: QueueRules, on floor: Floor) -> [Extension: Wish] {
        guard let workers = rules.workers else { return [:] }
        var wishes: [Extension: Wish] = [:]
        for (user, phone) in workers {
            if let phone { wishes[phone] = Wish(user: user, isMember: false) }
        }
        for (place, wish) in told where place.queue == queue {
            wishes[place.phone] = Wish(user: wish.user, isMember: false)
        }
        for seat in floor.seats.values where workers.keys.contains(seat.user) {
            let isThere = floor.presences[seat.user].map { $0.status != .offline } ?? false
            wishes[seat.phone] = Wish(user: seat.user, isMember: isThere)
        }
        return wishes
    }
}
