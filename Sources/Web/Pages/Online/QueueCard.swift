import ContactCenter
import Foundation

/// A queue of the PBX as *Online* shows it: who waits in it, and who works it.
struct QueueCard: Hashable, Sendable {
    struct Caller: Hashable, Sendable {
        var call: CallID
        var number: String?
        var name: String?
        var since: Date
    }

    var name: QueueName
    /// As people call it.
    var title: String?
    /// Who has waited longest first.
    var waiting: [Caller]
    var members: [QueueMember]

    /// Every queue the PBX named, and every one that somebody waits in, in the order of their names.
    static func all(on floor: Floor, calls: some Sequence<Call>) -> [QueueCard] {
        var waiting: [QueueName: [Caller]] = [:]
        for call in calls {
            guard let queue = call.queue, let caller = Caller(call) else { continue }
            waiting[queue, default: []].append(caller)
        }
        return Set(floor.queues.keys).union(waiting.keys).sorted().map { name in
            let callers = waiting[name, default: []].sorted {
                ($0.since, $0.call.description) < ($1.since, $1.call.description)
            }
            return QueueCard(
                name: name,
                title: floor.queueRules[name]?.title,
                waiting: callers,
                members: members(of: name, on: floor)
            )
        }
    }

    /// By the name of who sits at the phone; else by the one that the PBX has for it.
    private static func members(of queue: QueueName, on floor: Floor) -> [QueueMember] {
        (floor.queues[queue]?.members ?? []).map { member in
            var member = member
            if let seat = member.phone.flatMap({ floor.seats[$0] }) { member.name = seat.displayName }
            return member
        }
    }
}

extension QueueCard.Caller {
    /// - Returns: `nil` when nobody waits in the queue for this call to be taken.
    init?(_ call: Call) {
        guard let since = call.queuedAt, call.waitingSince != nil else { return nil }
        self.init(call: call.id, number: call.otherSide.number, name: call.otherSide.name, since: since)
    }
}

/// How many wait, speak, hold, and are free to take the next call.
struct Tiles: Hashable, Sendable {
    var waiting = 0
    var waitingSince: Date?
    var talking = 0
    var onHold = 0
    var free = 0
    /// Members of queues, each phone once.
    var members = 0

    init(_ calls: some Sequence<Call>, _ floor: Floor) {
        for call in calls {
            switch call.state {
            case .talking: talking += 1
            case .onHold, .consulting: onHold += 1
            case .arriving, .inIVR, .inQueue, .ringing, .ended: break
            }
            if let since = call.waitingSince {
                waiting += 1
                waitingSince = waitingSince.map { min($0, since) } ?? since
            }
        }
        let all = floor.queues.values.flatMap(\.members)
        members = Set(all.map(\.interface)).count
        free = Set(all.filter { $0.line == .ready && !$0.isPaused }.map(\.interface)).count
    }
}
