import Asterisk
import ContactCenter
import Foundation

/// Follows channels, bridges, Linkedids and queues of an Asterisk and says what they mean for calls.
///
/// PBX words stop here. It has no clock and no I/O: messages in, with the instant of their receipt, and `PBXEvent`s out.
/// It survives joining in mid-call, doubled messages and reconnects: what it has not seen happen it does not invent.
/// Not thread-safe: one reader owns it.
package final class ChannelGraph {
    var endpoints: Endpoints
    let patterns: DialplanPatterns
    var channels: [String: Channel] = [:]
    /// The channels of each phone, since one phone may have several lines in use.
    var linesInUse: [Extension: [Channel]] = [:]
    var bridges: [String: Bridge] = [:]
    var calls: [LinkedID: CallNode] = [:]
    var queues: [QueueName: [String: QueueMember]] = [:]
    var lines: [Extension: LineState] = [:]
    var listing = Listing()
    let fields = AMIFields()
    /// The attempts to listen in whose phone was busy or declined: the answer to the Originate does not tell.
    var busyListeners: Set<String> = []
    /// What became of the dialling of faxes that were not answered, until the answer to the Originate comes.
    var refusedFaxes: [FaxKey: String] = [:]
    private var services: [String: CallCause?] = [:]
    /// What the message under way has brought about so far, behind what its reader had before.
    private var events: [PBXEvent] = []
    var now = Date(timeIntervalSince1970: 0)
    private var clock = EventClock()

    package init(patterns: DialplanPatterns = DialplanPatterns()) {
        self.patterns = patterns
        self.endpoints = Endpoints(patterns: patterns)
    }

    // A bridge and the channels in it hold each other until they part; where the graph ends before, nobody parts them.
    deinit {
        for bridge in bridges.values { bridge.channels = [] }
    }

    /// By how much the PBX's clock is ahead of ours, where its events carry a timestamp.
    package var clockOffset: TimeInterval? { clock.offset }

    package func apply(_ message: AMIMessage, receivedAt: Date) -> [PBXEvent] {
        var events: [PBXEvent] = []
        apply(message, receivedAt: receivedAt, into: &events)
        return events
    }

    /// Appends what the message means; the form for a busy PBX.
    ///
    /// - Parameter receivedAt: by our clock. Where the message carries `Timestamp` that decides, put into our clock's terms
    ///   (decision D18).
    package func apply(_ message: AMIMessage, receivedAt: Date, into told: inout [PBXEvent]) {
        guard let kind = message.withEventName({ AMIEventKind(bytes: $0) }) else {
            if message.response != nil { noteResponse(message, at: receivedAt) }
            return
        }
        guard let kind else { return }
        if kind == .varSet, !ChannelGraph.isInteresting(variableOf: message) { return }
        // Lent for the time of this message, so that nothing is copied.
        swap(&events, &told)
        fields.read(message, kind) {
            now = instant(of: fields.bytes(of: .timestamp), receivedAt)
            dispatch(kind)
        }
        swap(&events, &told)
    }

    private func instant(of timestamp: UnsafeRawBufferPointer?, _ receivedAt: Date) -> Date {
        timestamp.map { clock.instant(timestamp: $0, receivedAt: receivedAt) } ?? receivedAt
    }

    /// The connection was lost: lists under way will not be completed.
    package func connectionWasLost() {
        listing = Listing()
        busyListeners = []
    }

    func emit(_ kind: CallEvent.Kind, _ call: CallNode, at: Date? = nil, evenEnded: Bool = false) {
        guard call.hasBegun, !call.isIgnored, !call.isEnded || evenEnded else { return }
        events.append(.call(CallEvent(call.linkedID, kind, at: at ?? now)))
    }

    /// What a caller who ends in this context was told.
    func service(of context: String) -> CallCause? {
        if let known = services[context] { return known }
        let cause: CallCause? =
            patterns.closedContexts.match(context)
            ? .outsideHours : patterns.blockedContexts.match(context) ? .blocked : nil
        if services.count < 10_000 { services[context] = .some(cause) }
        return cause
    }

    func emit(_ event: FloorEvent) { events.append(.floor(event)) }

    func emit(_ event: PBXEvent) { events.append(event) }

    private func dispatch(_ kind: AMIEventKind) {
        switch kind {
        case .newchannel: channelAppeared()
        case .newstate: stateChanged()
        case .newexten: dialplanStepped()
        case .newCallerid: callerIDChanged()
        case .rename: renamed()
        case .hangup: hungUp()
        case .hangupRequest: hangupRequested()
        case .dialBegin: dialBegan()
        case .dialState: dialProgressed()
        case .dialEnd: dialEnded()
        case .bridgeEnter: bridgeEntered()
        case .bridgeLeave: bridgeLeft()
        case .bridgeDestroy: bridgeDestroyed()
        case .localBridge: localPaired()
        case .hold: holdChanged(to: true)
        case .unhold: holdChanged(to: false)
        case .dtmfEnd: digitDialled()
        case .blindTransfer: blindlyTransferred()
        case .attendedTransfer: attendedlyTransferred()
        case .pickup: pickedUp()
        case .originateResponse: originateAnswered()
        case .chanSpyStart: spyStarted()
        case .chanSpyStop: spyStopped()
        case .receiveFAX, .faxStatus: faxed()
        case .sendFAX:
            faxed()
            faxWasSent()
        case .varSet: variableSet()
        case .queueCallerJoin: queueJoined()
        case .queueCallerLeave: queueLeft()
        case .cdr: emit(.cdr(CDRRow(fields), at: now))
        case .coreShowChannel, .coreShowChannelsComplete, .status, .statusComplete: listed(kind)
        case .queueParams, .queueMember, .queueStatusComplete: queueListed(kind)
        case .queueMemberStatus, .queueMemberPause, .queueMemberAdded: memberChanged()
        case .queueMemberRemoved: memberRemoved()
        case .deviceStateChange: deviceChanged()
        case .extensionStatus: extensionChanged()
        }
    }
}
