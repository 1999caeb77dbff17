/// What an Originate to `ChanSpy` asks for.
struct SpyOriginate {
    var phone: String
    /// The application's arguments: how the names of the channels begin that are to be heard, and options.
    var data: String
    var actionID: String?
    /// The Uniqueid that the phone's channel is to have.
    var channelID: String?
    var timeout: Duration
    var callerID: Caller
}

/// A phone that the PBX calls and lets hear another one, as in recording 11: with the channel's events, `ChanSpyStart`,
/// `ChanSpyStop` and a CDR row of its own. It is no call.
///
/// Option `d` takes the keys 4, 5 and 6; `E` ends it with the channel that it hears, `S` when there is none to hear. Without these it
/// looks for the next one ten times a second.
final class Spying: LegOwner, ChannelActivity {
    private unowned let pbx: SimulatedPBX
    private let originate: SpyOriginate
    private let leg: CalledLeg
    private var timer: Agenda.Step?
    private(set) var heard: SimulatedChannel?
    /// `4`, `5` or `6`: what the last key made of it.
    private(set) var mode: Character

    init(_ pbx: SimulatedPBX, _ originate: SpyOriginate, _ leg: CalledLeg) {
        self.pbx = pbx
        self.originate = originate
        self.leg = leg
        let options = originate.data.drop { $0 != "," }
        mode = options.contains("B") ? "6" : options.contains("w") ? "5" : "4"
    }

    private var channel: SimulatedChannel { leg.channel }
    private var options: Substring { originate.data.drop { $0 != "," } }
    private var sought: String { String(originate.data.prefix { $0 != "," }) }

    func start(_ reaction: Reaction) {
        leg.owner = self
        channel.leg = leg
        pbx.newexten(channel, "AppDial2", "(Outgoing Line)")
        pbx.newCallerID(channel, number: originate.callerID.number, name: originate.callerID.name)
        channel.ani = originate.callerID.number
        channel.connectedNumber = originate.callerID.number
        channel.connectedName = originate.callerID.name
        pbx.event("NewConnectedLine", .call, channel)
        pbx.dialEvent("DialBegin", nil, leg, ("DialString", originate.phone))
        // Holds on to itself until the phone has answered or the time is up.
        timer = pbx.after(originate.timeout) { self.timeIsUp() }
        pbx.await(leg, reaction)
    }

    func legRang(_ leg: CalledLeg) {
        pbx.newstate(channel, .ringing)
        pbx.dialEvent("DialState", nil, leg, ("DialStatus", "RINGING"))
        pbx.announceDevice(of: channel)
    }

    func legAnswered(_ leg: CalledLeg) {
        timer?.cancel()
        leg.owner = nil
        channel.leg = nil
        // From here on the channel keeps it.
        channel.activity = self
        channel.application = "ChanSpy"
        channel.applicationData = originate.data
        pbx.cel("ANSWER", channel)
        let isResponseFirst = pbx.random.isTrue(oneIn: 2)
        if isResponseFirst { respond("Success", reason: 4) }
        pbx.newstate(channel, .up)
        pbx.announceDevice(of: channel)
        pbx.dialEvent("DialEnd", nil, leg, ("DialStatus", "ANSWER"))
        if !isResponseFirst { respond("Success", reason: 4) }
        pbx.spies.append(self)
        listen()
    }

    func legRefused(_ leg: CalledLeg, _ refusal: CalledLeg.Refusal) {
        timer?.cancel()
        pbx.hangupRequest(channel, cause: refusal.cause.code, techCause: refusal.cause.techCause)
        pbx.dialEvent("DialEnd", nil, leg, ("DialStatus", "\(refusal.dialStatus)"))
        fail(refusal.cause, reason: 5)
    }

    private func timeIsUp() {
        leg.step?.cancel()
        fail(.noAnswer, reason: 3)
    }

    private func fail(_ cause: HangupCause, reason: Int) {
        respond("Failure", reason: reason)
        pbx.release(channel, cause)
    }

    private func respond(_ response: String, reason: Int) {
        let isSuccess = response == "Success"
        pbx.spyResponse(originate, response, reason: reason, channel: isSuccess ? channel : nil)
    }

    // MARK: Hearing

