/// A phone or a trunk: what device states are told of.
final class SimulatedDevice {
    enum State: String {
        case idle = "NOT_INUSE"
        case inUse = "INUSE"
        case busy = "BUSY"
        case unavailable = "UNAVAILABLE"
        case ringing = "RINGING"
        case ringingInUse = "RINGINUSE"
        case onHold = "ONHOLD"

        /// `Status` and `StatusText` of a hint.
        var hint: (code: Int, text: String) {
            switch self {
            case .idle: (0, "Idle")
            case .inUse: (1, "InUse")
            case .busy: (2, "Busy")
            case .unavailable: (4, "Unavailable")
            case .ringing: (8, "Ringing")
            case .ringingInUse: (9, "InUse&Ringing")
            case .onHold: (16, "Hold")
            }
        }

        /// `Status` of a queue member.
        var memberStatus: Int {
            switch self {
            case .idle: 1
            case .inUse: 2
            case .busy: 3
            case .unavailable: 5
            case .ringing: 6
            case .ringingInUse: 7
            case .onHold: 8
            }
        }

        /// As PJSIPShowEndpoints writes it.
        var endpointText: String {
            switch self {
            case .idle: "Not in use"
            case .inUse: "In use"
            case .busy: "Busy"
            case .unavailable: "Unavailable"
            case .ringing: "Ringing"
            case .ringingInUse: "Ring+Inuse"
            case .onHold: "On Hold"
            }
        }
    }

    /// `0111`, or `trunk`.
    let endpoint: String
    let isTrunk: Bool
    let model: SimulatedModel?
    /// How many calls it takes at a time; a further one is answered with "busy".
    var lines: Int
    var isRegistered = true
    /// What was last told about it.
    var announced = State.idle
    /// Somebody of a call that is only being prepared counts on this phone.
    var isReserved = false

    private var ringing = 0
    private var inUse = 0
    private var busy = 0
    var held = 0

    /// - Parameter model: of a phone.
    init(endpoint: String, isTrunk: Bool = false, model: SimulatedModel? = nil, lines: Int = 1) {
        self.endpoint = endpoint
        self.isTrunk = isTrunk
        self.model = model
        self.lines = lines
    }

    /// `PJSIP/0111`.
    var name: String { "PJSIP/\(endpoint)" }
    var displayName: String { "Operator \(endpoint)" }
    var channelCount: Int { ringing + inUse + busy }
    /// In a call, be it one that it has only dialled yet.
    var isTalking: Bool { inUse > 0 }

    func count(_ state: SimulatedChannel.State, _ change: Int) {
        switch state {
        case .down, .ringing: ringing += change
        case .ring, .up: inUse += change
        case .busy: busy += change
        }
    }

    var state: State {
        if !isRegistered { return .unavailable }
        if held > 0, held == inUse, ringing == 0 { return .onHold }
        if ringing > 0 { return inUse > 0 ? .ringingInUse : .ringing }
        if busy > 0 { return .busy }
        return inUse > 0 ? .inUse : .idle
    }
}
