/// What an Originate asks for.
struct Originate {
    var phone: String
    var exten: String
    var context = "from-internal"
    var actionID: String?
    var timeout: Duration
    var callerID: Caller?
    /// `NAME=VALUE`, set on the phone's channel.
    var variables: [(name: String, value: String)] = [("CLICK2CALL", "1")]
}

/// The PBX calls the operator's phone first; when he picks up, his channel runs the dialplan towards the client.
final class ClickToCall: LegOwner {
    private unowned let pbx: SimulatedPBX
    private let originate: Originate
    private let leg: CalledLeg
    private let call: SimulatedCall
    private var timer: Agenda.Step?

    init(_ pbx: SimulatedPBX, _ originate: Originate, _ leg: CalledLeg, _ call: SimulatedCall) {
        self.pbx = pbx
        self.originate = originate
        self.leg = leg
        self.call = call
    }

    func start() {
        leg.owner = self
        let channel = leg.channel
        channel.leg = leg
        pbx.newexten(channel, "AppDial2", "(Outgoing Line)")
        for (name, value) in originate.variables { pbx.varSet(channel, named: name, value) }
        let shown = originate.callerID ?? Caller(originate.exten, name: "Click \(originate.exten)")
        pbx.newCallerID(channel, number: shown.number, name: shown.name)
        channel.ani = shown.number
        channel.connectedNumber = shown.number
        channel.connectedName = shown.name
        pbx.event("NewConnectedLine", .call, channel)
        pbx.dialEvent("DialBegin", nil, leg, ("DialString", originate.phone))
        // Holds on to itself until the phone has answered or the time is up.
        timer = pbx.after(originate.timeout) { self.timeIsUp() }
        pbx.await(leg, call.reaction(of: originate.phone))
    }

    func legRang(_ leg: CalledLeg) {
        pbx.newstate(leg.channel, .ringing)
        pbx.dialEvent("DialState", nil, leg, ("DialStatus", "RINGING"))
        pbx.announceDevice(of: leg.channel)
    }

    func legAnswered(_ leg: CalledLeg) {
        timer?.cancel()
        let channel = leg.channel
        leg.owner = nil
        channel.leg = nil
        channel.person?.answeredAt = pbx.now
        pbx.cel("ANSWER", channel)
        pbx.newstate(channel, .up)
        pbx.announceDevice(of: channel)
        let isResponseFirst = pbx.random.isTrue(oneIn: 2)
        if isResponseFirst { respond("Success", reason: 4) }
        pbx.dialEvent("DialEnd", nil, leg, ("DialStatus", "ANSWER"))
        if !isResponseFirst { respond("Success", reason: 4) }
        pbx.enterDialplan(channel, originate.context, originate.exten)
    }

    func legRefused(_ leg: CalledLeg, _ refusal: CalledLeg.Refusal) {
        timer?.cancel()
        leg.channel.person?.leave(refusal.record, at: pbx.now)
        pbx.hangupRequest(leg.channel, cause: refusal.cause.code, techCause: refusal.cause.techCause)
        pbx.dialEvent("DialEnd", nil, leg, ("DialStatus", "\(refusal.dialStatus)"))
        fail(refusal.cause, reason: 5)
    }

    private func timeIsUp() {
        leg.step?.cancel()
        leg.channel.person?.leave(.noAnswer, at: pbx.now)
        fail(.noAnswer, reason: 3)
    }

    private func fail(_ cause: HangupCause, reason: Int) {
        respond("Failure", reason: reason)
        pbx.release(leg.channel, cause)
    }

    /// The only link between the action and the call; of a failed one not even the Uniqueid is told.
    private func respond(_ response: String, reason: Int) {
        let channel = leg.channel
        let isSuccess = response == "Success"
        pbx.output.event("OriginateResponse", .call)
        if let actionID = originate.actionID { pbx.output.header("ActionID", actionID) }
        pbx.output.header("Response", response)
        pbx.output.header("Channel", isSuccess ? channel.name : "PJSIP/\(originate.phone)")
        pbx.output.header("Context", originate.context)
        pbx.output.header("Exten", originate.exten)
        pbx.output.header("Reason", reason)
        pbx.output.header("Uniqueid", isSuccess ? channel.uniqueID : "<unknown>")
        pbx.output.header("CallerIDNum", channel.callerNumber.orUnknown)
        pbx.output.header("CallerIDName", channel.callerName.orUnknown)
        pbx.output.end(.call)
    }
}

extension SimulatedPBX {
    /// Begins a click-to-call.
    ///
    /// - Returns: its Linkedid; `nil` when there is no such phone or it is off the net.
    func clickToCall(_ originate: Originate, _ plan: CallPlan) -> String? {
        guard let device = phones[originate.phone], device.isRegistered else { return nil }
        let channel = outgoingChannel(on: device, linkedID: nil, application: "AppDial2")
        let direction: CallRecord.Direction = phones[originate.exten] == nil ? .outbound : .internal
        let call = start(plan, direction, caller: originate.phone, on: channel)
        call.record.isClickToCall = true
        call.record.originateActionID = originate.actionID
        let person = LegRecord(who: originate.phone, isCaller: true)
        call.record.legs.append(person)
        channel.person = person
        let leg = CalledLeg(channel: channel, dialString: originate.phone)
        ClickToCall(self, originate, leg, call).start()
        return channel.linkedID
    }

    /// A variable whose name came from outside.
    func varSet(_ channel: SimulatedChannel, named variable: String, _ value: String) {
        output.event("VarSet", .dialplan)
        channel.writeSnapshot(to: &output)
        output.header("Variable", variable)
        output.header("Value", value)
        output.end(.dialplan)
    }
}
