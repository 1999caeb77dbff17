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
        pbx.callsBegun += 1
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

    func transferBegan(_ kind: String, from: String, to: String) {
        openTransfer = record.transfers.count
        record.transfers.append(
            CallTruth.Transfer(kind: kind, from: from, to: to, answered: false, at: pbx.now.epoch, completed_at: nil)
        )
    }

    func transferCompleted() {
        guard let openTransfer else { return }
        record.transfers[openTransfer].answered = true
        record.transfers[openTransfer].completed_at = pbx.now.epoch
        self.openTransfer = nil
    }

    func transferFailed() { openTransfer = nil }

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
