/// What managers do to queues and channels.
extension SimulatedPBX {
    func channel(named name: String) -> SimulatedChannel? { channels[name] }

    // MARK: Queues

    /// - Returns: how many memberships were paused or taken out of their pause.
    func pause(_ interface: String, queue name: String?, isPaused: Bool, reason: String, tell: Bool = true) -> Int {
        var count = 0
        for queue in queues where name == nil || name == "" || queue.name == name {
            for member in queue.members where member.interface == interface {
                count += 1
                guard tell else { continue }
                member.isPaused = isPaused
                member.pausedReason = isPaused ? reason : ""
                if isPaused { member.lastPause = now.second }
                deviceState("Queue:\(queue.name)_pause_\(interface)", isPaused ? "INUSE" : "NOT_INUSE")
                memberEvent("QueueMemberPause", queue, member)
                announceAvailability(of: queue)
            }
        }
        return count
    }

    func addMember(_ interface: String, to queue: SimulatedQueue, name: String, penalty: Int, isPaused: Bool) {
        let member = SimulatedQueue.Member(
            interface: interface,
            device: phones[Self.endpoint(of: interface)],
            name: name.isEmpty ? interface : name,
            loginTime: now.second,
            isDynamic: true,
            penalty: penalty
        )
        member.isPaused = isPaused
        queue.members.append(member)
        deviceState("Queue:\(queue.name)_pause_\(interface)", isPaused ? "INUSE" : "NOT_INUSE")
        memberEvent("QueueMemberAdded", queue, member)
    }

    func removeMember(_ member: SimulatedQueue.Member, from queue: SimulatedQueue) {
        queue.members.removeAll { $0 === member }
        memberEvent("QueueMemberRemoved", queue, member)
    }

    /// `0111` of `PJSIP/0111`, and of `Local/0111@from-queue/n`.
    static func endpoint(of interface: String) -> String {
        let name = interface.split(separator: "/", maxSplits: 1).last ?? ""
        return String(name.prefix { $0 != "@" && $0 != "/" })
    }

    // MARK: Channels

    func hangUp(_ channel: SimulatedChannel) { partyHangsUp(channel) }

    /// AMI BlindTransfer names the transferer. Naming the customer's channel works just as well for the PBX: then he is
    /// the one who goes.
    ///
    /// - Returns: false when nobody is joined with the channel.
    func blindTransferByAction(_ channel: SimulatedChannel, to exten: String, in context: String) -> Bool {
        blindTransfer(channel, to: exten, in: context, isReferred: false)
    }

    /// - Returns: false when nobody is joined with the channel.
    func atxferByAction(_ channel: SimulatedChannel, to exten: String) -> Bool {
        guard channel.bridge != nil, let call = channel.call, channel.leg != nil else { return false }
        call.isInterrupted(keepsTalker: true)
        let length: Duration? = call.isTold ? nil : .seconds(3)
        AtxferConsultation(self, call: call, operatorChannel: channel, colleague: exten, length: length).start()
        return true
    }

    /// AMI CancelAtxfer presses the keys for going back on the operator's channel.
    func cancelAtxferByAction(_ channel: SimulatedChannel) {
        for (index, digit) in "*1".enumerated() {
            after(.milliseconds(index * 45)) { [weak self] in
                guard let self, !channel.isHungUp else { return }
                press(digit, on: channel)
            }
        }
    }

    /// A click-to-call that a manager asked for: phone and client behave as people do.
    func originateByAction(_ originate: Originate) {
        var plan = CallPlan(pattern: "originate", caller: Caller(originate.phone), dialled: originate.exten)
        plan.reactions[originate.phone] = [.answers(after: random.seconds(1...3))]
        plan.reactions[originate.exten] = [client(of: originate.exten)]
        plan.acts = [.talk(talkTime()), .hangUp(eitherSide())]
        guard clickToCall(originate, plan) == nil else { return }
        originateFailed(originate)
    }

    /// For tests numbers end in what becomes of them, by the causes of Q.850: 0017 busy, 0019 no answer, 0001 no such number.
    private func client(of number: String) -> Reaction {
        if number.count > 6 {
            if number.hasSuffix("0017") { return .busy }
            if number.hasSuffix("0019") { return .rings }
            if number.hasSuffix("0001") { return .fails }
        }
        return .answers(after: random.seconds(2...6))
    }

    /// There is no such phone, or it is not registered: only the answer tells.
    private func originateFailed(_ originate: Originate) {
        output.event("OriginateResponse", .call)
        if let actionID = originate.actionID { output.header("ActionID", actionID) }
        output.header("Response", "Failure")
        output.header("Channel", "PJSIP/\(originate.phone)")
        output.header("Context", originate.context)
        output.header("Exten", originate.exten)
        output.header("Reason", "0")
        output.header("Uniqueid", "<unknown>")
        output.header("CallerIDNum", (originate.callerID?.number ?? "").orUnknown)
        output.header("CallerIDName", (originate.callerID?.name ?? "").orUnknown)
        output.end(.call)
    }
}
