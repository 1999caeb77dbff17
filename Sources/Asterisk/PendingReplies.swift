import NIOCore

/// The actions of a connection that have not been answered in full. No I/O; the time is passed in.
struct PendingReplies {
    typealias Completion = (Result<AMIReply, AMIError>) -> Void

    private struct Pending {
        let action: String
        let keepsEvents: Bool
        let complete: Completion
        var response: AMIMessage?
        var events: [AMIMessage] = []
        var heardAt: NIODeadline
    }

    /// More items than any PBX has channels, hints or members.
    static let listLimit = 100_000

    private let timeout: TimeAmount
    private var pending: [String: Pending] = [:]

    /// - Parameter timeout: how long an action may go without an answer, a list without its next item.
    init(timeout: TimeAmount) {
        self.timeout = timeout
    }

    /// - Parameter keepsEvents: whether the items of a list are wanted in the reply.
    /// - Returns: false if an action of this id already waits.
    mutating func add(
        _ id: String,
        action: String,
        keepsEvents: Bool = true,
        at now: NIODeadline,
        _ complete: @escaping Completion
    ) -> Bool {
        guard pending[id] == nil else { return false }
        pending[id] = Pending(action: action, keepsEvents: keepsEvents, complete: complete, heardAt: now)
        return true
    }

    mutating func receive(_ message: AMIMessage, at now: NIODeadline) {
        guard !pending.isEmpty, let id = message.actionID, pending[id] != nil else { return }
        pending[id]?.heardAt = now
        if let response = message.response {
            receiveResponse(message, response, id)
        } else {
            receiveItem(message, id)
        }
    }

    /// When the next action runs out of time, if nothing is heard until then.
    var deadline: NIODeadline? { pending.values.map { $0.heardAt + timeout }.min() }

    mutating func failOverdue(at now: NIODeadline) {
        for (id, waiting) in pending where waiting.heardAt + timeout <= now {
            finish(id, .failure(AMIError(.timedOut(waitingFor: "the answer to \(waiting.action)"))))
        }
    }

    /// The silence until now was not the PBX's.
    mutating func restartClocks(at now: NIODeadline) {
        for id in pending.keys { pending[id]?.heardAt = now }
    }

    mutating func failAll(_ error: AMIError) {
        for id in pending.keys { finish(id, .failure(error)) }
    }

    private mutating func receiveResponse(_ message: AMIMessage, _ response: String, _ id: String) {
        pending[id]?.response = message
        if response == "Error" {
            let text = message["Message"] ?? ""
            let isDenied = text == "Permission denied"
            let code: AMIError.Code =
                isDenied ? .permissionDenied(action: pending[id]?.action ?? "") : .refused(AMIError.printable(text))
            finish(id, .failure(AMIError(code)))
        } else if !message.beginsList {
            succeed(id)
        }
    }

    private mutating func receiveItem(_ event: AMIMessage, _ id: String) {
        if pending[id]?.keepsEvents == true { pending[id]?.events.append(event) }
        if event.endsList {
            succeed(id)
        } else if let count = pending[id]?.events.count, count > Self.listLimit {
            finish(id, .failure(AMIError(.listTooLong(limit: Self.listLimit))))
        }
    }

    private mutating func succeed(_ id: String) {
        guard let waiting = pending[id], let response = waiting.response else { return }
        finish(id, .success(AMIReply(response: response, events: waiting.events)))
    }

    private mutating func finish(_ id: String, _ result: Result<AMIReply, AMIError>) {
        pending.removeValue(forKey: id)?.complete(result)
    }
}

extension AMIMessage {
    /// Asterisk 12 and before had no `EventList` header; the wording is the same to this day.
    fileprivate var beginsList: Bool {
        self["EventList"]?.lowercased() == "start" || self["Message"]?.hasSuffix("will follow") == true
    }

    fileprivate var endsList: Bool {
        switch self["EventList"]?.lowercased() {
        case "complete", "cancelled": true
        default: event?.hasSuffix("Complete") == true
        }
    }
}
