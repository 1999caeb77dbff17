import Asterisk
import ContactCenter
import Foundation

extension ChannelGraph {
    func channelAppeared() {
        guard let snapshot = ChannelSnapshot(fields), channels[snapshot.uniqueID] == nil else { return }
        _ = take(up: snapshot, isSeen: true)
    }

    /// The channel of the message, taken up now if its beginning was missed.
    func channel(_ headers: ChannelHeaders = .own) -> Channel? {
        guard let ids = ChannelIDs(fields, headers) else { return nil }
        if let known = channels[ids.uniqueID] {
            follow(known, to: ids.linkedID)
            return known
        }
        return ChannelSnapshot(fields, headers).map { take(up: $0, isSeen: false) }
    }

    private func follow(_ channel: Channel, to linkedID: UnsafeRawBufferPointer) {
        guard !linkedID.isText(channel.call.linkedID.rawValue) else { return }
        follow(channel, to: LinkedID(amiText(linkedID)))
    }

    /// Starts to follow a channel.
    ///
    /// - Parameter isSeen: false when it was there before we looked.
    func take(up snapshot: ChannelSnapshot, isSeen: Bool) -> Channel {
        let call = self.call(snapshot.linkedID, isSeen: isSeen && snapshot.uniqueID == snapshot.linkedID.rawValue)
        let name = ChannelName(snapshot.name)
        let channel = Channel(uniqueID: snapshot.uniqueID, name: name, call: call, appearedAt: now)
        channel.context = snapshot.context
        channel.exten = snapshot.exten
        channel.isUp = snapshot.state == "Up"
        channel.isFoundUp = !isSeen && channel.isUp
        channels[snapshot.uniqueID] = channel
        call.channels.append(channel)
        if channel.isReal { assignRole(to: channel, snapshot, isSeen: isSeen) }
        faxAppeared(channel)
        return channel
    }

    private func call(_ linkedID: LinkedID, isSeen: Bool) -> CallNode {
        if let known = calls[linkedID] { return known }
        let call = CallNode(linkedID: linkedID, beganAt: now)
        call.isSeen = isSeen
        call.isIgnored = Self.isListening(linkedID) || Self.isFax(linkedID)
        calls[linkedID] = call
        return call
    }

    private func assignRole(to channel: Channel, _ snapshot: ChannelSnapshot, isSeen: Bool) {
        let call = channel.call
        let isFirst = snapshot.uniqueID == snapshot.linkedID.rawValue
        let cameIn = snapshot.state == "Ring" || (isFirst && !isSeen && channel.isUp)
        channel.endpoint = endpoints.kind(
            of: Endpoints.Appearance(
                name: channel.name,
                context: snapshot.context,
                callerNumber: snapshot.callerNumber,
                isCalled: !cameIn
            )
        )
        noteLine(channel)
        if isFirst || call.isOriginatedLocally {
            channel.role = .originator
            call.originator = channel
            begin(call, with: channel, snapshot, cameIn: cameIn)
        } else {
            channel.role = .leg
        }
        if !isSeen { noteFound(channel, state: snapshot.state) }
    }

    private func begin(_ call: CallNode, with channel: Channel, _ snapshot: ChannelSnapshot, cameIn: Bool) {
        let isInbound = cameIn && channel.isTrunk
        let dialled = isInbound ? patterns.ourNumber(snapshot.exten) : Self.dialledNumber(snapshot.exten)
        call.isOriginated = !cameIn
        if isInbound {
            call.direction = .inbound
        } else {
            call.direction = dialled.map(Self.looksOutside) ?? call.isOriginated ? .outbound : .internal
        }
        var beginning = CallBeginning(
            direction: call.direction ?? .inbound,
            caller: CallerID(number: snapshot.callerNumber, name: snapshot.callerName),
            callerPhone: channel.phone,
            dialled: cameIn && (call.isSeen || patterns.inboundContexts.match(snapshot.context)) ? dialled : nil
        )
        if isInbound { beginning.trunk = channel.trunk }
        if call.isOriginated {
            beginning.isClickToCall = channel.phone != nil
            beginning.caller = CallerID(number: channel.phone?.rawValue, name: snapshot.callerName)
        }
        beginning.isSeen = call.isSeen
        call.dialled = beginning.dialled
        call.hasBegun = true
        emit(.began(beginning), call)
        if call.isOriginated { announce(channel) }
        for other in call.channels where other.role == .leg && (other.isFoundUp || other.hasRung) { announce(other) }
    }

