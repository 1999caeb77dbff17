import Foundation

/// What a phone is, and whether it does what a SIP NOTIFY tells it.
package struct SimulatedModel: Hashable, Sendable {
    /// What it calls itself when it registers.
    package var userAgent: String
    /// Answers and resumes by `Event: talk`, holds by `Event: hold`.
    package var obeys: Bool

    package init(userAgent: String, obeys: Bool) {
        self.userAgent = userAgent
        self.obeys = obeys
    }

    package static let desk = SimulatedModel(userAgent: "Yealink SIP-T46U 108.86.0.75", obeys: true)
    package static let softphone = SimulatedModel(userAgent: "MicroSIP/3.21.6", obeys: false)
}

/// What is set up on the simulated PBX: phones, queues, numbers.
package struct SimulatedSite: Sendable {
    package enum Strategy: String, Sendable {
        case ringAll = "ringall"
        case roundRobin = "rrmemory"
    }

    package struct Queue: Sendable {
        package var name: String
        package var strategy: Strategy
        package var members: [String]
        /// Members are called as `Local/EXT@from-queue/n`, as FreePBX does it.
        package var hasLocalMembers = false
        package var ringTime: Duration
        package var retry: Duration
        package var serviceLevel = 0

        package init(name: String, strategy: Strategy, members: [String], ringTime: Duration, retry: Duration) {
            self.name = name
            self.strategy = strategy
            self.members = members
            self.ringTime = ringTime
            self.retry = retry
        }
    }

    /// Where a call from outside goes first.
    package enum Route: Sendable, Hashable {
        case phone(String)
        case ivr
        case queue(String)
        /// Rings the phone and the mobile; the mobile's owner has to press a key.
        case followMe(phone: String, mobile: String)
        /// Straight to the phone with as little dialplan as possible, as in the burst recordings.
        case load(String)
    }

    package var phones: [String]
    /// Phones with more lines than one.
    package var lines: [String: Int] = [:]
    package var queues: [Queue]
    package var routes: [String: Route]
    /// The queue behind the IVR.
    package var ivrQueue = "service"
    package var trunk = "trunk"
    /// The number that calls to the outside show.
    package var outgoingNumber = "6467171"
    /// In which the CDR's times are written.
    package var timeZone = TimeZone(secondsFromGMT: 0) ?? .current
    /// How long people talk, in seconds.
    package var talk: ClosedRange<Double> = 4...40
    /// The make of all phones but those named in `models`.
    package var model = SimulatedModel.desk
    package var models: [String: SimulatedModel] = [:]
    /// Phones that are off the net from the start.
    package var unregistered: Set<String> = []
    /// Send RTCP reports of every channel, five seconds apart.
    package var hasRTCP = true

    /// The PBX behind the recordings, with a queue of FreePBX-like members, a follow-me number and a phone of two lines
    /// added.
    ///
    /// - Parameter desks: phones beside the recordings' own, each with a number of its own: `0300` has 7550300,
    ///     and 7660300 for load.
    package static func standard(desks: Int = 20) -> SimulatedSite {
        let extra = (0..<max(0, desks)).map { String(repeating: "0", count: $0 < 700 ? 1 : 0) + String(300 + $0) }
        var routes: [String: Route] = [
            "6467171": .ivr,
            "7559996": .phone("0111"),
            "7770011": .queue("service"),
            "7770022": .queue("sales"),
            "7770033": .queue("support"),
            "7770044": .queue("night"),
            "7559997": .followMe(phone: "0204", mobile: "89160000204"),
            "7559998": .phone("0205"),
        ]
        for phone in extra {
            routes["755\(phone)"] = .phone(phone)
            routes["766\(phone)"] = .load(phone)
        }
        var service = Queue(
            name: "service",
            strategy: .ringAll,
            members: ["0111", "0125", "0113"],
            ringTime: .seconds(15),
            retry: .seconds(2)
        )
        service.serviceLevel = 20
        let sales = Queue(
            name: "sales",
            strategy: .roundRobin,
            members: ["0113", "0111", "0125"],
            ringTime: .seconds(4),
            retry: .seconds(1)
        )
        var support = Queue(
            name: "support",
            strategy: .ringAll,
            members: ["0206", "0207", "0208"],
            ringTime: .seconds(15),
            retry: .seconds(5)
        )
        support.hasLocalMembers = true
        let night = Queue(
            name: "night",
            strategy: .ringAll,
            members: ["0209"],
            ringTime: .seconds(15),
            retry: .seconds(5)
        )
        let own = ["0111", "0113", "0125", "0201", "0202", "0204", "0205", "0206", "0207", "0208", "0209"]
        var site = SimulatedSite(phones: own + extra, queues: [service, sales, support, night], routes: routes)
        site.lines = ["0205": 2]
        site.unregistered = ["0209"]
        site.models = ["0113": .softphone]
        return site
    }

    /// The number from outside that rings a phone directly.
    func did(of phone: String) -> String? {
        if routes["755\(phone)"] == .phone(phone) { return "755\(phone)" }
        return routes.first { $0.value == .phone(phone) }?.key
    }

    /// Phones beside those of the recordings' PBX: each has a number of its own and is in no queue.
    var desks: [String] {
        phones.filter { routes["755\($0)"] == .phone($0) }
    }

    package init(phones: [String], queues: [Queue], routes: [String: Route]) {
        self.phones = phones
        self.queues = queues
        self.routes = routes
    }
}
