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
    private(set) var fields = AMIFields()
    private var services: [String: CallCause?] = [:]
    /// What the message under way has brought about so far.
    private var events: [PBXEvent] = []
    var now = Date(timeIntervalSince1970: 0)
    private var clock = EventClock()

    package init(patterns: DialplanPatterns = DialplanPatterns()) {
        self.patterns = patterns
        self.endpoints = Endpoints(patterns: patterns)
    }

    /// By how much the PBX's clock is ahead of ours, where its events carry a timestamp.
    package var clockOffset: TimeInterval? { clock.offset }

    /// - Parameter receivedAt: by our clock. Where the message carries `Timestamp` that decides, put into our clock's terms
    ///   (decision D18).
    package func apply(_ message: AMIMessage, receivedAt: Date) -> [PBXEvent] {
        let kind = message.withEventName { AMIEventKind(bytes: $0) } ?? nil
        guard let kind else {
            if message.response != nil { noteResponse(message, at: receivedAt) }
            return take()
        }
        if kind == .varSet, !ChannelGraph.isInteresting(variableOf: message) { return [] }
        fields.read(message)
        now = clock.instant(timestamp: fields[.timestamp], receivedAt: receivedAt)
        dispatch(kind, message)
        return take()
    }

    /// The connection was lost: lists under way will not be completed.
    package func connectionWasLost() {
        listing = Listing()
    }

    private func take() -> [PBXEvent] {
        guard !events.isEmpty else { return [] }
        defer { events.removeAll(keepingCapacity: true) }
        return events
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

    private func dispatch(_ kind: AMIEventKind, _ message: AMIMessage) {
        switch kind {
        case .newchannel: channelAppeared(ChannelSnapshot(fields))
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
        case .sendFAX, .receiveFAX, .faxStatus: faxed()
        case .varSet: variableSet()
        case .queueCallerJoin: queueJoined()
        case .queueCallerLeave: queueLeft()
        case .agentCalled: break
        case .cdr: emit(.cdr(CDRRow(message), at: now))
        case .coreShowChannel, .coreShowChannelsComplete, .status, .statusComplete: listed(kind)
        case .queueParams, .queueMember, .queueStatusComplete: queueListed(kind)
        case .queueMemberStatus, .queueMemberPause, .queueMemberAdded: memberChanged()
        case .queueMemberRemoved: memberRemoved()
        case .deviceStateChange: deviceChanged()
        case .extensionStatus: extensionChanged()
        }
    }
}

/// The channel headers that most events carry.
struct ChannelSnapshot {
    var name: String
    var uniqueID: String
    var linkedID: LinkedID
    var state: String
    var context: String
    var exten: String
    var callerNumber: String?
    var callerName: String?

    /// Asterisk's own limit for ids is 150 bytes; what is longer is no channel of an Asterisk.
    private static let idLimit = 150

    init?(_ fields: AMIFields) {
        guard let name = fields[.channel], let uniqueID = fields.known(.uniqueid),
            let linkedID = fields.known(.linkedid),
            uniqueID.utf8.count <= Self.idLimit, linkedID.utf8.count <= Self.idLimit
        else { return nil }
        self.name = name
        self.uniqueID = uniqueID
        self.linkedID = LinkedID(linkedID)
        state = fields[.channelStateDesc] ?? ""
        context = fields[.context] ?? ""
        exten = fields[.exten] ?? ""
        callerNumber = fields.known(.callerIDNum)
        callerName = fields.known(.callerIDName)
    }

    /// The called side of a dial event.
    init?(destinationOf fields: AMIFields) {
        guard let name = fields[.destChannel], let uniqueID = fields.known(.destUniqueid),
            let linkedID = fields.known(.destLinkedid),
            uniqueID.utf8.count <= Self.idLimit, linkedID.utf8.count <= Self.idLimit
        else { return nil }
        self.name = name
        self.uniqueID = uniqueID
        self.linkedID = LinkedID(linkedID)
        state = fields[.destChannelStateDesc] ?? ""
        context = fields[.destContext] ?? ""
        exten = fields[.destExten] ?? ""
        callerNumber = fields.known(.destCallerIDNum)
        callerName = fields.known(.destCallerIDName)
    }
}