    /// A channel that was there before we looked.
    private func noteFound(_ channel: Channel, state: String) {
        if state == "Ringing" { rang(channel, isSeen: false) }
        if channel.isFoundUp, channel.role == .leg { announce(channel) }
    }

    /// Tells of a leg, once it is known who is called.
    func announce(_ channel: Channel) {
        guard !channel.isAnnounced, channel.call.hasBegun, !channel.isReleased else { return }
        if channel.isTrunk, channel.outsideNumber == nil { channel.outsideNumber = channel.call.dialled }
        guard let party = channel.party else { return }
        channel.isAnnounced = true
        let call = channel.call
        let isCaller = channel.role == .originator && channel.phone != nil
        let isOffered = call.queue != nil && !call.hasAnswer
        emit(
            .calledLeg(
                channel.legID,
                party,
                role: isCaller ? .caller : nil,
                queue: isOffered ? call.queue : nil,
                trunk: channel.trunk
            ),
            call
        )
        if !isCaller { noteReturn(to: channel) }
    }

    func rang(_ channel: Channel, isSeen: Bool = true) {
        guard channel.role == .leg || channel.call.isOriginated, channel.isReal else { return }
        announce(channel)
        guard channel.isAnnounced, !channel.hasRung, !channel.isReleased else { return }
        channel.hasRung = true
        if isSeen { emit(.rang(channel.legID), channel.call) }
    }

    func stateChanged() {
        guard let channel = channel() else { return }
        switch fields[.channelStateDesc] {
        case "Ringing":
            rang(channel)
        case "Up" where !channel.isUp:
            channel.isUp = true
            cameUp(channel)
        default:
            break
        }
    }

    private func cameUp(_ channel: Channel) {
        let call = channel.call
        guard channel.isReal, channel.role == .originator else { return }
        if call.isOriginated {
            if channel.phone != nil { emit(.pickedUp(channel.legID), call) }
        } else if call.direction == .inbound, call.queue == nil, !call.hasAnswer,
            !Self.seeksPeople(channel.application),
            !call.channels.contains(where: { $0.role == .leg && ($0.isUp || $0.hasRung) })
        {
            emit(.enteredIVR, call)
        }
    }

    /// Answering is only part of looking for somebody.
    private static func seeksPeople(_ application: String) -> Bool {
        ["Dial", "Queue", "FollowMe", "Page"].contains(application)
    }

    func callerIDChanged() {
        guard let channel = channels[fields[.uniqueid] ?? ""], channel.call.originator === channel,
            channel.call.isOriginated, channel.call.dialled == nil, !channel.isUp,
            let number = fields.known(.callerIDNum), number != channel.phone?.rawValue
        else { return }
        // The Originate's caller id: mostly the client's number, sure only with the OriginateResponse.
        emit(.described(direction: nil, dialled: number, caller: nil, callerPhone: nil), channel.call)
    }

    func renamed() {
        guard let channel = channels[fields[.uniqueid] ?? ""], let name = fields[.newname] else { return }
        channel.name = ChannelName(name)
    }

    /// Q.850: user busy, call rejected.
    private static func isRefusal(_ cause: Int) -> Bool { cause == 17 || cause == 21 }

    func hangupRequested() {
        guard let channel = channel(), channel.isReal else { return }
        let call = channel.call
        let cause = fields[.cause].flatMap { Int($0) } ?? 0
        if Self.isListening(call.linkedID), Self.isRefusal(cause) { busyListeners.insert(channel.uniqueID) }
        if channel.role == .originator {
            emit(.hungUp(by: call.direction == .inbound ? nil : channel.party, isCaller: true), call)
        } else if channel.hasJoined {
            // Whoever leaves a consultation ends nobody's call.
            let isWithOther = call.originator.map { other in joined(with: channel).contains { $0 === other } } ?? true
            if isWithOther || call.originator?.role == .spent {
                emit(.hungUp(by: channel.party, isCaller: false), call)
            }
        } else {
            channel.refusal = cause
        }
    }

    func hungUp() {
        guard let ids = ChannelIDs(fields), let channel = channels.removeValue(forKey: ids.uniqueID) else { return }
        follow(channel, to: ids.linkedID)
        channel.exten = fields[.exten] ?? ""
        let cause = fields[.cause].flatMap { Int($0) } ?? 0
        close(channel, result: Self.result(ofHangup: cause, channel, isBusy: isBusy), isKnown: true)
    }

