import Asterisk

/// Actions that move calls and queue members. The answer goes out before the events that the action causes.
///
/// Replayed calls go as they went: actions on their channels are answered and change nothing.
extension ActionPerformer {
    private func existingChannel(orSay message: (String) -> String) -> SimulatedChannel? {
        guard let name = required("Channel", orSay: "No channel specified") else { return nil }
        if let channel = pbx.channel(named: name) { return channel }
        answer { $0.error(message(name)) }
        return nil
    }

    func redirect() {
        guard let channel = existingChannel(orSay: { "Channel does not exist: \($0)" }) else { return }
        guard let exten = required("Exten", orSay: "Exten not specified") else { return }
        answer { $0.success("Redirect successful") }
        guard !channel.isReplayed else { return }
        pbx.redirect(channel, to: exten, in: action["Context"] ?? channel.context)
    }

    /// Variables of our own are told nobody: the event filter keeps them.
    func setVariable() {
        guard let channel = existingChannel(orSay: { _ in "No such channel" }),
            let name = required("Variable", orSay: "No variable specified")
        else { return }
        channel.variables[name] = action["Value"] ?? ""
        answer { $0.success("Variable Set") }
    }

    func hangUp() {
        guard let channel = existingChannel(orSay: { _ in "No such channel" }) else { return }
        answer { $0.success("Channel Hungup") }
        guard !channel.isReplayed else { return }
        pbx.hangUp(channel)
    }

    func transfer() {
        guard let exten = required("Exten", orSay: "No extension specified"),
            let channel = existingChannel(orSay: { _ in "Channel specified does not exist" })
        else { return }
        if channel.isReplayed {
            answer { $0.error("Transfer not permitted") }
        } else if name.lowercased() == "atxfer" {
            answer { $0.success("Atxfer successfully queued") }
            _ = pbx.atxferByAction(channel, to: exten)
        } else if channel.bridge == nil {
            answer { $0.error("Transfer failed") }
        } else {
            answer { $0.success("Transfer succeeded") }
            _ = pbx.blindTransferByAction(channel, to: exten, in: action["Context"] ?? "from-internal")
        }
    }

    func cancelAtxfer() {
        guard let channel = existingChannel(orSay: { _ in "Channel specified does not exist" }) else { return }
        answer { $0.success("CancelAtxfer successfully queued") }
        guard !channel.isReplayed else { return }
        pbx.cancelAtxferByAction(channel)
    }

    func originate() {
        guard let channel = required("Channel", orSay: "Channel not specified") else { return }
        if let application = action["Application"] { return originate(channel, application) }
        guard let exten = required("Exten", orSay: "The simulator originates only to an extension") else { return }
        let parts = channel.split(separator: "/", maxSplits: 1)
        guard parts.count == 2 else { return answer { $0.error("Invalid channel") } }
        answer { $0.success("Originate successfully queued") }
        if action["Context"] == SimulatedPBX.faxContext { return originateFax(by: channel, to: exten) }
        var originate = Originate(
            phone: SimulatedPBX.endpoint(of: channel),
            exten: exten,
            actionID: action.actionID,
            timeout: .milliseconds(Int(action["Timeout"] ?? "") ?? 30_000)
        )
        originate.context = action["Context"] ?? originate.context
        originate.callerID = action["CallerID"].map(Self.caller)
        originate.variables = action.values(of: "Variable").map(Self.variable)
        pbx.originateByAction(originate)
    }

    private func originate(_ channel: String, _ application: String) {
        guard application == "ChanSpy" else {
            return answer { $0.error("The simulator originates to no application but ChanSpy") }
        }
        guard channel.split(separator: "/", maxSplits: 1).count == 2 else {
            return answer { $0.error("Invalid channel") }
        }
        answer { $0.success("Originate successfully queued") }
        let originate = SpyOriginate(
            phone: SimulatedPBX.endpoint(of: channel),
            data: action["Data"] ?? "",
            actionID: action.actionID,
            channelID: action["ChannelId"],
            timeout: .milliseconds(Int(action["Timeout"] ?? "") ?? 30_000),
            callerID: action["CallerID"].map(Self.caller) ?? Caller("")
        )
        pbx.spy(originate, .answers(after: pbx.random.seconds(0.3...0.8)))
    }

