/// The dialplan behind the recordings: `from-trunk`, `from-internal`, `out-trunk`, `ivr-main`, `queues`, `transfer-short`,
/// and the context `priyom-transfer` of `asterisk/extensions-priyom.conf`.
extension SimulatedPBX {
    static let extensionTimeout = Duration.seconds(15)
    static let outsideTimeout = Duration.seconds(20)
    static let shortTimeout = Duration.seconds(8)

    /// Runs a channel's dialplan from an extension of a context on.
    func enterDialplan(_ channel: SimulatedChannel, _ context: String, _ exten: String) {
        guard !channel.isHungUp else { return }
        switch context {
        case "queues": enterQueue(channel, exten)
        case Self.faxContext: sendFax(channel, exten)
        case "ivr-main": IVRVisit(self, caller: channel).start()
        case "out-trunk": dialOutside(channel, exten)
        case "from-trunk": receive(channel, exten)
        default: enterInternal(channel, context, exten)
        }
    }

    /// A call from outside: the number that was called decides.
    private func receive(_ channel: SimulatedChannel, _ did: String) {
        let route = site.routes[did]
        if case .load(let phone) = route { return receiveLoad(channel, did, phone) }
        newexten(channel, at: "from-trunk", did, 1, "NoOp", "Inbound DID \(did) from \(channel.callerNumber)")
        newexten(channel, at: "from-trunk", did, 2, "Set", "__FROM_DID=\(did)")
        inheritable(channel, "__FROM_DID", did)
        switch route {
        case .phone(let phone):
            newexten(channel, at: "from-trunk", did, 3, "Goto", "from-internal,\(phone),1")
            dialPhone(channel, "from-internal", phone)
        case .ivr:
            newexten(channel, at: "from-trunk", did, 3, "Goto", "ivr-main,s,1")
            IVRVisit(self, caller: channel).start()
        case .queue(let queue):
            newexten(channel, at: "from-trunk", did, 3, "Goto", "queues,\(queue),1")
            enterQueue(channel, queue)
        case .followMe(let phone, let mobile):
            newexten(channel, at: "from-trunk", did, 3, "Goto", "follow-me,\(phone),1")
            follow(channel, phone, mobile)
        case .load, nil:
            newexten(channel, at: "from-trunk", did, 3, "Hangup", "1")
            hangUpByDialplan(channel, .unallocated)
        }
    }

    private func inheritable(_ channel: SimulatedChannel, _ variable: StaticString, _ value: String) {
        channel.inheritable.append((variable, value))
        varSet(channel, variable, value)
    }

    /// One step that sets a handful of variables, and the Dial: 56 VarSet and 4 Newexten events in a whole call.
    private func receiveLoad(_ channel: SimulatedChannel, _ did: String, _ phone: String) {
        guard let device = phones[phone] else { return hangUpByDialplan(channel, .unallocated) }
        let variables: [(StaticString, String)] = [
            ("__FROM_DID", did), ("__CALLED_BY", channel.callerNumber), ("__ROUTE", "load-\(phone)"),
            ("__RECORDING_POLICY", "never"), ("__LANGUAGE_WANTED", "ru"),
        ]
        let data = variables.map { "\($0.0)=\($0.1)" }.joined(separator: ",")
        newexten(channel, at: "from-trunk", did, 1, "MSet", data)
        for (variable, value) in variables { inheritable(channel, variable, value) }
        dial(channel, [.phone(device)], priority: 2, timeout: Self.extensionTimeout) { [weak self] outcome in
            self?.phoneDidNotAnswer(channel, outcome)
        }
    }

    private func enterQueue(_ channel: SimulatedChannel, _ name: String) {
        guard let queue = queue(named: name) else { return hangUpByDialplan(channel, .unallocated) }
        newexten(channel, at: "queues", name, 1, "NoOp", "Queue \(name)")
        newexten(channel, at: "queues", name, 2, "Queue", "\(name),tT,,,60")
        QueueVisit(self, queue: queue, caller: channel).start()
    }

    private func enterInternal(_ channel: SimulatedChannel, _ context: String, _ exten: String) {
        if phones[exten] != nil { return dialPhone(channel, context, exten) }
        if queue(named: exten) != nil { return enterQueue(channel, exten) }
        guard exten.count > 6, exten.allSatisfy({ $0.isNumber || $0 == "+" }) else {
            newexten(channel, at: context, exten, 1, "Hangup", "1")
            return hangUpByDialplan(channel, .unallocated)
        }
        newexten(channel, at: context, exten, 1, "Goto", "out-trunk,\(exten),1")
        dialOutside(channel, exten)
    }

