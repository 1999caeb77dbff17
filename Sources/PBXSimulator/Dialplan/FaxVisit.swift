/// A channel that sends a fax, as in recording 15: variables that say FAILED before anything has begun, and again at the end of a fax that
/// arrives, before they say so. The machine at the other end takes three seconds; it hangs up first.
final class FaxVisit: ChannelActivity {
    private unowned let pbx: SimulatedPBX
    private let channel: SimulatedChannel
    /// Somebody speaks at the other end, who hangs up after two seconds.
    private let isVoice: Bool
    private let station: String
    private let begunAt: PBXInstant
    private var step: Agenda.Step?

    init(_ pbx: SimulatedPBX, _ channel: SimulatedChannel, isVoice: Bool) {
        self.pbx = pbx
        self.channel = channel
        self.isVoice = isVoice
        station = pbx.site.outgoingNumber
        begunAt = pbx.now
    }

    private var file: String { "/var/spool/asterisk/priyom-fax/\(channel.exten).tif" }

    func start(_ exten: String) {
        channel.activity = self
        pbx.newexten(channel, at: SimulatedPBX.faxContext, exten, 1, "NoOp", "Fax send")
        pbx.newexten(channel, at: SimulatedPBX.faxContext, exten, 2, "Answer")
        if !channel.isUp {
            pbx.cel("ANSWER", channel)
            pbx.newstate(channel, .up)
            pbx.announceDevice(of: channel)
        }
        pbx.newexten(channel, at: SimulatedPBX.faxContext, exten, 3, "Set", "FAXOPT(localstationid)=\(station)")
        pbx.newexten(channel, at: SimulatedPBX.faxContext, exten, 4, "SendFAX", file)
        set(("FAXSTATUS", "FAILED"), ("FAXPAGES", "0"), ("FAXSTATUS", "FAILED"), ("FAXERROR", "INIT_ERROR"))
        set(("FAXSTATUSSTRING", "error starting fax session"))
        tellStations(pages: "0")
        tell("Allocating Resources")
        set(("FAXSTATUS", ""), ("FAXERROR", ""), ("FAXSTATUSSTRING", ""))
        tellStations(pages: "0")
        tell("FAX Transmission In Progress")
        step = pbx.after(isVoice ? .seconds(2) : .seconds(3)) { [weak self] in self?.end() }
    }

    private func end() {
        pbx.hangupRequest(channel, cause: 16)
        tellEnd(isArrived: !isVoice)
        leave()
    }

    private func tellEnd(isArrived: Bool) {
        set(("FAXSTATUS", "FAILED"), ("FAXERROR", "HANGUP"), ("FAXSTATUSSTRING", "remote channel hungup"))
        tellStations(pages: "0")
        let words = isArrived ? "OK" : "The call dropped prematurely"
        set(("FAXSTATUS", isArrived ? "SUCCESS" : "FAILED"))
        set(("FAXERROR", isArrived ? "HANGUP" : words), ("FAXSTATUSSTRING", words))
        let (pages, resolution) = isArrived ? ("1", "8031x3850") : ("0", "0x0")
        tellStations(pages: pages, resolution: resolution)
        pbx.event(
            "SendFAX",
            .call,
            channel,
            ("LocalStationID", station),
            ("RemoteStationID", ""),
            ("PagesTransferred", pages),
            ("Resolution", resolution),
            ("TransferRate", "14400"),
            ("FileName", file)
        )
    }

    /// Hung up by the dialplan.
    private func leave() {
        step?.cancel()
        channel.activity = nil
        pbx.softHangupRequest(channel)
        channel.addLonelyCDR(from: begunAt, at: pbx.now, sequence: pbx.newSequence())
        pbx.newexten(channel, at: SimulatedPBX.faxContext, "h", 1, "NoOp", "Fax hangup")
        channel.priority = 2
        pbx.release(channel, .normal)
    }

    private func set(_ variables: (StaticString, String)...) {
        for (name, value) in variables { pbx.varSet(channel, name, value) }
    }

    private func tellStations(pages: String, resolution: String? = nil) {
        set(("REMOTESTATIONID", ""), ("LOCALSTATIONID", station))
        if let resolution { set(("FAXBITRATE", "14400"), ("FAXRESOLUTION", resolution)) }
        set(("FAXMODE", "audio"), ("FAXPAGES", pages))
    }

    private func tell(_ status: String) {
        pbx.event(
            "FAXStatus",
            .call,
            channel,
            ("Operation", "send"),
            ("Status", status),
            ("LocalStationID", station),
            ("FileName", file)
        )
    }

    // MARK: ChannelActivity

    func callerHungUp() {
        step?.cancel()
        pbx.hangupRequest(channel, cause: 16)
        tellEnd(isArrived: false)
        leave()
    }