    /// - Parameter channel: `Local/NUMBER@CONTEXT/n`.
    private func originateFax(by channel: String, to exten: String) {
        let context = channel.split(separator: "@", maxSplits: 1).last?.prefix { $0 != "/" }
        pbx.originateFax(
            FaxOriginate(
                number: SimulatedPBX.endpoint(of: channel),
                context: context.map(String.init) ?? "from-internal",
                exten: exten,
                actionID: action.actionID,
                channelID: action["ChannelId"],
                timeout: .milliseconds(Int(action["Timeout"] ?? "") ?? 30_000),
                callerID: action["CallerID"].map(Self.caller) ?? Caller("")
            )
        )
    }

    func playDTMF() {
        guard let channel = pbx.channel(named: action["Channel"] ?? "") else {
            return answer { $0.error("Channel not found") }
        }
        guard let digit = required("Digit", orSay: "No digit specified")?.first else { return }
        answer { $0.success("DTMF successfully queued") }
        let isReceived = ["yes", "true", "y", "t", "1", "on"].contains((action["Receive"] ?? "").lowercased())
        guard isReceived, !channel.isReplayed else { return }
        pbx.press(digit, on: channel)
    }

    /// `"Click 916" <916>`, `Click <916>`, `916`
    private static func caller(_ text: String) -> Caller {
        guard let open = text.lastIndex(of: "<"), let close = text.lastIndex(of: ">"), open < close else {
            return Caller(text)
        }
        let name = text[..<open].trimmingPrefix(" ").filter { $0 != "\"" }
        return Caller(
            String(text[text.index(after: open)..<close]),
            name: name.hasSuffix(" ") ? String(name.dropLast()) : name
        )
    }

    private static func variable(_ text: String) -> (name: String, value: String) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts.first ?? ""), parts.count > 1 ? String(parts[1]) : "")
    }

    // MARK: Queues

    func queuePause() {
        let needed = "Need 'Interface' and 'Paused' parameters."
        guard let interface = required("Interface", orSay: needed), let paused = required("Paused", orSay: needed)
        else {
            return
        }
        let isPaused = ["yes", "true", "y", "t", "1", "on"].contains(paused.lowercased())
        let queue = action["Queue"]
        let reason = action["Reason"] ?? ""
        guard pbx.pause(interface, queue: queue, isPaused: isPaused, reason: reason, tell: false) > 0 else {
            return answer { $0.error("Interface not found") }
        }
        answer { $0.success("Interface \(isPaused ? "paused" : "unpaused") successfully") }
        _ = pbx.pause(interface, queue: queue, isPaused: isPaused, reason: reason)
    }

    private func queueAndInterface() -> (queue: String, interface: String)? {
        guard let queue = required("Queue", orSay: "'Queue' not specified."),
            let interface = required("Interface", orSay: "'Interface' not specified.")
        else { return nil }
        return (queue, interface)
    }

    func queueAdd() {
        guard let (name, interface) = queueAndInterface() else { return }
        guard let queue = pbx.queue(named: name) else {
            return answer { $0.error("Unable to add interface to queue: No such queue") }
        }
        guard !queue.members.contains(where: { $0.interface == interface }) else {
            return answer { $0.error("Unable to add interface: Already there") }
        }
        answer { $0.success("Added interface to queue") }
        pbx.addMember(
            interface,
            to: queue,
            name: action["MemberName"] ?? "",
            penalty: Int(action["Penalty"] ?? "") ?? 0,
            isPaused: action["Paused"]?.lowercased() == "true"
        )
    }

    func queueRemove() {
        guard let (name, interface) = queueAndInterface() else { return }
        guard let queue = pbx.queue(named: name) else {
            return answer { $0.error("Unable to remove interface from queue: No such queue") }
        }
        guard let member = queue.members.first(where: { $0.interface == interface }) else {
            return answer { $0.error("Unable to remove interface: Not there") }
        }
        answer { $0.success("Removed interface from queue") }
        pbx.removeMember(member, from: queue)
    }
}
