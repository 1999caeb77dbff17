import Asterisk
import Foundation

/// Channels and CDRs of replayed calls: what their own events say about them.
extension SimulatedPBX {
    func follow(_ message: AMIMessage) {
        switch message.event {
        case "Newchannel": bear(message)
        case "Hangup": bury(message)
        case "Cdr": copyCDR(message)
        case "BridgeEnter":
            guard let channel = named(message), let id = message["BridgeUniqueid"] else { return }
            let bridge = bridges[id] ?? SimulatedBridge(id: id)
            bridges[id] = bridge
            bridge.add(channel)
        case "BridgeLeave":
            if let channel = named(message) { channel.bridge?.remove(channel) }
        case "BridgeDestroy": bridges[message["BridgeUniqueid"] ?? ""] = nil
        default: if let channel = named(message) { update(channel, message) }
        }
    }

    private func named(_ message: AMIMessage) -> SimulatedChannel? {
        message["Channel"].flatMap { channel(named: $0) }
    }

    private func bear(_ message: AMIMessage) {
        let isCaller = message["ChannelStateDesc"] == "Ring"
        let channel = SimulatedChannel(
            name: message["Channel"] ?? "",
            uniqueID: message["Uniqueid"] ?? "",
            linkedID: message["Linkedid"],
            device: nil,
            state: .down,
            caller: Caller(),
            context: message["Context"] ?? "",
            exten: message["Exten"] ?? "",
            bornAt: now,
            sequence: 0
        )
        channel.isReplayed = true
        if isCaller { channel.dnid = channel.exten }
        register(channel)
        update(channel, message)
    }

    private func update(_ channel: SimulatedChannel, _ message: AMIMessage) {
        guard channel.isReplayed, message["Uniqueid"] == channel.uniqueID else { return }
        if let code = message["ChannelState"].flatMap({ Int($0) }), let state = SimulatedChannel.State(rawValue: code) {
            channel.state = state
        }
        channel.callerNumber = Self.known(message["CallerIDNum"])
        channel.callerName = Self.known(message["CallerIDName"])
        channel.connectedNumber = Self.known(message["ConnectedLineNum"])
        channel.connectedName = Self.known(message["ConnectedLineName"])
        channel.context = message["Context"] ?? channel.context
        channel.exten = message["Exten"] ?? channel.exten
        channel.priority = message["Priority"].flatMap { Int($0) } ?? channel.priority
        if let linkedID = message["Linkedid"] { relink(channel, to: linkedID) }
        guard message.event == "Newexten" else { return }
        channel.application = message["Application"] ?? ""
        channel.applicationData = message["AppData"] ?? ""
    }

    private static func known(_ value: String?) -> String { value == "<unknown>" ? "" : value ?? "" }

    private func bury(_ message: AMIMessage) {
        guard let channel = named(message) else { return }
        channel.bridge?.remove(channel)
        _ = unregister(channel)
    }

    /// What a recording cut off in the middle left behind.
    func forgetReplayed(_ names: Set<String>) {
        for name in names { if let channel = channel(named: name) { _ = unregister(channel) } }
    }

    private func copyCDR(_ message: AMIMessage) {
        var cdr = SimulatedCDR(
            channel: message["Channel"] ?? "",
            start: instant(message["StartTime"]) ?? now,
            uniqueID: message["UniqueID"] ?? "",
            linkedID: message["LinkedID"] ?? "",
            sequence: message["Sequence"].flatMap { Int($0) } ?? 0
        )
        cdr.source = message["Source"] ?? ""
        cdr.destination = message["Destination"] ?? ""
        cdr.destinationContext = message["DestinationContext"] ?? ""
        cdr.callerID = message["CallerID"] ?? ""
        cdr.destinationChannel = message["DestinationChannel"] ?? ""
        cdr.lastApplication = message["LastApplication"] ?? ""
        cdr.lastData = message["LastData"] ?? ""
        cdr.answer = instant(message["AnswerTime"])
        cdr.end = instant(message["EndTime"])
        cdr.duration = message["Duration"].flatMap { Int($0) } ?? 0
        cdr.billableSeconds = message["BillableSeconds"].flatMap { Int($0) } ?? 0
        cdr.disposition = message["Disposition"] ?? ""
        write(cdr)
    }

    private func instant(_ text: String?) -> PBXInstant? {
        guard let text,
            let date = try? Date.ISO8601FormatStyle().parse(text.replacingOccurrences(of: " ", with: "T") + "Z")
        else { return nil }
        let offset = site.timeZone.secondsFromGMT(for: date)
        return PBXInstant(microseconds: Int64(date.timeIntervalSince1970 - Double(offset)) * 1_000_000)
    }
}
