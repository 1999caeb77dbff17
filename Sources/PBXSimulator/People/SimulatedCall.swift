/// The people of one call: what they are going to do, and the account of what happens to them.
final class SimulatedCall {
    unowned let pbx: SimulatedPBX
    private(set) var plan: CallPlan
    let record: CallRecord
    /// The channel on which the call began.
    let caller: SimulatedChannel
    /// The channel of the person who talks with the caller.
    private(set) weak var talker: SimulatedChannel?
    private var acts: ArraySlice<Act>
    private var step: Agenda.Step?
    private var patience: Agenda.Step?
    private var openTransfer: Int?
    private var isOver = false

    init(_ pbx: SimulatedPBX, plan: CallPlan, record: CallRecord, caller: SimulatedChannel) {
        self.pbx = pbx
        self.plan = plan
        self.record = record
        self.caller = caller
        acts = plan.acts[...]
        record.pattern = plan.pattern
        caller.call = self
        caller.connected = { [weak self] in self?.connected($0) }
        if let patience = plan.patience {
            self.patience = pbx.after(patience) { [weak self] in self?.giveUp() }
        }
        if let steering = plan.steering {
            pbx.after(steering.after) { [weak self] in self?.steer(to: steering.to) }
        }
    }

    /// How somebody who is called now behaves.
    func reaction(of who: String) -> Reaction {
        guard var reactions = plan.reactions[who], let first = reactions.first else { return plan.usual }
        if reactions.count > 1 {
            reactions.removeFirst()
            plan.reactions[who] = reactions
        }
        return first
    }

    /// Its people do only what they are told to.
    var isTold: Bool { plan.pattern == CallPlan.told }

    /// The operator's phone: where holds and transfers are made.
    var operatorChannel: SimulatedChannel? {
        record.direction == .outbound ? caller : talker
    }

    // MARK: What happens

    /// A person's phone was joined with the caller.
    func connected(_ channel: SimulatedChannel) {
        guard let person = channel.person else { return }
        patience?.cancel()
        talker = channel
        person.answeredAt = person.answeredAt ?? pbx.now
        person.enter(.talking, at: pbx.now)
        caller.person?.enter(.talking, at: pbx.now)
        record.answered(by: person.who, at: pbx.now)
        transferCompleted()
        proceed()
    }

    func end() {
        isOver = true
        step?.cancel()
        patience?.cancel()
        for phone in plan.reserved { pbx.phones[phone]?.isReserved = false }
        pbx.end(record)
        caller.call = nil
    }

    private func giveUp() {
        guard record.answeredAt == nil else { return }
        pbx.partyHangsUp(caller)
    }

    private func steer(to exten: String) {
        guard !isOver, record.answeredAt == nil else { return }
        pbx.redirect(caller, to: exten, in: "from-internal")
    }

    /// Somebody outside, the product say, moved the call: what its people were about to do is off.
    func isInterrupted(keepsTalker: Bool = false) {
        step?.cancel()
        if !keepsTalker { talker = nil }
    }

    // MARK: Transfers

    func transferBegan(_ kind: String, from: String, to: String, at instant: PBXInstant? = nil) {
        openTransfer = record.transfers.count
        let at = (instant ?? pbx.now).epoch
        record.transfers.append(
            CallTruth.Transfer(kind: kind, from: from, to: to, answered: false, at: at, completed_at: nil)
        )
    }

    func transferCompleted() {
        guard let openTransfer else { return }
        record.transfers[openTransfer].answered = true
        record.transfers[openTransfer].completed_at = pbx.now.epoch
        self.openTransfer = nil
    }

    /// A blind transfer that nobody took stays in the account; see `transferWasNone`.
    func transferFailed() { openTransfer = nil }

    /// The colleague who was asked did not take the call: nothing was transferred.
    func transferWasNone() {
        guard let openTransfer else { return }
        record.transfers.remove(at: openTransfer)
        self.openTransfer = nil
    }

    /// A second call of the operator's, to ask a colleague. It becomes part of this one when he hands over.
    func inquire(_ colleague: String, on channel: SimulatedChannel) -> SimulatedCall {
        let inquiry = CallPlan(pattern: plan.pattern, caller: Caller(channel.callerNumber), dialled: colleague)
        let call = pbx.start(inquiry, .internal, caller: channel.callerNumber, on: channel)
        call.plan.reactions = plan.reactions
        return call
    }

    /// The second call was a consultation and is no call of its own.
    func takeOver(_ inquiry: SimulatedCall) {
        transferBegan("attended", from: inquiry.record.caller, to: inquiry.record.did, at: inquiry.record.startedAt)
        record.legs += inquiry.record.legs
        if record.consultationLinkedID == nil { record.consultationLinkedID = inquiry.record.linkedID }
        inquiry.caller.call = self
        pbx.callsBegun -= 1
    }

    func comesBack(to who: String) {
        guard let openTransfer else { return }
        let transfer = record.transfers[openTransfer]
        transferBegan(transfer.kind, from: transfer.to, to: who)
        record.transfers[record.transfers.count - 1].returned = true
    }

    /// The consulted colleague has taken the call over.
    func handedOver(to channel: SimulatedChannel) {
        talker = channel
        channel.person?.enter(.talking, at: pbx.now)
        transferCompleted()
        proceed()
    }

    // MARK: What people do

    /// The next thing that the people do.
    func proceed() {
        step?.cancel()
        guard !isOver else { return }
        if acts.isEmpty { acts = [.talk(pbx.random.seconds(3...15)), .hangUp(.caller)] }
        switch acts.removeFirst() {
        case .talk(let length): proceed(after: length)
        case .hold(let length): hold(for: length)
        case .blindTransfer(let to, let way): transfer(to: to, way)
        case .redirect(let to, let context): pbx.redirect(caller, to: to, in: context)
        case .attendedTransfer(let to, let length): consult(to, for: length)
        case .atxfer(let to, let length): atxfer(to, for: length)
        case .hangUp(.caller): pbx.partyHangsUp(caller)
        case .hangUp(.called): if let talker { pbx.partyHangsUp(talker) }
        }
    }

    private func proceed(after length: Duration) {
        step = pbx.after(length) { [weak self] in self?.proceed() }
    }

    private func hold(for length: Duration) {
        guard let channel = operatorChannel else { return proceed() }
        pbx.hold(channel)
        step = pbx.after(length) { [weak self] in
            guard let self else { return }
            pbx.unhold(channel)
            proceed()
        }
    }

    private func transfer(to: String, _ way: Act.BlindWay) {
        guard let talker else { return proceed() }
        pbx.blindTransfer(talker, to: to, in: "from-internal", isReferred: way == .refer)
    }

    private func consult(_ to: String, for length: Duration) {
        guard let talker else { return proceed() }
        Consultation(pbx, call: self, operatorChannel: talker, colleague: to, length: length).start()
    }

    private func atxfer(_ to: String, for length: Duration) {
        guard let talker else { return proceed() }
        AtxferConsultation(pbx, call: self, operatorChannel: talker, colleague: to, length: length).start()
    }
}
