import ContactCenter
import Foundation

extension ChannelGraph {
    // MARK: Steps in the dialplan

    func dialplanStepped() {
        guard let channel = steppingChannel() else { return }
        noteStep(of: channel)
        let application = fields[.application] ?? ""
        channel.application = application
        if application == "SendFAX" { faxBegan(on: channel) }
        guard channel.isReal, channel.role == .originator else { return }
        noteDialled(channel)
        noteService(application, channel)
    }

    /// As `channel`, but steps come so often that the Linkedid is left to the other events.
    private func steppingChannel() -> Channel? {
        guard let ids = ChannelIDs(fields) else { return nil }
        return channels[ids.uniqueID] ?? channel()
    }

    /// The channel's place in the dialplan, which every message carries. A jump that no application made is somebody's doing.
    func noteStep(of channel: Channel) {
        guard !fields.isText(.context, channel.context) || !fields.isText(.exten, channel.exten) else { return }
        guard let context = fields[.context], let exten = fields[.exten] else { return }
        guard context != channel.context || exten != channel.exten else { return }
        let isMoved = isMoved(channel, to: context, exten)
        let origin = channel.context
        channel.context = context
        channel.exten = exten
        if isMoved { moved(channel, from: origin, to: exten) }
    }

    private func isMoved(_ channel: Channel, to context: String, _ exten: String) -> Bool {
        // To a fax nobody is handed on: it is no party.
        guard channel.isReal, Self.dialledNumber(exten) != nil, !channel.isReleased, !FaxKey(exten).isWellFormed else {
            return false
        }
        switch channel.application.lowercased() {
        case "dial", "queue", "wait", "playback", "musiconhold", "echo", "ringing", "followme", "voicemail",
            "confbridge":
            return true
        case "background", "waitexten", "read", "controlplayback", "saydigits", "saynumber", "answer", "progress":
            return context != channel.context
        case "appdial", "appdial2", "appqueue":
            return channel.hasJoined && channel.role == .leg
        default:
            return false
        }
    }

    private func moved(_ channel: Channel, from origin: String, to exten: String) {
        let call = channel.call
        let target = Self.party(exten)
        guard call.hasAnswer else {
            guard channel === call.originator, call.direction == .inbound else { return }
            let ringing = call.channels.first {
                $0.role == .leg && $0.isAnnounced && $0.party != target && !$0.hasJoined
            }
            call.queue = nil
            return emit(.steered(from: ringing?.party?.number ?? origin, to: target), call)
        }
        guard isHandedOn(channel) else { return }
        if let last = call.handOver, last.to == target, !last.isCompleted { return }
        let kind: Transfer.Kind = channel.isBlindlyTransferred ? .blind : .amiRedirect
        handOver(call, kind, from: channel.lastPeer?.party, to: target, at: now)
    }

    /// The other party of the call: the client, or in a call among ourselves whoever was called.
    private func isHandedOn(_ channel: Channel) -> Bool {
        let call = channel.call
        if call.direction == .inbound { return channel === call.originator }
        return channel.isTrunk || !call.channels.contains { $0.isTrunk } || channel.isBlindlyTransferred
    }

    private func noteDialled(_ channel: Channel) {
        let call = channel.call
        guard call.dialled == nil, channel.isUp || !call.isOriginated,
            let dialled = fields[.exten].flatMap(Self.dialledNumber),
            dialled.utf8.contains(where: { (48...57).contains($0) })
        else { return }
        guard call.isOriginated || patterns.inboundContexts.match(fields[.context] ?? "") else { return }
        let number = call.isOriginated ? dialled : patterns.did(dialled)
        call.dialled = number
        emit(.described(direction: nil, dialled: number, caller: nil, callerPhone: nil), call)
    }

    private func noteService(_ application: String, _ channel: Channel) {
        let call = channel.call
        guard call.direction == .inbound, !call.hasAnswer else {
            if application == "MixMonitor" { noteMixMonitor(channel) }
            return
        }
        switch application {
        case "VoiceMail", "MiniVM", "MinivmRecord":
            channel.reachedMailboxAt = now
            emit(.reachedService(.voicemail), call)
        case "MixMonitor": noteMixMonitor(channel)
        default:
            if application != "Return", let cause = service(of: channel.context) { emit(.reachedService(cause), call) }
        }
    }

    private func noteMixMonitor(_ channel: Channel) {
        let arguments = (fields[.appData] ?? "").split(separator: ",", omittingEmptySubsequences: false)
        channel.mixMonitorIsBridgedOnly = arguments.count < 2 || arguments[1].contains("b")
    }

    // MARK: Hand-overs

    func handOver(_ call: CallNode, _ kind: Transfer.Kind, from: Party?, to: Party, at: Date, isReturned: Bool = false)
    {
        call.handOver = CallNode.HandOver(kind: kind, from: from, to: to)
        emit(.handedOver(kind, from: from, to: to, isReturned: isReturned, at: at), call)
    }

