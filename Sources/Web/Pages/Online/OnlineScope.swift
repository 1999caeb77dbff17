import ContactCenter

/// Whose calls and queues *Online* shows to a reader.
enum OnlineScope: Hashable, Sendable {
    case all
    /// What the phones do at which people of this department sit, and the queues that ring them.
    case department(String)
    /// The same of one's own phone.
    case person(UserID)

    /// - Returns: `nil` for who may not watch at all.
    init?(of reader: SignedIn) {
        switch reader.reach(of: .online) {
        case .nobody: return nil
        case .everybody: self = .all
        case .some(.department(let department)): self = .department(department)
        case .some(.user(let user)): self = .person(user)
        }
    }

    func includes(_ seat: Seat?) -> Bool {
        switch self {
        case .all: true
        case .department(let department): seat?.department == department
        case .person(let person): seat?.user == person
        }
    }

    /// The floor without what the reader does not see.
    func part(of floor: Floor) -> Floor {
        guard self != .all else { return floor }
        var part = floor
        part.queues = floor.queues.filter { _, queue in
            queue.members.contains { member in member.phone.map { includes(floor.seats[$0]) } ?? false }
        }
        return part
    }

    /// - Parameter part: what `part(of:)` has left of the floor.
    func includes(_ call: Call, on part: Floor) -> Bool {
        guard self != .all else { return true }
        if call.presentPhones.contains(where: { includes(part.seats[$0]) }) { return true }
        // Who sits down at a phone has no part in what was before.
        let wasThere = call.phoneMoments.contains { phone, at in
            part.seats[phone].map { includes($0) && $0.since <= at } ?? false
        }
        if wasThere { return true }
        return call.answeredAt == nil && call.queue.map { part.queues[$0] != nil } ?? false
    }
}
