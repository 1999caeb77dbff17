/// The Dial application on a channel: calls one or more parties until one answers.
final class Dial: ChannelActivity, LegOwner {
    enum Target {
        case phone(SimulatedDevice)
        case trunk(String)
        /// Through a Local channel into another part of the dialplan.
        case local(String, context: String)
    }

    enum Outcome: String {
        case answered = "ANSWER"
        case busy = "BUSY"
        case noAnswer = "NOANSWER"
        case failed = "CONGESTION"
        case cancelled = "CANCEL"
    }

    unowned let pbx: SimulatedPBX
    let caller: SimulatedChannel
    private let targets: [Target]
    private let timeout: Duration
    /// How the dialplan goes on when nobody answered.
    private let goOn: (Outcome) -> Void
    private var legs: [CalledLeg] = []
    private var timer: Agenda.Step?
    private var worst = Outcome.noAnswer
    private var hasRung = false
    private var isOver = false
    /// The called half of the Local channel whose other half dials here.
    weak var outerLeg: CalledLeg?

    init(
        _ pbx: SimulatedPBX,
        caller: SimulatedChannel,
        targets: [Target],
        timeout: Duration,
        goOn: @escaping (Outcome) -> Void
    ) {
        self.pbx = pbx
        self.caller = caller
        self.targets = targets
        self.timeout = timeout
        self.goOn = goOn
    }

    /// `PJSIP/0111,15,tT`
    static func data(_ targets: [Target], site: SimulatedSite, timeout: Duration, options: String) -> String {
        let names = targets.map { target in
            switch target {
            case .phone(let device): device.name
            case .trunk(let number): "PJSIP/\(number)@\(site.trunk)"
            case .local(let exten, let context): "Local/\(exten)@\(context)/n"
            }
        }
        return "\(names.joined(separator: "&")),\(timeout.components.seconds),\(options)"
    }

    func start() {
        caller.activity = self
        pbx.cel("APP_START", caller)
        for variable in Self.cleared { pbx.varSet(caller, variable, "") }
        for target in targets { call(target) }
        timer = pbx.after(timeout) { [weak self] in self?.timeIsUp() }
        if legs.isEmpty { end(.failed) }
    }

    private static let cleared: [StaticString] = [
        "DIALSTATUS", "DIALEDPEERNUMBER", "DIALEDPEERNAME", "ANSWEREDTIME", "ANSWEREDTIME_MS", "DIALEDTIME",
        "DIALEDTIME_MS",
        "RINGTIME", "RINGTIME_MS", "PROGRESSTIME", "PROGRESSTIME_MS",
    ]

    // MARK: Calling

    private func call(_ target: Target) {
        switch target {
        case .phone(let device):
            // A phone that is not registered has no contact to call: no channel is born.
            guard device.isRegistered else { return }
            call(device, dialString: device.endpoint, person: device.endpoint)
        case .trunk(let number):
            call(pbx.trunk, dialString: "\(number)@\(pbx.site.trunk)", person: number)
        case .local(let exten, let context):
            callLocal(exten, context)
        }
    }

    private func call(_ device: SimulatedDevice, dialString: String, person: String) {
        let channel = pbx.outgoingChannel(on: device, linkedID: caller.linkedID, application: "AppDial")
        let leg = CalledLeg(channel: channel, dialString: dialString)
        introduce(leg)
        if device.isTrunk { pbx.newCallerID(channel, number: person, name: nil) }
        connect(leg)
        let record = LegRecord(who: person)
        caller.call?.record.legs.append(record)
        channel.person = record
        pbx.await(leg, caller.call?.reaction(of: person) ?? .answers(after: .seconds(3)))
    }

    private func callLocal(_ exten: String, _ context: String) {
        let (first, second) = pbx.localChannels(exten, in: context, linkedID: caller.linkedID)
        first.originApplication = "AppDial"
        let leg = CalledLeg(channel: first, dialString: "\(exten)@\(context)/n")
        introduce(leg)
        connect(leg)
        pbx.startLocal(leg, second, exten, context, caller: caller)
    }