    func blindlyTransferred() {
        guard let transferer = channels[fields[.transfererUniqueid] ?? ""], let exten = fields[.extension],
            fields[.result] == nil || fields[.result] == "Success"
        else { return }
        let call = transferer.call
        // Naming the caller's channel as the transferer drops the caller: his call was handed to nobody.
        guard transferer !== call.originator || call.direction != .inbound else { return }
        let target = Self.party(exten)
        if let last = call.handOver, last.to == target, !last.isCompleted {
            call.handOver?.kind = .blind
            emit(.handOverWas(.blind), call)
        } else {
            handOver(call, .blind, from: transferer.party, to: target, at: now)
        }
    }

    func attendedlyTransferred() {
        guard let orig = channels[fields[.origTransfererUniqueid] ?? ""],
            fields[.result] == nil || fields[.result] == "Success"
        else { return }
        if let second = channels[fields[.secondTransfererUniqueid] ?? ""], second.call !== orig.call {
            merge(second.call, orig.call)
        }
        let call = orig.call
        guard call.handOver?.kind != .attended || call.handOver?.from != orig.party else { return }
        guard let target = consulted(by: orig) else { return }
        let askedAt = call.consultationBeganAt ?? orig.consultationAskedAt ?? now
        handOver(call, .attended, from: orig.party, to: target.party ?? Self.party(target.exten), at: askedAt)
        if target.legState == .talking { completeHandOver(by: target) }
    }

    private func consulted(by orig: Channel) -> Channel? {
        let named = channels[fields[.transferTargetUniqueid] ?? ""]
        if let named, named.isReal { return named }
        let others = named.map { joined(with: $0) } ?? []
        return others.last { $0.role == .leg && $0 !== orig }
            ?? orig.call.channels.last { $0.role == .leg && $0 !== orig && !$0.isReleased }
    }

    func completeHandOver(by channel: Channel) {
        let call = channel.call
        guard let last = call.handOver, !last.isCompleted, channel.party != last.from || isReturning(call) else {
            return
        }
        call.handOver?.isCompleted = true
        emit(.handOverCompleted(channel.legID), call)
    }

    private func isReturning(_ call: CallNode) -> Bool { call.handOver?.from != call.handOver?.to }

    /// A hand-over that nobody took rings the one who made it: the call comes back.
    func noteReturn(to channel: Channel) {
        let call = channel.call
        guard let last = call.handOver, !last.isCompleted, let from = last.from, channel.party == from,
            channel.party != last.to, call.queue == nil
        else { return }
        handOver(call, last.kind, from: last.to, to: from, at: now, isReturned: true)
    }

    func pickedUp() {
        guard let picker = channels[fields[.uniqueid] ?? ""] ?? channels[fields[.channelUniqueid] ?? ""],
            let target = channels[fields[.targetUniqueid] ?? ""], picker.call !== target.call
        else { return }
        merge(picker.call, target.call)
    }

    // MARK: Calls that become one

    /// The PBX moved a channel to another Linkedid.
    func follow(_ channel: Channel, to linkedID: LinkedID) {
        guard let other = calls[linkedID], other !== channel.call else { return }
        merge(channel.call, other)
    }

    /// People of two calls hear each other: a transfer or a pickup made one call of them. Not in a conference room.
    func mergeCalls(joinedBy channel: Channel) {
        guard channel.bridge?.isBasic ?? false else { return }
        for other in joined(with: channel) where other.call !== channel.call { merge(other.call, channel.call) }
    }

    /// Puts the call of our own people into the client's, or the younger into the older.
    func merge(_ one: CallNode, _ two: CallNode) {
        guard one !== two, !one.isIgnored, !two.isIgnored, one.isOfPhones || two.isOfPhones else { return }
        let hostIsOne = one.isOfPhones != two.isOfPhones ? two.isOfPhones : one.isOlder(than: two)
        absorb(hostIsOne ? two : one, into: hostIsOne ? one : two)
    }

    private func absorb(_ guest: CallNode, into host: CallNode) {
        let consultant = guest.originator
        let isConsultation =
            consultant?.phone.map { phone in
                host.channels.contains { $0.phone == phone && $0.role != .spent && $0.hasJoined }
                    || host.originator?.phone == phone
            } ?? false
        if guest.hasBegun, !guest.isEnded, host.hasBegun {
            emit(.absorbed(guest.linkedID), host)
        }
        for channel in guest.channels { channel.call = host }
        host.channels += guest.channels
        host.absorbed += [guest.linkedID] + guest.absorbed
        host.consultationBeganAt = guest.beganAt
        for linkedID in [guest.linkedID] + guest.absorbed { calls[linkedID] = host }
        if let consultant, consultant.uniqueID != host.linkedID.rawValue {
            consultant.role = isConsultation ? .spent : .leg
        }
        if isConsultation, let phone = consultant?.phone { noteConsultation(of: guest, phone, host) }
        for channel in guest.channels where channel.role == .leg { review(channel) }
    }

    private func noteConsultation(of guest: CallNode, _ phone: Extension, _ host: CallNode) {
        guard
            let target = guest.channels.first(where: { $0.role == .leg && !$0.isReleased })?.party
                ?? guest.dialled.map(Self.party)
        else { return }
        handOver(host, .attended, from: .phone(phone), to: target, at: guest.beganAt)
    }

    static func party(_ number: String) -> Party {
        looksOutside(number) ? .outside(number) : .phone(Extension(number))
    }
}
