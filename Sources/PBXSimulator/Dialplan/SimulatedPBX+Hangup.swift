/// Ends of channels.
extension SimulatedPBX {
    /// The party on the channel hangs up, whatever the channel is doing.
    func partyHangsUp(_ channel: SimulatedChannel, _ cause: HangupCause = .normal) {
        guard !channel.isHungUp, !endsConsultation(channel) else { return }
        channel.hangupCause = cause
        if channel.bridge != nil {
            endBridge(by: channel)
        } else if let activity = channel.activity {
            activity.callerHungUp()
        } else if let leg = channel.leg, let owner = leg.owner {
            owner.legRefused(leg, .rejected)
        } else {
            hangupRequest(channel, cause: cause.code)
            release(channel, cause, source: channel.name)
        }
    }

    /// One of two joined parties hangs up: both are released, the one who hung up first.
    ///
    /// The one who runs the dialplan gets a SoftHangupRequest, whoever hung up.
    func endBridge(by leaver: SimulatedChannel) {
        guard let bridge = leaver.bridge else { return }
        let left = leaver.peer
        rtpStatistics(of: leaver, withPeer: true)
        let dialler = leaver.leg == nil ? leaver : left
        hangupRequest(leaver, cause: dialler?.application == "Queue" ? nil : 16)
        dialler?.queueVisit?.complete(by: leaver)
        forgetPeer(of: leaver)
        if let left { forgetPeer(of: left) }
        leave(leaver)
        if let left { leave(left) }
        destroyIfEmpty(bridge)
        let now = now
        for channel in [leaver, left].compactMap({ $0 }) where channel.leg != nil {
            channel.person?.leave(.answered, at: now)
        }
        if leaver.leg != nil { release(leaver, .normal, source: leaver.name) }
        if let dialler, !dialler.isHungUp { releaseDialler(dialler, source: leaver.name) }
        if let left, !left.isHungUp { release(left, .normal, source: leaver.name) }
        if !leaver.isHungUp { release(leaver, .normal, source: leaver.name) }
    }

    /// The channel whose Dial or Queue has ended with its conversation.
    private func releaseDialler(_ channel: SimulatedChannel, source: String) {
        tellTimes(of: channel, isAnswered: true)
        if channel.application == "Dial" { varSet(channel, "DIALSTATUS", "ANSWER") }
        softHangupRequest(channel)
        release(channel, .normal, source: source, dialStatus: "ANSWER", endsApplication: true)
    }

    func tellTimes(of channel: SimulatedChannel, isAnswered: Bool) {
        let dialled = now.seconds(since: channel.bornAt)
        let answered = isAnswered ? now.seconds(since: channel.answeredAt ?? now) : 0
        varSet(channel, "ANSWEREDTIME", String(Int(answered)))
        varSet(channel, "ANSWEREDTIME_MS", String(Int(answered * 1_000)))
        varSet(channel, "DIALEDTIME", String(Int(dialled)))
        varSet(channel, "DIALEDTIME_MS", String(Int(dialled * 1_000)))
    }

    /// Ends a channel with everything that goes with it: its CDRs, its call, the other half of a Local channel.
    func release(
        _ channel: SimulatedChannel,
        _ cause: HangupCause,
        source: String = "",
        dialStatus: String = "",
        endsApplication: Bool = false
    ) {
        guard !channel.isHungUp else { return }
        channel.isHungUp = true
        tellSpies(of: channel)
        channel.rtcp?.cancel()
        channel.person?.leave(.cancelled, at: now)
        if channel.isOnHold { musicOnHold(channel, starts: false) }
        rtpStatistics(of: channel, withPeer: false)
        if endsApplication { cel("APP_END", channel) }
        closeCDRs(of: channel)
        let isCDRFirst = random.isTrue(oneIn: 2)
        if isCDRFirst { writeCDRs(of: channel) }
        let extra =
            "{\"hangupcause\":\(cause.code),\"hangupsource\":\"\(source)\",\"dialstatus\":\"\(dialStatus)\"}"
        cel("HANGUP", channel, application: channel.originApplication, extra: extra)
        cel("CHAN_END", channel, application: channel.originApplication)
        if unregister(channel) { cel("LINKEDID_END", channel, application: channel.originApplication) }
        hangupEvent(channel, cause)
        if !isCDRFirst { writeCDRs(of: channel) }
        channel.device?.count(channel.state, -1)
        channel.isOnHold = false
        announceDevice(of: channel)
        finish(channel)
    }

    private func finish(_ channel: SimulatedChannel) {
        let other = channel.otherHalf
        let call = channel.call
        let cause = channel.hangupCause
        let whenReleased = channel.whenReleased
        channel.forgetEverybody()
        if let call, call.caller === channel { call.end() }
        if let other, !other.isHungUp { localHalf(other, lostOtherWith: cause) }
        whenReleased?()
    }

    /// A Local channel goes as a whole.
    private func localHalf(_ half: SimulatedChannel, lostOtherWith cause: HangupCause) {
        if half.name.hasSuffix(";1") { varSet(half, "CHANLOCALSTATUS", "ANSWER") }
        partyHangsUp(half, cause)
    }

    private func closeCDRs(of channel: SimulatedChannel) {
        channel.closeAllCDRs(at: now)
        if let since = channel.ownCDRSince {
            channel.application = ""
            channel.addLonelyCDR(from: since, at: now, sequence: newSequence())
        }
        if channel.cdrs.isEmpty, channel.leg == nil, channel.otherHalf == nil {
            channel.addLonelyCDR(from: channel.bornAt, at: now, sequence: channel.firstSequence)
        }
    }

    private func writeCDRs(of channel: SimulatedChannel) {
        for cdr in channel.cdrs {
            cdrEvent(cdr)
            write(cdr)
        }
        channel.cdrs = []
    }

    private func cdrEvent(_ cdr: SimulatedCDR) {
        output.event("Cdr", .cdr)
        output.header("AccountCode", "")
        output.header("Source", cdr.source)
        output.header("Destination", cdr.destination)
        output.header("DestinationContext", cdr.destinationContext)
        output.header("CallerID", cdr.callerID)
        output.header("Channel", cdr.channel)
        output.header("DestinationChannel", cdr.destinationChannel)
        output.header("LastApplication", cdr.lastApplication)
        output.header("LastData", cdr.lastData)
        output.header("StartTime", clock.local(cdr.start))
        output.header("AnswerTime", cdr.answer.map { clock.local($0) } ?? "")
        output.header("EndTime", cdr.end.map { clock.local($0) } ?? "")
        output.header("Duration", cdr.duration)
        output.header("BillableSeconds", cdr.billableSeconds)
        output.header("Disposition", cdr.disposition)
        output.header("AMAFlags", "DOCUMENTATION")
        output.header("UniqueID", cdr.uniqueID)
        output.header("UserField", "")
        output.header("LinkedID", cdr.linkedID)
        output.header("Sequence", cdr.sequence)
        output.end(.cdr)
    }
}