    /// The called channel learns who calls, and where in the dialplan.
    private func introduce(_ leg: CalledLeg) {
        let channel = leg.channel
        leg.owner = self
        channel.leg = leg
        channel.call = caller.call
        legs.append(leg)
        pbx.varSet(channel, "DIALEDPEERNUMBER", leg.dialString)
        pbx.inheritVariables(channel, from: caller)
        channel.exten = caller.exten
        channel.connectedNumber = caller.callerNumber
        channel.connectedName = caller.callerName
        if channel.device?.isTrunk == true {
            channel.callerNumber = caller.exten
            channel.callerName = caller.connectedName
        }
        pbx.newexten(channel, "AppDial", "(Outgoing Line)")
    }

    private func connect(_ leg: CalledLeg) {
        let channel = leg.channel
        pbx.event("NewConnectedLine", .call, channel)
        caller.openCDR(for: channel, at: pbx.now, sequence: pbx.newSequence)
        pbx.dialEvent("DialBegin", caller, leg, ("DialString", leg.dialString))
        if channel.callerNumber != caller.connectedNumber { pbx.newConnectedLine(caller, of: channel) }
    }

    // MARK: What the called parties do

    func legRang(_ leg: CalledLeg) {
        let isStateFirst = pbx.random.isTrue(oneIn: 2)
        if isStateFirst { pbx.newstate(leg.channel, .ringing) }
        if !hasRung {
            hasRung = true
            pbx.varSet(caller, "RINGTIME", "0")
            pbx.varSet(caller, "RINGTIME_MS", "1")
        }
        pbx.dialEvent("DialState", caller, leg, ("DialStatus", "RINGING"))
        if !isStateFirst { pbx.newstate(leg.channel, .ringing) }
        pbx.announceDevice(of: caller)
        pbx.announceDevice(of: leg.channel)
        if let outerLeg { outerLeg.owner?.legRang(outerLeg) }
    }

    func legAnswered(_ leg: CalledLeg) {
        guard !isOver else { return }
        isOver = true
        timer?.cancel()
        let channel = leg.channel
        leg.owner = nil
        if !channel.isUp {
            pbx.cel("ANSWER", channel)
            pbx.newstate(channel, .up)
        }
        pbx.announceDevice(of: channel)
        pbx.varSet(caller, "DIALSTATUS", "ANSWER")
        pbx.varSet(caller, "DIALEDPEERNAME", channel.name)
        pbx.varSet(caller, "DIALEDPEERNUMBER", leg.dialString)
        channel.exten = ""
        cancelOthers(of: leg)
        pbx.dialEvent("DialEnd", caller, leg, ("DialStatus", "ANSWER"))
        caller.answerCDR(for: channel, at: pbx.now)
        caller.activity = nil
        if let outerLeg { outerLeg.owner?.legAnswered(outerLeg) }
        joinCaller(with: channel)
    }

    private func joinCaller(with channel: SimulatedChannel) {
        guard !caller.isHungUp, !channel.isHungUp else { return }
        if !caller.isUp {
            pbx.cel("ANSWER", caller)
            pbx.newstate(caller, .up)
            pbx.announceDevice(of: caller)
        }
        pbx.join(caller, with: channel, leavingDialplan: true)
        if caller.blindTransferer != nil {
            caller.blindTransferer = nil
            pbx.varSet(caller, "BLINDTRANSFER", "")
        }
        if channel.device != nil { caller.connected?(channel) }
    }

    private func cancelOthers(of answered: CalledLeg) {
        for leg in legs where leg !== answered && !leg.channel.isHungUp {
            endLeg(leg, "CANCEL", "NO ANSWER", .answeredElsewhere)
        }
    }

