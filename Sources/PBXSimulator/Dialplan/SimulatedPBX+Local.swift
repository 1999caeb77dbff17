/// Local channels: the called half is a leg of the outer dial or queue, the other half dials on its own.
extension SimulatedPBX {
    /// Lets the second half of a called Local channel run its dialplan.
    func startLocal(
        _ leg: CalledLeg,
        _ second: SimulatedChannel,
        _ exten: String,
        _ context: String,
        caller: SimulatedChannel,
        isOptimized: Bool = false
    ) {
        second.call = caller.call
        second.connected = caller.connected
        inheritVariables(second, from: caller)
        newCallerID(second, number: caller.callerNumber, name: caller.callerName)
        second.ani = caller.callerNumber
        localBridge(leg.channel, second, exten, in: context, isOptimized: isOptimized)
        announceDevice(of: leg.channel)
        let dial: Dial?
        if phones[exten] != nil {
            dial = dialPhoneFromLocal(second, exten, context)
        } else {
            dial = dialMobileFromLocal(second, exten, context)
        }
        dial?.outerLeg = leg
        leg.inner = dial
        dial?.start()
    }

    /// As FreePBX does it for a queue member: no voicemail, the phone rings as long as the queue wants.
    private func dialPhoneFromLocal(_ second: SimulatedChannel, _ exten: String, _ context: String) -> Dial? {
        guard let phone = phones[exten] else { return nil }
        newexten(second, at: context, exten, 1, "Set", "QAGENT=\(exten)")
        varSet(second, "QAGENT", exten)
        newexten(second, at: context, exten, 2, "Goto", "from-internal,\(exten),1")
        newexten(second, at: "from-internal", exten, 1, "NoOp", "Dial extension \(exten)")
        return dial(second, [.phone(phone)], priority: 3, timeout: .seconds(300), options: "HhTtr")
    }

    /// Follow-me: the mobile is called from outside, and whoever picks up has to press a key.
    private func dialMobileFromLocal(_ second: SimulatedChannel, _ number: String, _ context: String) -> Dial? {
        newexten(second, at: context, number, 1, "Goto", "out-trunk,\(number),1")
        newexten(second, at: "out-trunk", number, 1, "NoOp", "Follow me to \(number)")
        return dial(second, [.trunk(number)], priority: 4, timeout: .seconds(300), options: "TtU(confirm)")
    }

    /// Half of an Atxfer's Local channel calls the colleague.
    func dialColleague(_ second: SimulatedChannel, _ exten: String, for leg: CalledLeg) {
        guard let phone = phones[exten] else { return localDialFailed(second, .failed) }
        newexten(second, at: "from-internal", exten, 1, "NoOp", "Dial extension \(exten)")
        startMonitor(second, file: "\(second.uniqueID).wav")
        let dial = dial(second, [.phone(phone)], priority: 3, timeout: Self.extensionTimeout, options: "tT")
        dial.outerLeg = leg
        leg.inner = dial
        dial.start()
    }

    private func dial(
        _ second: SimulatedChannel,
        _ targets: [Dial.Target],
        priority: Int,
        timeout: Duration,
        options: String
    ) -> Dial {
        second.priority = priority
        newexten(second, "Dial", Dial.data(targets, site: site, timeout: timeout, options: options))
        return Dial(self, caller: second, targets: targets, timeout: timeout) { [weak self, weak second] outcome in
            guard let self, let second else { return }
            localDialFailed(second, outcome)
        }
    }

    /// Nobody took the call behind the Local channel, so the half that was called says so.
    private func localDialFailed(_ second: SimulatedChannel, _ outcome: Dial.Outcome) {
        let half = second.otherHalf
        // Whoever called the half may be kept alive by this channel alone.
        let owner = half?.leg?.owner
        half?.otherHalf = nil
        second.otherHalf = nil
        softHangupRequest(second)
        release(second, .busy, source: "dialplan/builtin", dialStatus: outcome.rawValue)
        guard let half, let leg = half.leg, !half.isHungUp else { return }
        owner?.legRefused(leg, outcome == .failed ? .failed : .busy)
    }
}
