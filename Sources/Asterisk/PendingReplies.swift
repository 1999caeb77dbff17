import NIOCore

/// The actions of a connection that have not been answered in full. Lives on the connection's event loop.
final class PendingReplies {
    private struct Pending {
        let action: String
        let keepsEvents: Bool
        let promise: EventLoopPromise<AMIReply>
        var response: AMIMessage?
        var events: [AMIMessage] = []
        var heardAt: NIODeadline
    }

    /// More items than any PBX has channels, hints or members.
    static let listLimit = 100_000

    private let eventLoop: any EventLoop
    private let timeout: TimeAmount
    private var pending: [String: Pending] = [:]

    /// True while nothing is read from the socket because our own reader is slow: that is no silence of the PBX.
    var isSuspended = false {
        didSet { for id in pending.keys { pending[id]?.heardAt = .now() } }
    }

    init(eventLoop: any EventLoop, timeout: TimeAmount) {
        self.eventLoop = eventLoop
        self.timeout = timeout
    }

    /// - Returns: false if an action of this id already waits.
    func add(_ id: String, action: String, keepsEvents: Bool, _ promise: EventLoopPromise<AMIReply>) -> Bool {
        guard pending[id] == nil else { return false }
        pending[id] = Pending(action: action, keepsEvents: keepsEvents, promise: promise, heardAt: .now())
        checkTime(of: id, in: timeout)
        return true
    }

    func receive(_ message: AMIMessage) {
        guard !pending.isEmpty, let id = message.actionID, let waiting = pending[id] else { return }
        if let response = message.response {
            receive(message, response, id, waiting)
        } else {
            receiveItem(message, id)
        }
    }

    func failAll(_ error: AMIError) {
        let failed = pending
        pending = [:]
        for waiting in failed.values { waiting.promise.fail(error) }
    }

    private func receive(_ message: AMIMessage, _ response: String, _ id: String, _ waiting: Pending) {
        pending[id]?.response = message
        pending[id]?.heardAt = .now()
        if response == "Error" {
            let text = message["Message"] ?? ""
            fail(id, text == "Permission denied" ? .permissionDenied(action: waiting.action) : .refused(text))
        } else if !message.beginsList {
            succeed(id)
        }
    }

    private func receiveItem(_ event: AMIMessage, _ id: String) {
        pending[id]?.heardAt = .now()
        if pending[id]?.keepsEvents == true { pending[id]?.events.append(event) }
        if event.endsList {
            succeed(id)
        } else if let count = pending[id]?.events.count, count > Self.listLimit {
            fail(id, .listTooLong(limit: Self.listLimit))
        }
    }

    private func succeed(_ id: String) {
        guard let waiting = pending.removeValue(forKey: id) else { return }
        guard let response = waiting.response else {
            return waiting.promise.fail(AMIError(.refused("a list without an answer")))
        }
        waiting.promise.succeed(AMIReply(response: response, events: waiting.events))
    }

    private func fail(_ id: String, _ code: AMIError.Code) {
        pending.removeValue(forKey: id)?.promise.fail(AMIError(code))
    }

    private func checkTime(of id: String, in delay: TimeAmount) {
        eventLoop.assumeIsolated().scheduleTask(in: delay) { [weak self] in
            guard let self, let waiting = pending[id] else { return }
            let silence = NIODeadline.now() - waiting.heardAt
            if isSuspended {
                checkTime(of: id, in: timeout)
            } else if silence < timeout {
                checkTime(of: id, in: timeout - silence)
            } else {
                fail(id, .timedOut(waitingFor: "the answer to \(waiting.action)"))
            }
        }
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