    func pulledAway(to exten: String, in context: String) {
        step?.cancel()
        tellEnd(isArrived: false)
        channel.activity = nil
    }
}

/// What an Originate to the context of faxes asks for.
struct FaxOriginate {
    var number: String
    /// In which the number is dialled.
    var context: String
    /// The key of the fax.
    var exten: String
    var actionID: String?
    /// The Uniqueid that the first half of the Local channel is to have.
    var channelID: String?
    var timeout: Duration
    var callerID: Caller
}

extension SimulatedPBX {
    /// The context in which keys of faxes are extensions.
    static let faxContext = "priyom-fax"

    /// A channel that a manager has sent there, or that has answered for it.
    func sendFax(_ channel: SimulatedChannel, _ exten: String) {
        FaxVisit(
            self,
            channel,
            isVoice: channel.connectedNumber.hasSuffix("0042") || channel.callerNumber.hasSuffix("0042")
        )
        .start(exten)
    }

    /// Calls a number by a Local channel and faxes once it answers. For tests numbers end in what becomes of them: 0017 busy, 0019 no
    /// answer, 0001 no such number, 0042 somebody who speaks and hangs up.
    func originateFax(_ originate: FaxOriginate) {
        let (first, second) = localChannels(
            originate.number,
            in: originate.context,
            linkedID: nil,
            uniqueID: originate.channelID
        )
        first.originApplication = "AppDial2"
        newexten(first, "AppDial2", "(Outgoing Line)")
        for half in [first, second] {
            newCallerID(half, number: originate.callerID.number, name: originate.callerID.name)
            half.connectedNumber = originate.callerID.number
            half.connectedName = originate.callerID.name
            event("NewConnectedLine", .call, half)
        }
        localBridge(first, second, originate.number, in: originate.context, isOptimized: false)
        let leg = CalledLeg(channel: first, dialString: "\(originate.number)@\(originate.context)/n")
        dialEvent("DialBegin", nil, leg, ("DialString", leg.dialString))
        switch originate.number.suffix(4) {
        case "0017": after(.milliseconds(400)) { self.faxFailed(originate, leg, second, .busy, "BUSY", reason: 5) }
        case "0001":
            after(.milliseconds(400)) { self.faxFailed(originate, leg, second, .unallocated, "CONGESTION", reason: 8) }
        case "0019":
            after(originate.timeout) { self.faxFailed(originate, leg, second, .noAnswer, "NOANSWER", reason: 3) }
        default: after(.seconds(1)) { self.faxAnswered(originate, leg, second) }
        }
    }

    private func faxAnswered(_ originate: FaxOriginate, _ leg: CalledLeg, _ second: SimulatedChannel) {
        let first = leg.channel
        guard !first.isHungUp else { return }
        newexten(second, at: originate.context, originate.number, 1, "Answer")
        for half in [first, second] { cel("ANSWER", half) }
        for half in [first, second] { newstate(half, .up) }
        dialEvent("DialEnd", nil, leg, ("DialStatus", "ANSWER"))
        faxResponse(originate, "Success", reason: 4, channel: first)
        // The machine at the other end leaves with the fax.
        first.otherHalf = nil
        second.otherHalf = nil
        first.whenReleased = { [weak self, weak second] in
            guard let second, !second.isHungUp else { return }
            self?.release(second, .normal)
        }
        FaxVisit(self, first, isVoice: originate.number.hasSuffix("0042")).start(originate.exten)
    }

    private func faxFailed(
        _ originate: FaxOriginate,
        _ leg: CalledLeg,
        _ second: SimulatedChannel,
        _ cause: HangupCause,
        _ status: String,
        reason: Int
    ) {
        let first = leg.channel
        guard !first.isHungUp else { return }
        dialEvent("DialEnd", nil, leg, ("DialStatus", status))
        faxResponse(originate, "Failure", reason: reason, channel: nil)
        first.otherHalf = nil
        second.otherHalf = nil
        release(second, cause)
        release(first, cause)
    }

    /// - Parameter channel: `nil` where nobody answered: then not even the Uniqueid is told.
    private func faxResponse(_ originate: FaxOriginate, _ response: String, reason: Int, channel: SimulatedChannel?) {
        output.event("OriginateResponse", .call)
        if let actionID = originate.actionID { output.header("ActionID", actionID) }
        output.header("Response", response)
        output.header("Channel", channel?.name ?? "Local/\(originate.number)@\(originate.context)/n")
        output.header("Context", Self.faxContext)
        output.header("Exten", originate.exten)
        output.header("Reason", reason)
        output.header("Uniqueid", channel?.uniqueID ?? "<unknown>")
        output.header("CallerIDNum", originate.callerID.number.orUnknown)
        output.header("CallerIDName", originate.callerID.name.orUnknown)
        output.end(.call)
    }
}
