/// The Queue application on a channel: a caller waits, members are called in rounds until one answers.
final class QueueVisit: ChannelActivity, LegOwner {
    unowned let pbx: SimulatedPBX
    let queue: SimulatedQueue
    let caller: SimulatedChannel
    let joinedAt: PBXInstant
    private let originalPosition: Int
    private var legs: [CalledLeg] = []
    private var ringingSince = PBXInstant(microseconds: 0)
    private var step: Agenda.Step?
    private var answered: (member: SimulatedQueue.Member, leg: CalledLeg, at: PBXInstant)?

    init(_ pbx: SimulatedPBX, queue: SimulatedQueue, caller: SimulatedChannel) {
        self.pbx = pbx
        self.queue = queue
        self.caller = caller
        joinedAt = pbx.now
        originalPosition = queue.waiting.count + 1
    }

    private var position: Int { (queue.waiting.firstIndex { $0 === self } ?? 0) + 1 }

    func start() {
        caller.activity = self
        for variable in Self.cleared { pbx.varSet(caller, variable, "") }
        queue.waiting.append(self)
        let record = caller.call?.record
        record?.queue = queue.name
        record?.queueJoinedAt = record?.queueJoinedAt ?? pbx.now
        if record?.ivrStartedAt != nil, record?.ivrEndedAt == nil { record?.ivrEndedAt = pbx.now }
        if queue.waiting.count == 1 { pbx.deviceState("Queue:\(queue.name)", "RINGING") }
        event("QueueCallerJoin", ("Position", String(position)), ("Count", String(queue.waiting.count)))
        pbx.cel("APP_START", caller)
        pbx.musicOnHold(caller, starts: true)
        callMembers()
    }

    private static let cleared: [StaticString] = [
        "ANSWEREDTIME", "ANSWEREDTIME_MS", "DIALEDTIME", "DIALEDTIME_MS", "QUEUEWAIT", "QUEUEWAIT_MS",
    ]

    private func event(_ name: StaticString, _ headers: (StaticString, String)...) {
        pbx.output.event(name, .agent)
        caller.writeSnapshot(to: &pbx.output)
        pbx.output.header("Queue", queue.name)
        for (header, value) in headers { pbx.output.header(header, value) }
        pbx.output.end(.agent)
    }

    // MARK: Rounds

    /// Calls the members whose turn it is; with nobody free the caller waits and it is tried again.
    private func callMembers() {
        if queue.hasReachableMember { caller.call?.record.hadReachableMember = true }
        let free = position <= max(1, queue.freeMembers.count) ? queue.freeMembers : []
        ringingSince = pbx.now
        switch queue.settings.strategy {
        case .ringAll: for member in free { call(member) }
        case .roundRobin: if let member = nextInTurn(free) { call(member) }
        }
        guard !legs.isEmpty else { return tryAgain(after: .seconds(1)) }
        step = pbx.after(queue.settings.ringTime) { [weak self] in self?.timeIsUp() }
    }

    private func nextInTurn(_ free: [SimulatedQueue.Member]) -> SimulatedQueue.Member? {
        for offset in queue.members.indices {
            let index = (queue.nextMember + offset) % queue.members.count
            guard free.contains(where: { $0 === queue.members[index] }) else { continue }
            queue.nextMember = index + 1
            return queue.members[index]
        }
        return nil
    }

    private func tryAgain(after delay: Duration) {
        step?.cancel()
        step = pbx.after(delay) { [weak self] in self?.callMembers() }
    }

    private func call(_ member: SimulatedQueue.Member) {
        guard let device = member.device else { return }
        if queue.settings.hasLocalMembers { return callLocal(member, device) }
        let channel = pbx.outgoingChannel(on: device, linkedID: caller.linkedID, application: "AppQueue")
        let leg = introduce(channel, member)
        pbx.varSet(channel, "DIALEDPEERNUMBER", device.endpoint)
        announce(leg)
        let record = LegRecord(who: device.endpoint)
        channel.person = record
        caller.call?.record.legs.append(record)
        pbx.await(leg, caller.call?.reaction(of: device.endpoint) ?? .rings)
    }

    private func callLocal(_ member: SimulatedQueue.Member, _ device: SimulatedDevice) {
        let (first, second) = pbx.localChannels(device.endpoint, in: "from-queue", linkedID: caller.linkedID)
        first.originApplication = "AppQueue"
        let leg = introduce(first, member)
        pbx.varSet(first, "DIALEDPEERNUMBER", "\(device.endpoint)@from-queue/n")
        announce(leg)
        pbx.startLocal(leg, second, device.endpoint, "from-queue", caller: caller)
    }

