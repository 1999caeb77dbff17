import Asterisk
import ContactCenter
import Foundation

extension ChannelGraph {
    /// The lists of a resync, while they come in.
    struct Listing {
        struct ListedChannel {
            var snapshot: ChannelSnapshot
            var bridge: String?
            var application: String
            var applicationData: String
            var age: TimeInterval?
        }

        /// The channels known when the list began: only these can be missing from it.
        var knownBefore: Set<String>?
        var channels: [ListedChannel] = []
        var queues: [QueueName: [String: QueueMember]] = [:]
    }

    func noteResponse(_ message: AMIMessage, at receivedAt: Date) {
        guard message["Message"] == "Channels will follow" else { return }
        now = receivedAt
        listing.knownBefore = Set(channels.keys)
        listing.channels = []
    }

    func listed(_ kind: AMIEventKind) {
        switch kind {
        case .coreShowChannel: listChannel()
        case .coreShowChannelsComplete: reconcile()
        case .status: noteStatus()
        default: break
        }
    }

    private func listChannel() {
        guard let snapshot = ChannelSnapshot(fields) else { return }
        listing.channels.append(
            Listing.ListedChannel(
                snapshot: snapshot,
                bridge: fields.known(.bridgeID),
                application: fields[.application] ?? "",
                applicationData: fields[.applicationData] ?? "",
                age: fields[.duration].flatMap(Self.seconds)
            )
        )
    }

    /// Takes up what the PBX lists and closes what it no longer lists.
    private func reconcile() {
        let listed = listing.channels
        let knownBefore = listing.knownBefore ?? []
        listing.channels = []
        listing.knownBefore = nil
        let present = Set(listed.map(\.snapshot.uniqueID))
        for uniqueID in knownBefore.subtracting(present).sorted() {
            guard let gone = channels[uniqueID] else { continue }
            close(gone, result: gone.hasJoined ? .answered : .cancelled, isKnown: false)
        }
        for entry in listed.sorted(by: { Self.isListedBefore($0.snapshot, $1.snapshot) }) { takeUp(entry) }
        for entry in listed { rejoin(entry) }
        for entry in listed where entry.application == "ChanSpy" { takeUpSpying(entry, of: listed) }
        for entry in listed where entry.application == "SendFAX" {
            if let channel = channels[entry.snapshot.uniqueID] { foundFaxing(channel, exten: entry.snapshot.exten) }
        }
        emit(
            .inProgress(
                Set(calls.values.filter { $0.hasBegun && !$0.isEnded && !$0.isIgnored }.map(\.linkedID)),
                at: now
            )
        )
    }

    /// First channels first, so that a leg finds its call.
    private static func isListedBefore(_ one: ChannelSnapshot, _ two: ChannelSnapshot) -> Bool {
        let oneIsFirst = one.uniqueID == one.linkedID.rawValue
        let twoIsFirst = two.uniqueID == two.linkedID.rawValue
        return oneIsFirst == twoIsFirst ? one.uniqueID < two.uniqueID : oneIsFirst
    }

    private func takeUp(_ entry: Listing.ListedChannel) {
        guard channels[entry.snapshot.uniqueID] == nil else { return }
        let listedAt = now
        if let age = entry.age { now = listedAt.addingTimeInterval(-age) }
        let channel = take(up: entry.snapshot, isSeen: false)
        now = listedAt
        channel.application = entry.application
        guard channel.role == .originator, entry.application == "Queue",
            let queue = entry.applicationData.split(separator: ",").first
        else { return }
        let name = QueueName(String(queue))
        if entry.bridge == nil {
            channel.call.queue = name
            // The PBX has answered it, and nobody of the queue has yet: whoever does will be seen.
            channel.isFoundUp = false
        }
        emit(.enteredQueue(name, hasReachableMember: true), channel.call)
    }

    /// The channel that is heard is the first whose name begins as its arguments say.
    private func takeUpSpying(_ entry: Listing.ListedChannel, of listed: [Listing.ListedChannel]) {
        guard let spy = channels[entry.snapshot.uniqueID] else { return }
        let sought = entry.applicationData.prefix { $0 != "," }
        let heard = listed.first {
            !sought.isEmpty && $0.snapshot.name.hasPrefix(sought) && $0.application != "ChanSpy"
        }
        foundSpying(spy, data: entry.applicationData, heard: heard.flatMap { channels[$0.snapshot.uniqueID] })
    }

    private func rejoin(_ entry: Listing.ListedChannel) {
        guard let channel = channels[entry.snapshot.uniqueID] else { return }
        if entry.snapshot.state == "Up", !channel.isUp {
            channel.isUp = true
            channel.isFoundUp = !channel.hasJoined
        }
        if let bridge = entry.bridge {
            if !channel.hasJoined { channel.isFoundUp = true }
            enter(channel, bridge: bridge, type: nil, technology: nil)
        } else if channel.bridge != nil {
            leaveBridge(channel)
        }
    }

    /// Status alone tells the DID of a call that was found in progress.
    private func noteStatus() {
        guard let channel = channels[fields[.uniqueid] ?? ""], channel === channel.call.originator,
            channel.call.direction == .inbound, channel.call.dialled == nil, let did = fields.known(.dnid)
        else { return }
        let ours = patterns.did(did)
        channel.call.dialled = ours
        emit(.described(direction: nil, dialled: ours, caller: nil, callerPhone: nil), channel.call)
    }

    /// Of `00:01:02`.
    private static func seconds(_ duration: String) -> TimeInterval? {
        let parts = duration.split(separator: ":").map { Double($0) }
        guard parts.count == 3, let hours = parts[0], let minutes = parts[1], let seconds = parts[2] else { return nil }
        return hours * 3_600 + minutes * 60 + seconds
    }
}