    func legRefused(_ leg: CalledLeg, _ refusal: CalledLeg.Refusal) {
        guard !isOver else { return }
        worst = refusal == .failed ? .failed : .busy
        leg.channel.person?.leave(refusal.record, at: pbx.now)
        if leg.channel.device != nil {
            pbx.hangupRequest(leg.channel, cause: refusal.cause.code, techCause: refusal.cause.techCause)
        }
        endLeg(leg, refusal.dialStatus, refusal == .failed ? "FAILED" : "BUSY", refusal.cause, source: leg.channel.name)
        legs.removeAll { $0 === leg }
        if legs.isEmpty { end(worst) }
    }

    private func timeIsUp() {
        guard !isOver else { return }
        for leg in legs {
            leg.inner?.noteNoAnswer()
            leg.channel.person?.leave(.noAnswer, at: pbx.now)
            endLeg(leg, "NOANSWER", "NO ANSWER", .unknown)
        }
        legs = []
        end(.noAnswer)
    }

    /// The time of whoever called this dial's Local channel is up: that, not a cancellation, is what its parties met.
    func noteNoAnswer() {
        for leg in legs { leg.channel.person?.leave(.noAnswer, at: pbx.now) }
    }

    private func end(_ outcome: Outcome) {
        guard !isOver else { return }
        isOver = true
        timer?.cancel()
        pbx.varSet(caller, "DIALSTATUS", outcome.rawValue)
        pbx.cel("APP_END", caller)
        caller.activity = nil
        goOn(outcome)
    }

    // MARK: What the caller does

    func callerHungUp() {
        guard !isOver else { return }
        isOver = true
        timer?.cancel()
        let cause: HangupCause =
            caller.isUp ? caller.hangupCause : (caller.device == nil ? caller.hangupCause : .gaveUp)
        pbx.hangupRequest(caller, cause: cause.code, techCause: cause.techCause)
        stopCalling(caller.device == nil || caller.isUp ? cause : .gaveUpOnCalled)
        pbx.varSet(caller, "DIALSTATUS", "CANCEL")
        pbx.softHangupRequest(caller, techCause: cause.techCause)
        caller.activity = nil
        pbx.release(caller, cause, source: caller.name, dialStatus: "CANCEL", endsApplication: true)
    }

    /// The DialEnd already shows where the caller is sent, while the dial's variables and CDR still belong to the old place.
    func pulledAway(to exten: String, in context: String) {
        guard !isOver else { return }
        isOver = true
        timer?.cancel()
        for leg in legs { caller.closeCDR(for: leg.channel, "NO ANSWER", at: pbx.now) }
        let old = (caller.context, caller.exten, caller.priority)
        (caller.context, caller.exten, caller.priority) = (context, exten, 1)
        stopCalling(.normal)
        (caller.context, caller.exten, caller.priority) = old
        pbx.varSet(caller, "DIALSTATUS", "CANCEL")
        pbx.cel("APP_END", caller)
        caller.activity = nil
    }

    private func stopCalling(_ cause: HangupCause) {
        for leg in legs { endLeg(leg, "CANCEL", "NO ANSWER", cause) }
        legs = []
    }

    /// A mobile whose owner picked up but pressed no key has answered by the PBX's books.
    private func endLeg(
        _ leg: CalledLeg,
        _ status: StaticString,
        _ disposition: String,
        _ cause: HangupCause,
        source: String = ""
    ) {
        leg.step?.cancel()
        leg.owner = nil
        let isUnconfirmed = leg.channel.device != nil && leg.channel.isUp
        caller.closeCDR(for: leg.channel, disposition, at: pbx.now)
        pbx.dialEvent("DialEnd", caller, leg, ("DialStatus", isUnconfirmed ? "ANSWER" : "\(status)"))
        leg.channel.hangupCause = cause
        pbx.release(leg.channel, cause, source: source)
    }
}
