/// A channel of the simulated PBX with what its snapshot in events shows.
final class SimulatedChannel {
    enum State: Int {
        case down = 0
        case ring = 4
        case ringing = 5
        case up = 6
        case busy = 7

        var text: String {
            switch self {
            case .down: "Down"
            case .ring: "Ring"
            case .ringing: "Ringing"
            case .up: "Up"
            case .busy: "Busy"
            }
        }
    }

    let name: String
    let uniqueID: String
    let bornAt: PBXInstant
    /// The phone or trunk that it belongs to; halves of Local channels have none.
    let device: SimulatedDevice?
    var linkedID: String { didSet { forgetSnapshot() } }
    var state: State { didSet { stateChanged(from: oldValue) } }
    var callerNumber: String { didSet { forgetSnapshot() } }
    var callerName: String { didSet { forgetSnapshot() } }
    var connectedNumber = "" { didSet { forgetSnapshot() } }
    var connectedName = "" { didSet { forgetSnapshot() } }
    var context: String { didSet { forgetSnapshot() } }
    var exten: String { didSet { forgetSnapshot() } }
    var priority = 1 { didSet { forgetSnapshot() } }

    var application = ""
    var applicationData = ""
    /// What CEL calls the application once the dialplan has let go: `AppDial` for a called channel, nothing for a caller.
    var originApplication = ""
    var ani = ""
    var dnid = ""
    var sipCallID = ""
    /// Variables that every channel called from this one gets as well.
    var inheritable: [(StaticString, String)] = []
    /// Those that were set by AMI.
    var variables: [String: String] = [:]
    /// The transferer's channel while the one that he sent away has not been answered.
    var blindTransferer: String?
    var isReferred = false
    var answeredAt: PBXInstant?
    var bridge: SimulatedBridge?
    var joinedAt: PBXInstant?
    var isOnHold = false { didSet { if isOnHold != oldValue { device?.held += isOnHold ? 1 : -1 } } }
    var isMonitored = false
    /// Its sound statistics have been told already.
    var isRTPTold = false
    var isHungUp = false
    /// It belongs to a replayed recording: its events alone say what becomes of it.
    var isReplayed = false
    var hangupCause = HangupCause.normal
    /// The queue through which the caller came, until his channel ends: AgentComplete waits for that.
    var queueVisit: QueueVisit?

    /// What the dialplan does with the channel now: the IVR, a dial, a queue.
    var activity: (any ChannelActivity)?
    /// How the PBX called it, for a channel that it called.
    var leg: CalledLeg?
    /// What people do in the call it belongs to.
    var call: SimulatedCall?
    /// Told when a person's phone has been joined with what this channel called.
    var connected: ((SimulatedChannel) -> Void)?
    /// The consultation that it is part of and that goes on as the people decide.
    var consultation: AtxferConsultation?
    /// The person on this channel in the account of what happened.
    var person: LegRecord?
    /// The other half of a Local channel.
    weak var otherHalf: SimulatedChannel?
    var cdrs: [SimulatedCDR] = []
    /// The number that the channel's first CDR got when the channel was born.
    let firstSequence: Int
    var rtcp: Agenda.Step?
    /// Told when the channel has ended by itself.
    var whenReleased: (() -> Void)?
    /// Since when a Local channel that took over a conversation keeps a CDR of its own.
    var ownCDRSince: PBXInstant?

    private var snapshot: [UInt8]?

    init(
        name: String,
        uniqueID: String,
        linkedID: String?,
        device: SimulatedDevice?,
        state: State,
        caller: Caller,
        context: String,
        exten: String,
        bornAt: PBXInstant,
        sequence: Int
    ) {
        self.name = name
        self.uniqueID = uniqueID
        self.linkedID = linkedID ?? uniqueID
        self.device = device
        self.state = state
        self.callerNumber = caller.number
        self.callerName = caller.name
        self.context = context
        self.exten = exten
        self.bornAt = bornAt
        self.firstSequence = sequence
        device?.count(state, 1)
    }

    var isUp: Bool { state == .up }

    /// The device as device states name it; a Local channel's is its name without the running number.
    var technology: String { name.hasPrefix("Local/") ? "Local" : "PJSIP" }

    /// The one on the other side of a bridge of two.
    var peer: SimulatedChannel? { bridge?.members.first { $0 !== self } }

    /// Lets go of everything that refers back to it: the channel has ended.
    func forgetEverybody() {
        activity = nil
        queueVisit = nil
        leg?.owner = nil
        leg?.step?.cancel()
        leg = nil
        bridge = nil
        call = nil
        connected = nil
        consultation = nil
        whenReleased = nil
        otherHalf = nil
    }

    private func stateChanged(from old: State) {
        forgetSnapshot()
        device?.count(old, -1)
        device?.count(state, 1)
    }

    private func forgetSnapshot() { snapshot = nil }

    /// The fourteen headers of a channel in an event.
    func writeSnapshot(to buffer: inout EventBuffer) {
        if let snapshot { return buffer.rendered(snapshot) }
        var fresh = EventBuffer()
        writeSnapshot(prefix: "", to: &fresh)
        let rendered = Array(fresh.bytes.readableBytesView)
        snapshot = rendered
        buffer.rendered(rendered)
    }

    func writeSnapshot(prefix: StaticString, to buffer: inout EventBuffer) {
        buffer.header(prefix, "Channel", name)
        buffer.header(prefix, "ChannelState", String(state.rawValue))
        buffer.header(prefix, "ChannelStateDesc", state.text)
        buffer.header(prefix, "CallerIDNum", callerNumber.orUnknown)
        buffer.header(prefix, "CallerIDName", callerName.orUnknown)
        buffer.header(prefix, "ConnectedLineNum", connectedNumber.orUnknown)
        buffer.header(prefix, "ConnectedLineName", connectedName.orUnknown)
        buffer.header(prefix, "Language", "en")
        buffer.header(prefix, "AccountCode", "")
        buffer.header(prefix, "Context", context)
        buffer.header(prefix, "Exten", exten)
        buffer.header(prefix, "Priority", String(priority))
        buffer.header(prefix, "Uniqueid", uniqueID)
        buffer.header(prefix, "Linkedid", linkedID)
    }
}

/// What the dialplan does with a channel, told about what happens to it from outside.
protocol ChannelActivity: AnyObject {
    /// The party on the channel hung up.
    func callerHungUp()
    /// The channel is sent elsewhere in the dialplan.
    func pulledAway(to exten: String, in context: String)
}

extension String {
    /// As AMI writes an absent number or name.
    var orUnknown: String { isEmpty ? "<unknown>" : self }
}
