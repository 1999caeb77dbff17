import ContactCenter
import Foundation

extension ChannelGraph {
    func queueJoined() {
        guard let channel = channel(), let name = fields[.queue] else { return }
        let queue = QueueName(name)
        channel.call.queue = queue
        emit(.enteredQueue(queue, hasReachableMember: hasReachableMember(queue)), channel.call)
    }

    func queueLeft() {
        guard let channel = channels[fields[.uniqueid] ?? ""] else { return }
        channel.call.queue = nil
    }

    /// A queue of which nothing is known may have members.
    private func hasReachableMember(_ queue: QueueName) -> Bool {
        guard let members = queues[queue] else { return true }
        return members.values.contains(where: Self.isReachable)
    }

    private static func isReachable(_ member: QueueMember) -> Bool {
        member.line != .offline && !member.isPaused
    }

    func queueListed(_ kind: AMIEventKind) {
        guard fields[.actionID] != nil else { return }
        switch kind {
        case .queueParams:
            if let name = fields[.queue] { listing.queues[QueueName(name)] = [:] }
        case .queueMember:
            guard let name = fields[.queue], let member = member() else { return }
            listing.queues[QueueName(name), default: [:]][member.interface] = member
        default:
            queues = listing.queues
            listing.queues = [:]
            for (queue, members) in queues where members.values.contains(where: Self.isReachable) {
                wakeWaiting(in: queue)
            }
            emit(
                .queues(
                    queues.sorted { $0.key < $1.key }.map { name, members in
                        PBXQueue(name: name, members: members.values.sorted { $0.interface < $1.interface })
                    }
                )
            )
        }
    }

    func memberChanged() {
        guard let name = fields[.queue], let member = member() else { return }
        let queue = QueueName(name)
        guard queues[queue]?[member.interface] != member else { return }
        queues[queue, default: [:]][member.interface] = member
        if Self.isReachable(member) { wakeWaiting(in: queue) }
        emit(.member(member, of: queue))
    }

    func memberRemoved() {
        guard let name = fields[.queue], let interface = fields[.interface] ?? fields[.location] else { return }
        guard queues[QueueName(name)]?.removeValue(forKey: interface) != nil else { return }
        emit(.memberLeft(interface: interface, of: QueueName(name)))
    }

    private func wakeWaiting(in queue: QueueName) {
        for call in calls.values where call.queue == queue && !call.hasAnswer { emit(.memberBecameReachable, call) }
    }

    private func member() -> QueueMember? {
        guard let interface = fields[.interface] ?? fields[.location] else { return nil }
        return QueueMember(
            interface: interface,
            name: fields[.memberName] ?? fields[.name] ?? interface,
            phone: phone(ofMember: interface),
            line: Self.line(ofMemberStatus: fields[.status]),
            isPaused: fields[.paused] == "1",
            pauseReason: fields.known(.pausedReason)
        )
    }

    /// `PJSIP/0111`, or the extension inside `Local/0111@from-queue/n`.
    private func phone(ofMember interface: String) -> Extension? {
        if let known = endpoints.extensions[interface] { return known }
        guard let slash = interface.firstIndex(of: "/") else { return nil }
        let rest = interface[interface.index(after: slash)...]
        return Endpoints.leadingExtension(of: String(rest.prefix { $0 != "@" && $0 != "/" })).map { Extension($0) }
    }

    private static func line(ofMemberStatus status: String?) -> LineState {
        switch status {
        case "2": .talking
        case "3": .busy
        case "4", "5": .offline
        case "6", "7": .ringing
        case "8": .onHold
        default: .ready
        }
    }

    // MARK: Phones

    func extensionChanged() {
        guard let number = fields[.exten], let status = fields[.status].flatMap({ Int($0) }) else { return }
        let phone = Extension(number)
        if let hint = fields.known(.hint) { endpoints.learn(hint: hint, extension: phone) }
        setLine(of: phone, Self.line(ofExtensionStatus: status))
    }

    func deviceChanged() {
        guard let device = fields[.device], let phone = endpoints.extensions[device], let state = fields[.state] else {
            return
        }
        setLine(of: phone, Self.line(ofDeviceState: state))
    }

    private func setLine(of phone: Extension, _ line: LineState) {
        guard lines.updateValue(line, forKey: phone) != line else { return }
        emit(.phone(phone, line))
    }

    /// A bit set: 1 in use, 2 busy, 4 unavailable, 8 ringing, 16 on hold; negative when the hint was removed.
    private static func line(ofExtensionStatus status: Int) -> LineState {
        if status < 0 || status & 4 != 0 { return .offline }
        if status & 16 != 0 { return .onHold }
        if status & 8 != 0 { return .ringing }
        if status & 2 != 0 { return .busy }
        return status & 1 != 0 ? .talking : .ready
    }

    private static func line(ofDeviceState state: String) -> LineState {
        switch state {
        case "INUSE": .talking
        case "BUSY": .busy
        case "RINGING", "RINGINUSE": .ringing
        case "ONHOLD": .onHold
        case "UNAVAILABLE", "INVALID": .offline
        default: .ready
        }
    }
}
