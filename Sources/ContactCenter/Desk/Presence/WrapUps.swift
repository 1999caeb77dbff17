import Foundation

/// Who still works on a call that has ended, because its queue gives time for it (decision D26).
struct WrapUps: Sendable {
    private struct WrapUp {
        var call: CallID
        var phone: Extension
        var since: Date
        var until: Date
    }

    private var open: [UserID: WrapUp] = [:]
    var rules: [QueueName: QueueRules] = [:]
    var queues: [QueueName: PBXQueue] = [:]

    var calls: Set<CallID> { Set(open.values.map(\.call)) }

    /// Somebody has left a call. Only a member of its queue has time afterwards: whoever got it by a transfer does not.
    mutating func begin(after call: Call, by user: UserID, at phone: Extension, since: Date) {
        guard call.direction == .inbound, let queue = call.queue, let length = rules[queue]?.wrapUp, length > 0,
            queues[queue]?.members.contains(where: { $0.phone == phone }) ?? false
        else { return }
        open[user] = WrapUp(call: call.id, phone: phone, since: since, until: since + length)
    }

    /// - Returns: whose time is over, and since when.
    mutating func expire(at now: Date) -> [(UserID, Date)] {
        let over = open.filter { $0.value.until <= now }
        for user in over.keys { open[user] = nil }
        return over.map { ($0.key, $0.value.until) }
    }

    /// - Returns: who is done with them.
    mutating func end(after calls: Set<CallID>) -> [UserID] {
        let done = open.filter { calls.contains($0.value.call) }.map(\.key)
        for user in done { open[user] = nil }
        return done
    }

    mutating func end(of user: UserID) { open[user] = nil }

    func since(of user: UserID, at phone: Extension) -> Date? {
        open[user].flatMap { $0.phone == phone ? $0.since : nil }
    }
}