    /// The channel is gone.
    func close(_ channel: Channel, result: LegResult, isKnown: Bool) {
        channels[channel.uniqueID] = nil
        forgetLine(channel)
        spyLeft(channel)
        faxLeft(channel, isKnown: isKnown)
        let call = channel.call
        stopRecorders(of: channel)
        leaveBridge(channel)
        release(channel, result)
        call.channels.removeAll { $0 === channel }
        if channel === call.originator {
            originatorLeft(call, isKnown: isKnown)
        } else if call.originator == nil || call.originator?.role == .spent {
            endIfAlone(call, isKnown: isKnown)
        }
        if call.channels.isEmpty { forget(call, isKnown: isKnown) }
    }

    func release(_ channel: Channel, _ result: LegResult) {
        // The end of the dialling told already why; only a refusal is told by the hang-up alone.
        guard channel.isAnnounced, !channel.isReleased || result == .rejected || result == .busy else { return }
        channel.isReleased = true
        emit(
            .released(channel.legID, channel.hasJoined ? .answered : result),
            channel.call,
            evenEnded: !channel.hasJoined
        )
    }

    /// The caller's leg ended, and the call with it, unless the caller was one of us who handed the other party on.
    private func originatorLeft(_ call: CallNode, isKnown: Bool) {
        let isHandedOn = call.direction != .inbound && call.handOver != nil && !call.realChannels.isEmpty
        guard !isHandedOn else {
            call.originator = nil
            return
        }
        end(call, isKnown: isKnown)
    }

    private func endIfAlone(_ call: CallNode, isKnown: Bool) {
        if call.realChannels.isEmpty, call.hasBegun, call.handOver != nil { end(call, isKnown: isKnown) }
    }

    func end(_ call: CallNode, isKnown: Bool) {
        emit(.ended(isKnown: isKnown), call)
        call.isEnded = true
    }

    private func forget(_ call: CallNode, isKnown: Bool) {
        end(call, isKnown: isKnown)
        calls[call.linkedID] = nil
        for linkedID in call.absorbed where calls[linkedID] === call { calls[linkedID] = nil }
    }

    /// Another line of the same phone is in a conversation.
    func isBusy(_ channel: Channel) -> Bool {
        otherLines(of: channel).contains(where: \.isUp)
    }

    func otherLines(of channel: Channel) -> [Channel] {
        guard let phone = channel.phone, let lines = linesInUse[phone], lines.count > 1 else { return [] }
        return lines.filter { $0 !== channel }
    }

    private func noteLine(_ channel: Channel) {
        if let phone = channel.phone { linesInUse[phone, default: []].append(channel) }
    }

    func forgetLine(_ channel: Channel) {
        guard let phone = channel.phone else { return }
        linesInUse[phone]?.removeAll { $0 === channel }
        if linesInUse[phone]?.isEmpty ?? false { linesInUse[phone] = nil }
    }

    private static func result(ofHangup cause: Int, _ channel: Channel, isBusy: (Channel) -> Bool) -> LegResult {
        if channel.role == .originator { return channel.isUp ? .answered : .noAnswer }
        switch cause {
        case 17, 21: return channel.hasRung && !isBusy(channel) ? .rejected : .busy
        case 19, 18: return .noAnswer
        case _ where saysUnreachable(cause): return channel.hasRung ? .noAnswer : .failed
        default: return .cancelled
        }
    }

    /// Q.850 causes by which a network says that it cannot reach the number.
    static func saysUnreachable(_ cause: Int) -> Bool {
        [1, 2, 3, 20, 22, 27, 28, 34, 38, 41, 42, 44, 50, 57, 58, 63, 65, 88].contains(cause)
    }

    /// What the caller or operator dialled; service extensions such as `s` are none.
    static func dialledNumber(_ exten: String) -> String? {
        ["", "s", "h", "i", "t", "T", "o", "a", "e", "<unknown>"].contains(exten) ? nil : exten
    }

    /// Longer than any internal number.
    static func looksOutside(_ number: String) -> Bool {
        number.utf8.filter { (48...57).contains($0) }.count > 6
    }
}

extension ChannelGraph.CallNode {
    /// An Originate to a Local channel: the first phone it calls is the operator's.
    var isOriginatedLocally: Bool {
        originator == nil && !hasBegun
            && channels.contains { $0.name.kind == .local && $0.uniqueID == linkedID.rawValue }
    }

    var realChannels: [ChannelGraph.Channel] {
        channels.filter { $0.isReal && $0.role != .spent && !$0.isReleased }
    }
}
