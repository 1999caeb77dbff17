import Foundation

/// Who still works on a call that has ended, because its queue gives time for it (decision D26).
struct WrapUps: Sendable {
    private struct WrapUp {
        var call: CallID
        var queue: QueueName
        var phone: Extension
        var since: Date
        /// Until then it lasts at least, for as long as nobody has said what the queue gives.
        var patience: Date
    }

    /// How long after a start the directory of queues may not have been read yet.
    private static let patience: TimeInterval = 60

    private var open: [UserID: WrapUp] = [:]
    var rules: [QueueName: QueueRules] = [:]
    var queues: [QueueName: PBXQueue] = [:]

    var calls: Set<CallID> { Set(open.values.map(\.call)) }

    /// Somebody has left a call. Only a member of its queue has time afterwards: whoever got it by a transfer does not.
    mutating func begin(after call: Call, by user: UserID, at phone: Extension, since: Date) {
        guard call.direction == .inbound, let queue = call.queue, let length = rules[queue]?.wrapUp, length > 0,
            queues[queue]?.members.contains(where: { $0.phone == phone }) ?? false
        else { return }
        open[user] = WrapUp(call: call.id, queue: queue, phone: phone, since: since, patience: since)
    }

    /// Goes on with what was written before the program started anew.
    mutating func goOn(after call: Call, by user: UserID, at phone: Extension, since: Date, now: Date) {
        guard call.direction == .inbound, let queue = call.queue else { return }
        let patience = now + Self.patience
        open[user] = WrapUp(call: call.id, queue: queue, phone: phone, since: since, patience: patience)
    }

    /// - Returns: whose time is over, and since when.
    mutating func expire(at now: Date) -> [(UserID, Date)] {
        let over = open.compactMap { user, wrapUp -> (UserID, Date)? in
            let end = rules[wrapUp.queue].map { wrapUp.since + $0.wrapUp } ?? wrapUp.patience
            return end <= now ? (user, end) : nil
        }
        for (user, _) in over { open[user] = nil }
        return over
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
