/// A queue of the simulated PBX: members, waiting callers, statistics.
final class SimulatedQueue {
    final class Member {
        let interface: String
        let device: SimulatedDevice?
        var name: String
        var isDynamic: Bool
        var penalty: Int
        var callsTaken = 0
        var lastCall: Int64 = 0
        var lastPause: Int64 = 0
        var loginTime: Int64
        var isPaused = false
        var pausedReason = ""
        var isInCall = false

        init(
            interface: String,
            device: SimulatedDevice?,
            name: String,
            loginTime: Int64,
            isDynamic: Bool = false,
            penalty: Int = 0
        ) {
            self.interface = interface
            self.device = device
            self.name = name
            self.loginTime = loginTime
            self.isDynamic = isDynamic
            self.penalty = penalty
        }

        var status: Int { device?.state.memberStatus ?? 1 }
        var isReachable: Bool { !isPaused && device?.isRegistered != false }
        /// The queue rings only members whose phone is idle (`ringinuse=no`).
        var isFree: Bool { isReachable && device?.state == .idle && device?.isReserved == false }
        /// What device and hint states name.
        var stateInterface: String { device?.name ?? interface }
    }

    let settings: SimulatedSite.Queue
    var members: [Member] = []
    var waiting: [QueueVisit] = []
    /// Where round robin goes on.
    var nextMember = 0
    var completed = 0
    var abandoned = 0
    var answeredInTime = 0
    var holdTime = 0
    var talkTime = 0
    var isAvailableAnnounced = true

    init(settings: SimulatedSite.Queue) { self.settings = settings }

    var name: String { settings.name }
    var hasReachableMember: Bool { members.contains { $0.isReachable } }
    var hasIdleMember: Bool { members.contains { !$0.isPaused && $0.status == 1 } }
    var freeMembers: [Member] { members.filter(\.isFree) }

    /// Asterisk's running mean: three quarters old, one quarter new.
    func noteHold(_ seconds: Int) { holdTime = (holdTime * 3 + seconds) / 4 }
    func noteTalk(_ seconds: Int) { talkTime = (talkTime * 3 + seconds) / 4 }

    var serviceLevelPercentage: String {
        guard completed > 0, settings.serviceLevel > 0 else { return "0.0" }
        let tenths = answeredInTime * 1_000 / completed
        return "\(tenths / 10).\(tenths % 10)"
    }
}
