import Asterisk
import ContactCenter
import Foundation
import Logging

/// Reads one PBX: AMI messages become events, and events go to the switchboard in their order.
package struct PBXReader: Sendable {
    private let session: AMISession
    private let switchboard: Switchboard
    private let patterns: DialplanPatterns
    private let arrivals: ArrivalFeed?
    private let logger: Logger
    private let onResync: @Sendable () -> Void

    /// - Parameters:
    ///   - arrivals: who is told of callers who arrive; `nil` where nobody sends them on.
    ///   - onResync: called when the PBX has told how things stand, after every log-in.
    package init(
        session: AMISession,
        switchboard: Switchboard,
        patterns: DialplanPatterns,
        arrivals: ArrivalFeed? = nil,
        logger: Logger,
        onResync: @escaping @Sendable () -> Void
    ) {
        self.session = session
        self.switchboard = switchboard
        self.patterns = patterns
        self.arrivals = arrivals
        self.logger = logger
        self.onResync = onResync
    }

    /// Lives as long as the session.
    package func run() async {
        let graph = ChannelGraph(patterns: patterns)
        var watch = arrivals.map { ArrivalWatch(contexts: $0.contexts) }
        var lostAt: Date?
        for await event in session.events {
            switch event {
            case .connecting:
                break
            case .connected:
                lostAt = nil
                await switchboard.apply([.floor(.connection(.connecting))])
            case .messages(let messages, let receivedAt):
                await read(messages, receivedAt: receivedAt, with: graph)
                // Afterwards, so that the desk has heard of a call before anybody sends it on.
                if watch != nil { for message in messages { watch?.see(message).map { arrivals?.tell($0) } } }
            case .disconnected:
                graph.connectionWasLost()
                watch?.connectionWasLost()
                let since = lostAt ?? Date()
                lostAt = since
                await switchboard.apply([.floor(.connection(.lost(since: since)))])
            }
        }
    }

    private func read(_ messages: [AMIMessage], receivedAt: Date, with graph: ChannelGraph) async {
        var events: [PBXEvent] = []
        for message in messages {
            let before = events.count
            graph.apply(message, receivedAt: receivedAt, into: &events)
            if events[before...].contains(where: \.isResync) {
                events.append(.floor(.connection(.connected)))
                onResync()
            }
        }
        if !events.isEmpty { await switchboard.apply(events) }
        noteClock(graph)
    }

    /// Above two seconds the PBX's own records would no longer meet the events (decision D18).
    private func noteClock(_ graph: ChannelGraph) {
        guard let offset = graph.clockOffset, abs(offset) > 2 else { return }
        logger.debug("The PBX's clock differs from ours", metadata: ["seconds": "\(offset)"])
    }
}

extension PBXEvent {
    fileprivate var isResync: Bool {
        if case .inProgress = self { true } else { false }
    }
}
