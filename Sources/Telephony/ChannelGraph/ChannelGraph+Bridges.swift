import ContactCenter
import Foundation

extension ChannelGraph {
    func bridgeEntered() {
        guard let channel = channel(), let id = fields[.bridgeUniqueID] else { return }
        enter(channel, bridge: id, type: fields[.bridgeType], technology: fields[.bridgeTechnology])
    }

    func enter(_ channel: Channel, bridge id: String, type: String?, technology: String?) {
        guard channel.bridge?.id != id else { return }
        leaveBridge(channel)
        let bridge = bridges[id] ?? Bridge(id: id, joins: true, isBasic: true)
        if type == "parking" || technology == "holding_bridge" { bridge.joins = false }
        if technology == "softmix" || type == "base" { bridge.isBasic = false }
        bridges[id] = bridge
        bridge.channels.append(channel)
        channel.bridge = bridge
        for recorder in channel.recorders where recorder.isBridgedOnly {
            emit(.recorderRan(path: recorder.path, true), channel.call)
        }
        mergeCalls(joinedBy: channel)
        review(around: channel)
    }

    func bridgeLeft() {
        guard let channel = channel() else { return }
        noteStep(of: channel)
        if channel.bridge?.id == fields[.bridgeUniqueID] { leaveBridge(channel) }
    }

    func leaveBridge(_ channel: Channel) {
        guard let bridge = channel.bridge else { return }
        let affected = joined(with: channel) + [channel]
        channel.bridge = nil
        bridge.channels.removeAll { $0 === channel }
        if bridge.channels.isEmpty { bridges[bridge.id] = nil }
        for recorder in channel.recorders where recorder.isBridgedOnly {
            emit(.recorderRan(path: recorder.path, false), channel.call)
        }
        for other in affected { review(other) }
    }

    func bridgeDestroyed() {
        guard let bridge = bridges[fields[.bridgeUniqueID] ?? ""] else { return }
        for channel in bridge.channels { leaveBridge(channel) }
    }

    func localPaired() {
        guard let one = channels[fields[.localOneUniqueid] ?? ""], let two = channels[fields[.localTwoUniqueid] ?? ""]
        else { return }
        one.twin = two
        two.twin = one
    }

    func holdChanged(to isHeld: Bool) {
        guard let channel = channel(), channel.isHeld != isHeld else { return }
        channel.isHeld = isHeld
        // Whoever swaps holds again, each time by keys of its own.
        if isHeld, !channel.isConsulting { channel.consultationAskedAt = channel.digitsBegan(before: now) ?? now }
        review(around: channel)
    }

    func digitDialled() {
        guard let channel = channel(), !switchMode(of: channel) else { return }
        channel.firstDigitAt = channel.digitsBegan(before: now) ?? now
        channel.lastDigitAt = now
    }

    /// Everybody who hears this channel, over bridges and Local pairs.
    func joined(with channel: Channel) -> [Channel] {
        guard channel.bridge?.joins ?? false else { return [] }
        var found: [Channel] = [channel]
        var next = 0
        while next < found.count {
            let current = found[next]
            next += 1
            if let bridge = current.bridge, bridge.joins {
                for other in bridge.channels where !found.contains(where: { $0 === other }) { found.append(other) }
            }
            if let twin = current.twin, !found.contains(where: { $0 === twin }) { found.append(twin) }
        }
        return found.filter { $0 !== channel && $0.isReal }
    }

    /// What joining or holding changed for everybody around a channel, and for the same phone's other line.
    func review(around channel: Channel) {
        review(channel)
        for other in joined(with: channel) { review(other) }
    }

    func review(_ channel: Channel) {
        reviewLeg(channel)
        for other in otherLines(of: channel) where other.isHeld { reviewLeg(other) }
    }

    private func reviewLeg(_ channel: Channel) {
        guard channel.isAnnounced || channel.role == .leg, !channel.isReleased, let state = state(of: channel) else {
            return
        }
        announce(channel)
        guard channel.isAnnounced, state != channel.legState else { return }
        let isAnswerSeen =
            channel.call.isSeen ? !channel.isFoundUp : !channel.isFoundUp && !isOriginatorFoundUp(channel)
        channel.legState = state
        channel.hasJoined = true
        if channel.role == .leg { channel.call.hasAnswer = true }
        emit(.became(channel.legID, state, isAnswerSeen: isAnswerSeen), channel.call)
        if state == .talking, channel.role == .leg { completeHandOver(by: channel) }
    }

    /// Somebody may have answered before we looked.
    private func isOriginatorFoundUp(_ channel: Channel) -> Bool {
        channel.call.originator?.isFoundUp ?? true
    }

    /// What a leg is doing, or `nil` while nobody has been joined with it.
    private func state(of channel: Channel) -> CallLeg.State? {
        let others = joined(with: channel)
        guard !others.isEmpty else { return aloneState(of: channel) }
        channel.lastPeer = others.first
        for other in others { other.lastPeer = channel }
        let counterparts = others.filter { isCounterpart($0, of: channel) }
        guard !counterparts.isEmpty else { return .consulting }
        guard channel.isHeld || counterparts.contains(where: \.isHeld) else { return .talking }
        return isConsultingOnOtherLine(channel) ? .consulting : .holding
    }

    /// Somebody who was joined and hears nobody: the other party waits for him, unless he has handed it on.
    private func aloneState(of channel: Channel) -> CallLeg.State? {
        guard channel.hasJoined else { return nil }
        let last = channel.call.handOver
        return last?.kind != .attended && last?.from == channel.party && last?.isCompleted == false
            ? .answered : .holding
    }

    /// The other party of the call, as seen from this leg: the client where there is one.
    private func isCounterpart(_ other: Channel, of channel: Channel) -> Bool {
        let call = channel.call
        if channel.role == .originator || (channel.isTrunk && call.direction != .inbound) { return true }
        if call.direction == .inbound { return other === call.originator || call.originator == nil }
        if call.channels.contains(where: { $0.isTrunk && $0.hasJoined }) { return other.isTrunk }
        return other === call.originator || call.originator == nil
    }

    /// The same phone talks to somebody on a line that it opened itself while this one waits.
    private func isConsultingOnOtherLine(_ channel: Channel) -> Bool {
        channel.isHeld
            && otherLines(of: channel).contains { line in
                line.call !== channel.call && line.call.originator === line && !joined(with: line).isEmpty
            }
    }

    // MARK: Recorders

    func startRecorder(_ path: String, on channel: Channel) {
        emit(.recording(path: path), channel.call)
        guard !channel.recorders.contains(where: { $0.path == path }) else { return }
        channel.recorders.append((path, channel.mixMonitorIsBridgedOnly))
        if !channel.mixMonitorIsBridgedOnly || channel.bridge != nil {
            emit(.recorderRan(path: path, true), channel.call)
        }
    }

    func stopRecorders(of channel: Channel) {
        for recorder in channel.recorders { emit(.recorderRan(path: recorder.path, false), channel.call) }
        channel.recorders = []
    }
}

extension ChannelGraph.Channel {
    /// Somebody who was called after it asked for a consultation is still there.
    fileprivate var isConsulting: Bool {
        guard let consultationAskedAt else { return false }
        return call.channels.contains { other in
            other !== self && other.role == .leg && !other.isReleased && other.appearedAt >= consultationAskedAt
        }
    }

    /// When the run of digits under way began, if one is under way: keys less than two seconds apart.
    func digitsBegan(before now: Date) -> Date? {
        guard let firstDigitAt, let lastDigitAt, now.timeIntervalSince(lastDigitAt) < 2 else { return nil }
        return firstDigitAt
    }
}