    // MARK: A phone of ours

    private func dialPhone(_ channel: SimulatedChannel, _ context: String, _ exten: String) {
        guard let phone = phones[exten] else { return hangUpByDialplan(channel, .unallocated) }
        let isShort = context == "transfer-short"
        newexten(channel, at: context, exten, 1, "NoOp", "Dial extension \(exten)")
        startMonitor(channel, file: "\(channel.uniqueID)\(isShort ? "-r" : "").wav")
        dial(channel, [.phone(phone)], priority: 3, timeout: isShort ? Self.shortTimeout : Self.extensionTimeout) {
            [weak self] outcome in
            self?.phoneDidNotAnswer(channel, outcome)
        }
    }

    /// After a blind transfer the call goes back to the one who sent it; else it ends with what the phone said.
    private func phoneDidNotAnswer(_ channel: SimulatedChannel, _ outcome: Dial.Outcome) {
        if channel.context == "priyom-transfer", goBack(channel) { return }
        let sender = channel.blindTransferer ?? ""
        noOperation(channel, 4, "DIALSTATUS \(outcome.rawValue) BLINDTRANSFER \(sender)")
        if channel.context == "transfer-short" {
            newexten(channel, at: channel.context, channel.exten, 5, "Hangup", "19")
            return hangUpByDialplan(channel, .noAnswer)
        }
        newexten(channel, at: channel.context, channel.exten, 5, "GotoIf", "\(sender.isEmpty ? 0 : 1)?back")
        if let phone = transferer(sender) { return giveBack(channel, to: phone) }
        let isBusy = outcome == .busy
        newexten(channel, at: channel.context, channel.exten, 6, "GotoIf", "\(isBusy ? 1 : 0)?busy")
        if isBusy {
            sayBusy(channel, priority: 8, data: "3")
        } else {
            newexten(channel, at: channel.context, channel.exten, 7, "Hangup")
            hangUpByDialplan(channel, outcome == .failed ? .unallocated : .noAnswer)
        }
    }

    /// A caller who was sent here as they arrived begins their own route.
    private func goBack(_ channel: SimulatedChannel) -> Bool {
        let way = (channel.variables["PRIYOM_ARRIVAL"] ?? "").split(separator: ",").map(String.init)
        guard way.count == 3, channel.variables["PRIYOM_FROM", default: ""].isEmpty else { return false }
        let context = channel.context
        newexten(channel, at: context, channel.exten, 5, "Goto", "priyom-back,1")
        newexten(channel, at: context, "priyom-back", 1, "Set", "PRIYOM_BACK=\(way.joined(separator: ","))")
        newexten(channel, at: context, "priyom-back", 2, "Set", "PRIYOM_ARRIVAL=")
        channel.variables["PRIYOM_ARRIVAL"] = ""
        newexten(channel, at: context, "priyom-back", 3, "Goto", way.joined(separator: ","))
        enterDialplan(channel, way[0], way[1])
        return true
    }

    private func transferer(_ channel: String) -> SimulatedDevice? {
        phones.values.first { channel.hasPrefix("\($0.name)-") }
    }

    private func giveBack(_ channel: SimulatedChannel, to phone: SimulatedDevice) {
        let context = channel.context
        let exten = channel.exten
        newexten(channel, at: context, exten, 9, "Set", "BACK_TO=\(phone.name)")
        varSet(channel, "BACK_TO", phone.name)
        newexten(channel, at: context, exten, 10, "Set", "BLINDTRANSFER=")
        channel.blindTransferer = nil
        varSet(channel, "BLINDTRANSFER", "")
        channel.call?.comesBack(to: phone.endpoint)
        dial(channel, [.phone(phone)], priority: 11, timeout: Self.extensionTimeout) { [weak self] _ in
            self?.hangUpByDialplan(channel, .noAnswer)
        }
    }

    // MARK: Outside numbers

