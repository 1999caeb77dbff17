/// An attended transfer by AMI Atxfer: the feature code as DTMF into the operator's channel, a Local channel to the
/// colleague, and the operator's hang-up that completes it.
///
/// The customer ends up bridged with the Local channel, not with the colleague's phone.
final class AtxferConsultation {
    private unowned let pbx: SimulatedPBX
    private let call: SimulatedCall
    private let first: SimulatedChannel
    private let colleague: String
    /// How long they talk before the operator hangs up; `nil` lets the people, or the product, decide.
    private let length: Duration?
    private var keys = ""
    private var isOver = false
    private weak var customerBridge: SimulatedBridge?
    private weak var customer: SimulatedChannel?
    private weak var half: SimulatedChannel?
    /// The colleague who has answered, where the people decide how it goes on.
    private weak var target: SimulatedChannel?

    init(
        _ pbx: SimulatedPBX,
        call: SimulatedCall,
        operatorChannel: SimulatedChannel,
        colleague: String,
        length: Duration?
    ) {
        self.pbx = pbx
        self.call = call
        self.first = operatorChannel
        self.colleague = colleague
        self.length = length
    }

    func start() {
        guard let bridge = first.bridge, let peer = first.peer else { return }
        if length == nil { first.consultation = self }
        customerBridge = bridge
        customer = peer
        call.transferBegan("attended", from: first.person?.who ?? "", to: colleague)
        pbx.varSet(first, "TRANSFER_CONTEXT", "from-internal")
        for (index, digit) in "*2\(colleague)".enumerated() {
            pbx.after(.milliseconds(index * 45 + (index == 0 ? 0 : 100))) { [weak pbx] in
                guard let pbx, !self.first.isHungUp else { return }
                pbx.dtmf(self.first, digit)
            }
        }
        pbx.after(.milliseconds(246)) { self.hold() }
        pbx.after(.milliseconds(3_426)) { self.callColleague() }
    }

    private func hold() {
        guard first.bridge != nil, !isOver else { return }
        pbx.hold(first, musicClass: nil)
    }

    // MARK: The call to the colleague

    private func callColleague() {
        guard !isOver, !first.isHungUp, let customerBridge, customer?.isHungUp == false else { return }
        let (half, other) = pbx.localChannels(colleague, in: "from-internal", linkedID: first.linkedID)
        self.half = half
        if length == nil { half.consultation = self }
        for channel in [half, other] {
            channel.call = call
            pbx.varSet(channel, "TRANSFERERNAME", first.name)
            pbx.varSet(channel, "ATTENDEDTRANSFER", first.name)
            pbx.inheritVariables(channel, from: customer ?? first)
        }
        let bridge = pbx.newBridge()
        pbx.newCallerID(other, number: first.callerNumber, name: first.callerName)
        other.ani = first.callerNumber
        pbx.localBridge(half, other, colleague, in: "from-internal", isOptimized: true)
        pbx.newConnectedLine(half, of: first)
        pbx.enter(bridge, half)
        pbx.varSet(half, "ATTENDEDTRANSFER", "")
        move(from: customerBridge, to: bridge)
        let leg = CalledLeg(channel: half, dialString: "\(colleague)@from-internal")
        leg.owner = self
        half.leg = leg
        other.connected = { self.colleagueAnswered($0) }
        pbx.dialColleague(other, colleague, for: leg)
    }

    private func move(from old: SimulatedBridge, to new: SimulatedBridge) {
        pbx.leave(first)
        pbx.enter(new, first)
        pbx.tellPeers(of: new)
    }

    private func colleagueAnswered(_ channel: SimulatedChannel) {
        channel.person?.answeredAt = pbx.now
        channel.person?.enter(.consulting, at: pbx.now)
        first.person?.enter(.consulting, at: pbx.now)
        guard let length else {
            target = channel
            return
        }
        pbx.after(length) { self.complete(with: channel) }
    }

    // MARK: What the people decide

    /// A key of the operator's phone, pressed or taken as pressed: `*4` swaps, `*1` goes back. No recording has them; the
    /// events are those of features.conf's defaults in Asterisk's source.
    func press(_ key: Character) {
        keys = String((keys + String(key)).suffix(2))
        guard !isOver, keys == "*4" || keys == "*1" else { return }
        if keys == "*4" { swap() } else { goBack() }
        keys = ""
    }

    /// - Returns: true when that was all there was to do.
    func hangsUp(_ channel: SimulatedChannel) -> Bool {
        if channel === first { return operatorHangsUp() }
        goBack()
        return true
    }

    /// The client is left with the colleague who has answered. Where nobody has, the hang-up is like any other.
    private func operatorHangsUp() -> Bool {
        guard !isOver else { return false }
        guard let target, !target.isHungUp else {
            goBack()
            return false
        }
        if first.bridge === customerBridge, first.bridge != nil { swap() }
        end()
        complete(with: target)
        return true
    }

    /// The colleague hangs up, or is let go: the operator is given back to the client.
    private func goBack() {
        guard !isOver else { return }
        end()
        call.transferWasNone()
        guard let customerBridge, customer?.isHungUp == false else { return pbx.partyHangsUp(first) }
        half?.leg?.owner = nil
        let bridge = half?.bridge
        if let half { pbx.leave(half) }
        if first.bridge !== customerBridge {
            pbx.leave(first)
            pbx.enter(customerBridge, first)
            pbx.tellPeers(of: customerBridge)
        }
        if let bridge { pbx.destroyIfEmpty(bridge) }
        if let half { pbx.release(half, .normal) }
        pbx.unhold(first)
        call.proceed()
    }