    private func introduce(_ channel: SimulatedChannel, _ member: SimulatedQueue.Member) -> CalledLeg {
        let leg = CalledLeg(channel: channel, dialString: member.interface)
        leg.owner = self
        leg.member = member
        channel.leg = leg
        channel.call = caller.call
        legs.append(leg)
        pbx.inheritVariables(channel, from: caller)
        return leg
    }

    /// AgentCalled and DialBegin tell the new channel in varying states of knowledge about the caller.
    private func announce(_ leg: CalledLeg) {
        let channel = leg.channel
        let isToldLate = pbx.random.isTrue(oneIn: 2)
        if isToldLate { pbx.dialEvent("DialBegin", caller, leg, ("DialString", leg.dialString)) }
        channel.exten = queue.name
        channel.connectedNumber = caller.callerNumber
        channel.connectedName = caller.callerName
        agentEvent("AgentCalled", leg)
        if !isToldLate { pbx.dialEvent("DialBegin", caller, leg, ("DialString", leg.dialString)) }
        caller.openCDR(for: channel, at: pbx.now, sequence: pbx.newSequence)
    }

    func agentEvent(_ name: StaticString, _ leg: CalledLeg, _ headers: (StaticString, String)...) {
        guard let member = leg.member else { return }
        pbx.output.event(name, .agent)
        caller.writeSnapshot(to: &pbx.output)
        if !leg.channel.isHungUp { leg.channel.writeSnapshot(prefix: "Dest", to: &pbx.output) }
        pbx.output.header("Queue", queue.name)
        pbx.output.header("Interface", member.interface)
        pbx.output.header("MemberName", member.name)
        for (header, value) in headers { pbx.output.header(header, value) }
        pbx.output.end(.agent)
    }

    // MARK: What the members do

    func legRang(_ leg: CalledLeg) {
        let channel = leg.channel
        pbx.newstate(channel, .ringing)
        pbx.newexten(channel, "AppQueue", "(Outgoing Line)")
        pbx.event("NewConnectedLine", .call, channel)
        if queue.settings.strategy == .roundRobin { pbx.newConnectedLine(caller, of: channel) }
        pbx.dialEvent("DialState", caller, leg, ("DialStatus", "RINGING"))
        pbx.announceDevice(of: caller)
        pbx.announceDevice(of: channel)
    }

    func legAnswered(_ leg: CalledLeg) {
        guard answered == nil, let member = leg.member else { return }
        step?.cancel()
        answered = (member, leg, pbx.now)
        let channel = leg.channel
        leg.owner = nil
        pbx.cel("ANSWER", channel)
        pbx.newstate(channel, .up)
        pbx.announceDevice(of: channel)
        pbx.dialEvent("DialEnd", caller, leg, ("DialStatus", "ANSWER"))
        let losers = legs.filter { $0 !== leg }
        tellCancelled(losers)
        if caller.connectedNumber != channel.callerNumber { pbx.newConnectedLine(caller, of: channel) }
        tellCancelled(losers)
        pbx.musicOnHold(caller, starts: false)
        for loser in losers { end(loser, .answeredElsewhere) }
        legs = []
        pbx.startMonitor(caller, file: "\(caller.uniqueID).wav", isInDialplan: false)
        leaveQueue(isAnswered: true)
        connect(leg, member)
    }

    private func connect(_ leg: CalledLeg, _ member: SimulatedQueue.Member) {
        let channel = leg.channel
        let hold = Self.rounded(pbx.now, since: joinedAt)
        let ring = Self.rounded(pbx.now, since: ringingSince)
        pbx.varSet(caller, "QUEUEWAIT", String(hold))
        pbx.varSet(caller, "QUEUEWAIT_MS", String(hold * 1_000))
        agentEvent("AgentConnect", leg, ("HoldTime", String(hold)), ("RingTime", String(ring)))
        member.isInCall = true
        queue.completed += 1
        if hold <= queue.settings.serviceLevel { queue.answeredInTime += 1 }
        queue.noteHold(hold)
        caller.answerCDR(for: channel, at: pbx.now)
        if !caller.isUp {
            pbx.newstate(caller, .up)
            pbx.cel("ANSWER", caller)
            pbx.announceDevice(of: caller)
        }
        caller.activity = nil
        caller.queueVisit = self
        pbx.join(caller, with: channel, leavingDialplan: false)
        if channel.device != nil { caller.connected?(channel) }
    }

    /// A losing member's DialEnd comes twice.
    private func tellCancelled(_ legs: [CalledLeg]) {
        for leg in legs { pbx.dialEvent("DialEnd", caller, leg, ("DialStatus", "CANCEL")) }
    }

