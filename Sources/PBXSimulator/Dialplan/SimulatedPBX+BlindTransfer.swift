/// Calls that are sent on without asking first.
extension SimulatedPBX {
    /// The phone on `transferer` sends its partner on: by SIP REFER, or by AMI BlindTransfer.
    ///
    /// - Returns: false when nobody is joined with the channel.
    @discardableResult
    func blindTransfer(_ transferer: SimulatedChannel, to exten: String, in context: String, isReferred: Bool) -> Bool {
        guard let bridge = transferer.bridge, let transferee = transferer.peer else { return false }
        let call = transferee.call ?? transferer.call
        call?.isInterrupted()
        call?.transferBegan("blind", from: transferer.person?.who ?? transferer.callerNumber, to: exten)
        stopMusic(for: transferee)
        event("Unhold", .call, transferer)
        varSet(transferer, "BLINDTRANSFER", transferee.name)
        varSet(transferee, "BLINDTRANSFER", transferer.name)
        transferee.blindTransferer = transferer.name
        if isReferred { refer(transferee, to: exten, in: context) }
        blindTransferEvent(transferer, transferee, bridge, exten, context)
        rtpStatistics(of: transferer, withPeer: false)
        // Leaving its place before the bridge rewrites the destination of the CDR that is still open.
        moveInDialplan(transferee, to: exten, in: context)
        part(transferer, transferee, bridge)
        sendOn(transferee, to: exten, in: context, releasing: transferer)
        return true
    }

    private func refer(_ transferee: SimulatedChannel, to exten: String, in context: String) {
        transferee.isReferred = true
        varSet(transferee, "SIPTRANSFER", "yes")
        varSet(transferee, "SIPREFERRINGCONTEXT", context)
        varSet(transferee, "__SIPREFERREDBYHDR", "<sip:\(transferee.connectedNumber)@127.0.0.1>")
        varSet(transferee, "SIPREFERTOHDR", "sip:\(exten)@127.0.0.1")
    }

    private func blindTransferEvent(
        _ transferer: SimulatedChannel,
        _ transferee: SimulatedChannel,
        _ bridge: SimulatedBridge,
        _ exten: String,
        _ context: String
    ) {
        output.event("BlindTransfer", .call)
        output.header("Result", "Success")
        transferer.writeSnapshot(prefix: "Transferer", to: &output)
        transferee.writeSnapshot(prefix: "Transferee", to: &output)
        bridge.write(to: &output)
        output.header("IsExternal", "Yes")
        output.header("Context", context)
        output.header("Extension", exten)
        output.end(.call)
        let extra =
            "{\"extension\":\"\(exten)\",\"context\":\"\(context)\",\"bridge_id\":\"\(bridge.id)\","
            + "\"transferee_channel_name\":\"\(transferee.name)\","
            + "\"transferee_channel_uniqueid\":\"\(transferee.uniqueID)\"}"
        cel("BLINDTRANSFER", transferer, extra: extra)
    }

    /// AMI Redirect: the channel goes elsewhere in the dialplan, whatever it was doing; there is no transfer event.
    ///
    /// What it means depends on the moment: a transfer when a person had answered, else the call is steered.
    func redirect(_ channel: SimulatedChannel, to exten: String, in context: String) {
        let call = channel.call
        call?.isInterrupted()
        if let bridge = channel.bridge, let peer = channel.peer {
            if let person = peer.person, call?.record.answeredAt != nil, context != Self.faxContext {
                call?.transferBegan("ami_redirect", from: person.who, to: exten)
            }
            stopMusic(for: channel)
            forgetPeer(of: channel)
            moveInDialplan(channel, to: exten, in: context)
            part(channel, peer, bridge)
            sendOn(channel, to: exten, in: context, releasing: peer)
        } else if let activity = channel.activity {
            noteSteering(of: channel, to: exten)
            activity.pulledAway(to: exten, in: context)
            enterDialplan(channel, context, exten)
        } else if channel.application == "Busy" {
            enterDialplan(channel, context, exten)
        }
    }

    private func noteSteering(of channel: SimulatedChannel, to exten: String) {
        guard let record = channel.call?.record else { return }
        let ringing = record.legs.last { $0.rangAt != nil && $0.leftAt == nil }
        guard record.answeredAt == nil else {
            channel.call?.transferFailed()
            return
        }
        let from = channel.context == "ivr-main" ? "ivr-main" : ringing?.who ?? channel.exten
        record.routed.append(CallTruth.Routing(from: from, to: exten, at: now.epoch))
    }

    /// A channel that leaves its bridge for the dialplan is seen there first, still with its old application.
    private func moveInDialplan(_ channel: SimulatedChannel, to exten: String, in context: String) {
        newexten(channel, at: context, exten, 1, channel.application, channel.applicationData)
    }

    private func part(_ first: SimulatedChannel, _ second: SimulatedChannel, _ bridge: SimulatedBridge) {
        forgetPeer(of: second)
        leave(first)
        leave(second)
        destroyIfEmpty(bridge)
    }

    /// The called party is let go, its CDR closed, and the other channel runs the dialplan at its new place.
    private func sendOn(
        _ channel: SimulatedChannel,
        to exten: String,
        in context: String,
        releasing released: SimulatedChannel
    ) {
        channel.closeCDR(for: released, "ANSWERED", at: now)
        cel("APP_END", channel)
        if channel.application == "Dial" { varSet(channel, "DIALSTATUS", "ANSWER") }
        released.person?.leave(.answered, at: now)
        release(released, .normal)
        // A called party that was sent on runs the dialplan itself from now on.
        channel.leg = nil
        if channel.connected == nil { channel.connected = { [weak self] _ in self?.talkAndHangUp(channel) } }
        enterDialplan(channel, context, exten)
    }

    /// Of two of our own people, left to themselves when a transfer dropped the customer, one hangs up after a while.
    private func talkAndHangUp(_ channel: SimulatedChannel) {
        after(talkTime()) { [weak self] in self?.partyHangsUp(channel) }
    }
}