    /// The operator goes over to the other one, and the one who is left waits.
    private func swap() {
        guard let customerBridge, let half, let consulting = half.bridge, target != nil,
            customer?.isHungUp == false
        else { return }
        let isWithCustomer = first.bridge === customerBridge
        pbx.hold(first, musicClass: nil)
        pbx.leave(first)
        pbx.enter(isWithCustomer ? consulting : customerBridge, first)
        pbx.tellPeers(of: isWithCustomer ? consulting : customerBridge)
        pbx.unhold(first)
        first.person?.enter(isWithCustomer ? .consulting : .talking, at: pbx.now)
        target?.person?.enter(isWithCustomer ? .consulting : .holding, at: pbx.now)
    }

    private func end() {
        isOver = true
        first.consultation = nil
        half?.consultation = nil
    }

    // MARK: The hand-over

    private func complete(with target: SimulatedChannel) {
        guard let half, let customer, let customerBridge, let bridge = first.bridge, !customer.isHungUp, !half.isHungUp,
            !target.isHungUp
        else {
            // The customer has gone meanwhile: nobody is left to hand over.
            return pbx.partyHangsUp(first)
        }
        pbx.rtpStatistics(of: first, withPeer: true)
        pbx.hangupRequest(first, cause: 16)
        merge(bridge, into: customerBridge)
        pbx.varSet(first, "BRIDGEPEER", "")
        first.person?.leave(.answered, at: pbx.now)
        let transfer = AttendedTransfer(
            firstTransferer: first,
            firstBridge: customerBridge,
            secondTransferer: first,
            secondBridge: bridge,
            transferee: customer,
            target: half,
            destination: customerBridge
        )
        pbx.leave(half)
        pbx.stopMusic(for: customer)
        pbx.enter(customerBridge, half)
        pbx.tellPeers(of: customerBridge)
        pbx.output.append(message: pbx.attendedTransferEvent(transfer), .call)
        pbx.newConnectedLine(half, of: customer)
        pbx.attendedTransferCEL(transfer)
        pbx.leave(first)
        pbx.destroyIfEmpty(bridge)
        pbx.newConnectedLine(customer, of: half)
        account(for: half, customer)
        pbx.newConnectedLine(target, of: customer)
        if let other = half.otherHalf {
            pbx.newCallerID(other, number: customer.callerNumber, name: customer.callerName)
        }
        call.handedOver(to: target)
    }

    private func merge(_ from: SimulatedBridge, into to: SimulatedBridge) {
        pbx.output.event("BridgeMerge", .call)
        to.write(prefix: "To", to: &pbx.output)
        from.write(prefix: "From", to: &pbx.output)
        pbx.output.end(.call)
    }

    /// Five ANSWERED CDRs for one call: the operator and the Local channel have some of their own.
    private func account(for half: SimulatedChannel, _ customer: SimulatedChannel) {
        first.application = "AppDial"
        first.applicationData = "(Outgoing Line)"
        first.addConsultationCDR(with: half, from: consultationStart, at: pbx.now, sequence: pbx.newSequence())
        half.ownCDRSince = pbx.now
        customer.closeCDR(for: first, "ANSWERED", at: consultationStart)
        customer.openCDR(for: half, at: consultationStart, sequence: pbx.newSequence)
        customer.answerCDR(for: half, at: consultationStart)
        pbx.release(first, .normal, source: first.name)
    }

    private var consultationStart: PBXInstant { half?.bornAt ?? pbx.now }
}

extension AtxferConsultation: LegOwner {
    func legRang(_ leg: CalledLeg) {
        pbx.newCallerID(leg.channel, number: colleague, name: "Operator \(colleague)")
        pbx.newConnectedLine(first, of: leg.channel)
        pbx.newstate(leg.channel, .ringing)
        pbx.dialEvent("DialState", nil, leg, ("DialStatus", "RINGING"))
        pbx.announceDevice(of: leg.channel)
    }

    func legAnswered(_ leg: CalledLeg) {
        leg.owner = nil
        pbx.cel("ANSWER", leg.channel)
        pbx.newstate(leg.channel, .up)
        pbx.dialEvent("DialEnd", nil, leg, ("DialStatus", "ANSWER"))
        pbx.announceDevice(of: leg.channel)
    }

    /// The colleague does not answer or is busy: the operator is given back to the customer.
    func legRefused(_ leg: CalledLeg, _ refusal: CalledLeg.Refusal) {
        leg.owner = nil
        end()
        pbx.dialEvent("DialEnd", nil, leg, ("DialStatus", refusal == .failed ? "CONGESTION" : "BUSY"))
        guard let customerBridge, let bridge = first.bridge, customer?.isHungUp == false else { return }
        pbx.leave(leg.channel)
        pbx.leave(first)
        pbx.destroyIfEmpty(bridge)
        pbx.release(leg.channel, refusal.cause)
        pbx.enter(customerBridge, first)
        pbx.tellPeers(of: customerBridge)
        call.transferWasNone()
        pbx.unhold(first)
        call.proceed()
    }
}

extension SimulatedPBX {
    /// Somebody of a consultation hangs up.
    ///
    /// - Returns: true when that was all there was to do.
    func endsConsultation(_ channel: SimulatedChannel) -> Bool {
        guard let consultation = channel.consultation else { return false }
        return consultation.hangsUp(channel)
    }
}