    private func end(_ leg: CalledLeg, _ cause: HangupCause, source: String = "") {
        leg.step?.cancel()
        leg.owner = nil
        caller.closeCDR(for: leg.channel, "NO ANSWER", at: pbx.now)
        leg.channel.hangupCause = cause
        pbx.release(leg.channel, cause, source: source)
    }

    /// In a queue even a declined call ends as NOANSWER; only the hang-up's cause shows it.
    func legRefused(_ leg: CalledLeg, _ refusal: CalledLeg.Refusal) {
        let channel = leg.channel
        if channel.device != nil {
            pbx.hangupRequest(channel, cause: refusal.cause.code, techCause: refusal.cause.techCause)
        }
        channel.person?.leave(refusal.record, at: pbx.now)
        noAnswer(leg)
        end(leg, refusal.cause, source: channel.name)
        legs.removeAll { $0 === leg }
        guard legs.isEmpty else { return }
        tryAgain(after: queue.settings.strategy == .roundRobin ? .zero : queue.settings.retry)
    }

    private func timeIsUp() {
        for leg in legs {
            leg.channel.person?.leave(.noAnswer, at: pbx.now)
            leg.inner?.noteNoAnswer()
            noAnswer(leg)
            pbx.dialEvent("DialEnd", caller, leg, ("DialStatus", "CANCEL"))
            end(leg, .unknown)
        }
        legs = []
        tryAgain(after: queue.settings.retry)
    }

    private func noAnswer(_ leg: CalledLeg) {
        let ring = Self.rounded(pbx.now, since: ringingSince) * 1_000
        pbx.dialEvent("DialEnd", caller, leg, ("DialStatus", "NOANSWER"))
        agentEvent("AgentRingNoAnswer", leg, ("RingTime", String(ring)))
    }

    // MARK: What the caller does

    func callerHungUp() {
        stopCalling(.unknown) {
            pbx.rtpStatistics(of: caller, withPeer: false)
            pbx.hangupRequest(caller)
            pbx.musicOnHold(caller, starts: false)
        }
        abandon()
        pbx.softHangupRequest(caller)
        caller.activity = nil
        pbx.release(caller, .unknown, source: caller.name, dialStatus: "CANCEL", endsApplication: true)
    }

    func pulledAway(to exten: String, in context: String) {
        stopCalling(.normal) { pbx.musicOnHold(caller, starts: false) }
        leaveQueue(isAnswered: true)
        pbx.cel("APP_END", caller)
        caller.activity = nil
    }

    private func stopCalling(_ cause: HangupCause, _ announce: () -> Void) {
        step?.cancel()
        announce()
        tellCancelled(legs)
        tellCancelled(legs)
        for leg in legs { end(leg, cause) }
        legs = []
    }

    private func abandon() {
        let hold = Self.rounded(pbx.now, since: joinedAt)
        pbx.varSet(caller, "QUEUEWAIT", String(hold))
        pbx.varSet(caller, "QUEUEWAIT_MS", String(hold * 1_000))
        pbx.tellTimes(of: caller, isAnswered: false)
        pbx.varSet(caller, "ABANDONED", "TRUE")
        event(
            "QueueCallerAbandon",
            ("Position", String(position)),
            ("OriginalPosition", String(originalPosition)),
            ("HoldTime", String(hold))
        )
        queue.abandoned += 1
        leaveQueue(isAnswered: false)
    }

    private func leaveQueue(isAnswered: Bool) {
        let position = position
        queue.waiting.removeAll { $0 === self }
        if queue.waiting.isEmpty { pbx.deviceState("Queue:\(queue.name)", "NOT_INUSE") }
        event("QueueCallerLeave", ("Position", String(position)), ("Count", String(queue.waiting.count)))
        pbx.varSet(caller, "QUEUEPOSITION", String(position))
    }

    // MARK: The end

    /// AgentComplete: it belongs to the caller's channel and waits for that one's end, whoever he talks to by then.
    func complete(by leaver: SimulatedChannel) {
        guard let (member, leg, at) = answered else { return }
        answered = nil
        let talk = Int(pbx.now.seconds(since: at))
        member.isInCall = false
        member.callsTaken += 1
        member.lastCall = pbx.now.second
        queue.noteTalk(talk)
        agentEvent(
            "AgentComplete",
            leg,
            ("HoldTime", String(Self.rounded(at, since: joinedAt))),
            ("TalkTime", String(talk)),
            ("Reason", leaver === caller ? "caller" : "agent")
        )
        caller.queueVisit = nil
    }

    /// Whole seconds as time() differences make them.
    private static func rounded(_ instant: PBXInstant, since earlier: PBXInstant) -> Int {
        Int(instant.second - earlier.second)
    }
}