    private func dialOutside(_ channel: SimulatedChannel, _ number: String) {
        let from = channel.callerNumber
        newexten(channel, at: "out-trunk", number, 1, "NoOp", "Outbound to \(number) from \(from)")
        newexten(channel, at: "out-trunk", number, 2, "Set", "CALLERID(num)=\(site.outgoingNumber)")
        newCallerID(channel, number: site.outgoingNumber)
        startMonitor(channel, file: "\(channel.uniqueID).wav", priority: 3)
        dial(channel, [.trunk(number)], priority: 4, timeout: Self.outsideTimeout, options: "T") {
            [weak self] outcome in
            self?.outsideDidNotAnswer(channel, outcome)
        }
    }

    private func outsideDidNotAnswer(_ channel: SimulatedChannel, _ outcome: Dial.Outcome) {
        let cause = outcome == .busy ? 17 : outcome == .failed ? 1 : 0
        noOperation(channel, 5, "DIALSTATUS \(outcome.rawValue) HANGUPCAUSE \(cause)")
        newexten(channel, at: channel.context, channel.exten, 6, "GotoIf", "\(outcome == .busy ? 1 : 0)?busy")
        if outcome == .busy { return sayBusy(channel, priority: 8, data: "2") }
        newexten(channel, at: channel.context, channel.exten, 7, "Hangup", String(cause))
        hangUpByDialplan(channel, outcome == .failed ? .unallocated : .normal)
    }

    // MARK: Follow-me

    private func follow(_ channel: SimulatedChannel, _ phone: String, _ mobile: String) {
        guard let device = phones[phone] else { return hangUpByDialplan(channel, .unallocated) }
        newexten(channel, at: "follow-me", phone, 1, "NoOp", "Follow me \(phone)")
        startMonitor(channel, file: "\(channel.uniqueID).wav")
        let targets: [Dial.Target] = [.phone(device), .local(mobile, context: "follow-me-mobile")]
        dial(channel, targets, priority: 3, timeout: Self.outsideTimeout) { [weak self] outcome in
            self?.phoneDidNotAnswer(channel, outcome)
        }
    }

    // MARK: Parts

    private func dial(
        _ channel: SimulatedChannel,
        _ targets: [Dial.Target],
        priority: Int,
        timeout: Duration,
        options: String = "tT",
        goOn: @escaping (Dial.Outcome) -> Void
    ) {
        channel.priority = priority
        newexten(channel, "Dial", Dial.data(targets, site: site, timeout: timeout, options: options))
        Dial(self, caller: channel, targets: targets, timeout: timeout, goOn: goOn).start()
    }

    private func noOperation(_ channel: SimulatedChannel, _ priority: Int, _ text: String) {
        newexten(channel, at: channel.context, channel.exten, priority, "NoOp", text)
    }

    /// Recording starts before the ring in a Dial, so there may be a file of a call that nobody answered.
    func startMonitor(_ channel: SimulatedChannel, file: String, priority: Int = 2, isInDialplan: Bool = true) {
        if isInDialplan {
            channel.priority = priority
            newexten(channel, "MixMonitor", "\(file),b")
        }
        varSet(channel, "MIXMONITOR_FILENAME", "/var/spool/asterisk/monitor/\(file)")
        event("MixMonitorStart", .call, channel)
        channel.isMonitored = true
        onRecording(file)
        if let call = channel.call, call.caller === channel, call.record.recording == nil {
            call.record.recording = file
        }
    }

    /// A caller who was never answered is told by the SIP answer; one who was hears the tone for a while.
    private func sayBusy(_ channel: SimulatedChannel, priority: Int, data: String) {
        let start = now
        newexten(channel, at: channel.context, channel.exten, priority, "Busy", data)
        guard channel.isUp else {
            newstate(channel, .busy)
            announceDevice(of: channel)
            hangupRequest(channel, cause: 17, techCause: 486)
            softHangupRequest(channel, techCause: 486)
            return release(channel, .busy, source: channel.name, dialStatus: "BUSY")
        }
        after(.seconds(2)) { [weak self] in
            // Who was sent on meanwhile hears no tone any more.
            guard let self, !channel.isHungUp, channel.application == "Busy" else { return }
            channel.addLonelyCDR(from: start, at: now, sequence: newSequence())
            softHangupRequest(channel)
            release(channel, .busy, dialStatus: "BUSY")
        }
    }

    private func hangUpByDialplan(_ channel: SimulatedChannel, _ cause: HangupCause) {
        guard !channel.isHungUp else { return }
        if !channel.cdrs.isEmpty { channel.addLonelyCDR(from: now, at: now, sequence: newSequence()) }
        softHangupRequest(channel)
        release(channel, cause, source: "dialplan/builtin")
    }
}