    private func listen() {
        guard !channel.isHungUp, heard == nil else { return }
        guard let found = pbx.channelToHear(sought, by: channel) else {
            return options.contains("S") ? leave() : lookAgain()
        }
        heard = found
        pbx.spyEvent("ChanSpyStart", channel, found)
    }

    private func lookAgain() {
        timer = pbx.after(.milliseconds(100)) { [weak self] in self?.listen() }
    }

    /// The channel that it hears is being hung up.
    func lost(_ channel: SimulatedChannel) {
        guard heard === channel else { return }
        stopHearing()
        options.contains("E") ? leave() : lookAgain()
    }

    private func stopHearing() {
        guard let heard else { return }
        self.heard = nil
        pbx.spyEvent("ChanSpyStop", channel, heard)
    }

    /// The application is done, and with it the channel.
    private func leave() {
        timer = pbx.after(.milliseconds(1)) { [weak self] in
            guard let self else { return }
            end()
        }
    }

    private func end() {
        timer?.cancel()
        pbx.spies.removeAll { $0 === self }
        stopHearing()
        pbx.release(channel, .unknown)
    }

    /// Its phone has pressed a key, or the PBX takes it so.
    func press(_ key: Character) {
        if heard != nil, options.contains("d"), "456".contains(key) { mode = key }
    }

    // MARK: ChannelActivity

    func callerHungUp() {
        pbx.hangupRequest(channel)
        end()
    }

    func pulledAway(to exten: String, in context: String) {
        timer?.cancel()
        pbx.spies.removeAll { $0 === self }
        stopHearing()
    }
}

extension SimulatedChannel {
    /// It listens in, or is rung for it.
    var isOfSpy: Bool { activity is Spying || leg?.owner is Spying }
}

extension SimulatedPBX {
    /// Lets a phone hear channels that a manager has named.
    ///
    /// - Parameter reaction: what the phone's owner does about its ringing.
    func spy(_ originate: SpyOriginate, _ reaction: Reaction) {
        guard let device = phones[originate.phone], device.isRegistered else {
            return spyResponse(originate, "Failure", reason: 0, channel: nil)
        }
        let channel = outgoingChannel(
            on: device,
            linkedID: nil,
            application: "AppDial2",
            uniqueID: originate.channelID
        )
        Spying(self, originate, CalledLeg(channel: channel, dialString: originate.phone)).start(reaction)
    }

    /// - Returns: the first in the order of their names that begins so, and does not itself listen.
    fileprivate func channelToHear(_ beginning: String, by spy: SimulatedChannel) -> SimulatedChannel? {
        guard !beginning.isEmpty else { return nil }
        return channels.values
            .filter { $0 !== spy && !$0.isHungUp && $0.name.hasPrefix(beginning) && !($0.activity is Spying) }
            .min { $0.name < $1.name }
    }

    fileprivate func spyEvent(_ name: StaticString, _ spy: SimulatedChannel, _ heard: SimulatedChannel) {
        output.event(name, .call)
        spy.writeSnapshot(prefix: "Spyer", to: &output)
        heard.writeSnapshot(prefix: "Spyee", to: &output)
        output.end(.call)
    }

    /// - Parameter channel: `nil` where the phone did not answer: then not even the Uniqueid is told.
    fileprivate func spyResponse(
        _ originate: SpyOriginate,
        _ response: String,
        reason: Int,
        channel: SimulatedChannel?
    ) {
        output.event("OriginateResponse", .call)
        if let actionID = originate.actionID { output.header("ActionID", actionID) }
        output.header("Response", response)
        output.header("Channel", channel?.name ?? "PJSIP/\(originate.phone)")
        output.header("Application", "ChanSpy")
        output.header("Data", originate.data)
        output.header("Reason", reason)
        output.header("Uniqueid", channel?.uniqueID ?? "<unknown>")
        output.header("CallerIDNum", originate.callerID.number.orUnknown)
        output.header("CallerIDName", originate.callerID.name.orUnknown)
        output.end(.call)
    }

    /// A channel is being hung up: who hears it does not any more.
    func tellSpies(of channel: SimulatedChannel) {
        for spying in spies { spying.lost(channel) }
    }

    /// A key of the phone at this channel, pressed or taken as pressed.
    func press(_ key: Character, on channel: SimulatedChannel) {
        dtmf(channel, key)
        (channel.activity as? Spying)?.press(key)
        channel.consultation?.press(key)
    }
}
