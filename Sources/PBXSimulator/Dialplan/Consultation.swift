/// An attended transfer by the phone's own means: hold, a second call to a colleague, SIP REFER with Replaces.
///
/// The second call starts with a Linkedid of its own and becomes part of the first one when the transfer completes.
final class Consultation {
    private unowned let pbx: SimulatedPBX
    private let call: SimulatedCall
    /// The operator's channel in the call with the customer.
    private let first: SimulatedChannel
    private let colleague: String
    private let length: Duration
    private weak var second: SimulatedChannel?
    /// The second call, which is one of its own unless the transfer completes.
    private var inquiry: SimulatedCall?

    init(
        _ pbx: SimulatedPBX,
        call: SimulatedCall,
        operatorChannel: SimulatedChannel,
        colleague: String,
        length: Duration
    ) {
        self.pbx = pbx
        self.call = call
        self.first = operatorChannel
        self.colleague = colleague
        self.length = length
    }

    func start() {
        pbx.hold(first)
        pbx.after(.milliseconds(500)) { self.callColleague() }
    }

    private func callColleague() {
        guard let device = first.device, first.bridge != nil else { return }
        let channel = pbx.incomingChannel(
            on: device,
            caller: Caller(device.endpoint, name: device.displayName),
            context: "from-internal",
            exten: colleague
        )
        second = channel
        inquiry = call.inquire(colleague, on: channel)
        channel.connected = { self.colleagueAnswered($0) }
        channel.whenReleased = { self.secondCallEnded() }
        pbx.enterDialplan(channel, "from-internal", colleague)
        pbx.after(.seconds(12)) { [weak self] in self?.stopWaiting() }
    }

    private func colleagueAnswered(_ channel: SimulatedChannel) {
        channel.person?.answeredAt = pbx.now
        inquiry?.record.answered(by: colleague, at: pbx.now)
        channel.person?.enter(.consulting, at: pbx.now)
        first.person?.enter(.consulting, at: pbx.now)
        pbx.after(length) { self.complete(with: channel) }
    }

    /// The colleague does not come to the phone: the operator takes the customer back.
    private func stopWaiting() {
        guard let second, !second.isHungUp, second.bridge == nil else { return }
        pbx.partyHangsUp(second)
    }

    private func secondCallEnded() {
        guard !first.isHungUp, first.bridge != nil else { return }
        pbx.unhold(first)
        call.proceed()
    }

    private func complete(with target: SimulatedChannel) {
        guard let second, let bridge = second.bridge, let firstBridge = first.bridge, let transferee = first.peer,
            !target.isHungUp
        else {
            // The customer has gone meanwhile: nobody is left to hand over.
            if let second { pbx.partyHangsUp(second) }
            return
        }
        second.whenReleased = nil
        if let inquiry { call.takeOver(inquiry) }
        target.call = call
        pbx.event("Unhold", .call, first)
        pbx.event("Unhold", .call, second)
        pbx.stopMusic(for: transferee)
        pbx.rtpStatistics(of: second, withPeer: true)
        let transfer = AttendedTransfer(
            firstTransferer: first,
            firstBridge: firstBridge,
            secondTransferer: second,
            secondBridge: bridge,
            transferee: transferee,
            target: target,
            destination: bridge
        )
        let told = pbx.attendedTransferEvent(transfer)
        pbx.varSet(transferee, "ATTENDEDTRANSFER", first.name)
        pbx.varSet(first, "ATTENDEDTRANSFER", transferee.name)
        first.person?.leave(.answered, at: pbx.now)
        swap(transferee, for: second, in: bridge, with: target)
        pbx.forgetPeer(of: first)
        pbx.softHangupRequest(second, cause: 1)
        pbx.output.append(message: told, .call)
        pbx.attendedTransferCEL(transfer)
        finish(second, transferee, target, firstBridge)
    }

    /// The customer takes the operator's place beside the colleague, whose channel so becomes part of the customer's call.
    private func swap(
        _ transferee: SimulatedChannel,
        for second: SimulatedChannel,
        in bridge: SimulatedBridge,
        with target: SimulatedChannel
    ) {
        pbx.leave(transferee)
        pbx.forgetPeer(of: second)
        pbx.leave(second)
        pbx.enter(bridge, transferee, swapping: second)
        pbx.varSet(transferee, "ATTENDEDTRANSFER", "")
        pbx.relink(target, to: transferee.linkedID)
        pbx.tellPeers(of: bridge)
    }

    private func finish(
        _ second: SimulatedChannel,
        _ transferee: SimulatedChannel,
        _ target: SimulatedChannel,
        _ firstBridge: SimulatedBridge
    ) {
        pbx.newConnectedLine(target, of: transferee)
        pbx.varSet(second, "DIALSTATUS", "ANSWER")
        pbx.softHangupRequest(second)
        pbx.newConnectedLine(transferee, of: target)
        pbx.leave(first)
        pbx.destroyIfEmpty(firstBridge)
        transferee.closeCDR(for: first, "ANSWERED", at: pbx.now)
        transferee.openCDR(for: target, at: pbx.now, sequence: pbx.newSequence)
        transferee.answerCDR(for: target, at: pbx.now)
        pbx.release(first, .normal)
        pbx.release(second, .normal, dialStatus: "ANSWER", endsApplication: true)
        call.handedOver(to: target)
    }
}
