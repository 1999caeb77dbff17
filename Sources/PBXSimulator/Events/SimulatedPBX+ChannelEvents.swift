/// The events of a single channel, with the headers and the order of the recordings.
extension SimulatedPBX {
    func newstate(_ channel: SimulatedChannel, _ state: SimulatedChannel.State) {
        channel.state = state
        if state == .up, channel.answeredAt == nil {
            channel.answeredAt = now
            planRTCP(of: channel)
        }
        event("Newstate", .call, channel)
    }

    func newexten(_ channel: SimulatedChannel, _ application: String, _ data: String = "") {
        channel.application = application
        channel.applicationData = data
        output.event("Newexten", .dialplan)
        channel.writeSnapshot(to: &output)
        output.header("Extension", channel.exten)
        output.header("Application", application)
        output.header("AppData", data)
        output.end(.dialplan)
    }

    /// Goes to a place in the dialplan and runs an application there.
    func newexten(
        _ channel: SimulatedChannel,
        at context: String,
        _ exten: String,
        _ priority: Int,
        _ application: String,
        _ data: String = ""
    ) {
        channel.context = context
        channel.exten = exten
        channel.priority = priority
        newexten(channel, application, data)
    }

    func varSet(_ channel: SimulatedChannel, _ variable: StaticString, _ value: String) {
        output.event("VarSet", .dialplan)
        channel.writeSnapshot(to: &output)
        output.header("Variable", variable)
        output.header("Value", value)
        output.end(.dialplan)
    }

    /// An event that carries a channel and nothing else.
    func event(_ name: StaticString, _ eventClass: EventClass, _ channel: SimulatedChannel) {
        output.event(name, eventClass)
        channel.writeSnapshot(to: &output)
        output.end(eventClass)
    }

    func event(
        _ name: StaticString,
        _ eventClass: EventClass,
        _ channel: SimulatedChannel,
        _ headers: (StaticString, String)...
    ) {
        output.event(name, eventClass)
        channel.writeSnapshot(to: &output)
        for (header, value) in headers { output.header(header, value) }
        output.end(eventClass)
    }

    func newCallerID(_ channel: SimulatedChannel, number: String, name: String? = nil) {
        channel.callerNumber = number
        if let name { channel.callerName = name }
        event("NewCallerid", .call, channel, ("CID-CallingPres", "0 (Presentation Allowed, Not Screened)"))
    }

    func newConnectedLine(_ channel: SimulatedChannel, of other: SimulatedChannel) {
        channel.connectedNumber = other.callerNumber
        channel.connectedName = other.callerName
        event("NewConnectedLine", .call, channel)
    }

    func musicOnHold(_ channel: SimulatedChannel, starts: Bool) {
        if starts {
            event("MusicOnHoldStart", .call, channel, ("Class", "default"))
        } else {
            event("MusicOnHoldStop", .call, channel)
        }
    }

    /// A SIP cause for the answer to an INVITE, and the cause that Asterisk makes of it.
    func hangupRequest(_ channel: SimulatedChannel, cause: Int? = nil, techCause: Int? = nil) {
        output.event("HangupRequest", .call)
        channel.writeSnapshot(to: &output)
        if let cause { output.header("Cause", cause) }
        if let techCause { output.header("TechCause", techCause) }
        output.end(.call)
    }

    func softHangupRequest(_ channel: SimulatedChannel, techCause: Int? = nil, cause: Int = 16) {
        output.event("SoftHangupRequest", .call)
        channel.writeSnapshot(to: &output)
        output.header("Cause", cause)
        if let techCause { output.header("TechCause", techCause) }
        output.end(.call)
    }

    func hangupEvent(_ channel: SimulatedChannel, _ cause: HangupCause) {
        output.event("Hangup", .call)
        channel.writeSnapshot(to: &output)
        output.header("Cause", cause.code)
        output.header("Cause-txt", cause.text)
        if let techCause = cause.techCause { output.header("TechCause", techCause) }
        output.end(.call)
    }

    func cel(
        _ name: StaticString,
        _ channel: SimulatedChannel,
        peer: SimulatedChannel? = nil,
        application: String? = nil,
        extra: String = ""
    ) {
        output.event("CEL", .call)
        output.header("EventName", name)
        output.header("AccountCode", "")
        output.header("CallerIDnum", channel.callerNumber)
        output.header("CallerIDname", channel.callerName)
        output.header("CallerIDani", channel.ani)
        output.header("CallerIDrdnis", "")
        output.header("CallerIDdnid", channel.dnid)
        output.header("Exten", channel.exten)
        output.header("Context", channel.context)
        output.header("Channel", channel.name)
        output.header("Application", application ?? channel.application)
        output.header("AppData", (application ?? channel.application).isEmpty ? "" : channel.applicationData)
        output.header("EventTime", clock.local(now))
        output.header("AMAFlags", "DOCUMENTATION")
        output.header("UniqueID", channel.uniqueID)
        output.header("LinkedID", channel.linkedID)
        output.header("Userfield", "")
        output.header("Peer", peer?.name ?? "")
        output.header("PeerAccount", "")
        output.header("Extra", extra)
        output.end(.call)
    }

    func dtmf(_ channel: SimulatedChannel, _ digit: Character) {
        output.event("DTMFEnd", .dtmf)
        channel.writeSnapshot(to: &output)
        output.header("Digit", String(digit))
        output.header("DurationMs", "0")
        output.header("Direction", "Received")
        output.end(.dtmf)
    }
}

/// Why a channel ended, as `Hangup` tells it.
struct HangupCause {
    var code: Int
    var text: String
    var techCause: Int?

    static let normal = HangupCause(code: 16, text: "Normal Clearing")
    static let unknown = HangupCause(code: 0, text: "Unknown")
    static let answeredElsewhere = HangupCause(code: 26, text: "Answered elsewhere")
    static let busy = HangupCause(code: 17, text: "User busy", techCause: 486)
    static let noAnswer = HangupCause(code: 19, text: "User alerting, no answer", techCause: 480)
    static let gaveUp = HangupCause(code: 127, text: "Interworking, unspecified", techCause: 487)
    static let gaveUpOnCalled = HangupCause(code: 127, text: "Interworking, unspecified", techCause: 500)
    static let unallocated = HangupCause(code: 1, text: "Unallocated (unassigned) number", techCause: 404)
}
