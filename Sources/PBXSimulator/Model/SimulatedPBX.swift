/// A small model of an Asterisk on a virtual time line: channels, bridges, phones, queues, and what people do with them.
///
/// Everything happens in planned steps at virtual instants, so the same seed gives the same calls. Each step writes the AMI
/// events that a real PBX would send, in `output`. It has no clock, no thread and no network: whoever owns it runs it up to
/// an instant and takes the output.
package final class SimulatedPBX {
    package let site: SimulatedSite
    package private(set) var now: PBXInstant
    package let bootedAt: PBXInstant
    package var output = EventBuffer()
    package var random: SeededRandom
    /// Told of every CDR when the PBX writes it.
    package var onCDR: (SimulatedCDR) -> Void = { _ in }
    /// Told of every sound file when its recorder starts.
    package var onRecording: (String) -> Void = { _ in }
    /// Told of every call when it has ended.
    package var onEnd: (CallTruth) -> Void = { _ in }
    /// Told of every phone that begins to be called: Linkedid and phone.
    var onDial: (String, String) -> Void = { _, _ in }
    /// Instants in truths count from here.
    package let truthStart: PBXInstant

    package internal(set) var callsBegun = 0
    package private(set) var callsEnded = 0
    package private(set) var cdrCount = 0

    let identities: IdentitySource
    var clock: ClockText
    private(set) var channels: [String: SimulatedChannel] = [:]
    var bridges: [String: SimulatedBridge] = [:]
    var phones: [String: SimulatedDevice] = [:]
    let trunk: SimulatedDevice
    let desks: [String]
    var queues: [SimulatedQueue] = []
    /// Phones that hear others at this moment, or wait for somebody to hear.
    var spies: [Spying] = []

    private var agenda = Agenda()
    private var channelsPerLinkedID: [String: Int] = [:]

    package init(site: SimulatedSite = .standard(), seed: UInt64, start: PBXInstant) {
        self.site = site
        now = start
        bootedAt = start
        truthStart = start
        random = SeededRandom(seed: seed)
        identities = IdentitySource(random: random.fork())
        clock = ClockText(timeZone: site.timeZone)
        trunk = SimulatedDevice(endpoint: site.trunk, isTrunk: true)
        for phone in site.phones {
            phones[phone] = SimulatedDevice(
                endpoint: phone,
                model: site.models[phone] ?? site.model,
                lines: site.lines[phone] ?? 1
            )
        }
        for phone in site.unregistered {
            phones[phone]?.isRegistered = false
            phones[phone]?.announced = .unavailable
        }
        desks = site.desks
        queues = site.queues.map(makeQueue)
        for queue in queues { queue.isAvailableAnnounced = queue.hasIdleMember }
    }

    private func makeQueue(_ settings: SimulatedSite.Queue) -> SimulatedQueue {
        let queue = SimulatedQueue(settings: settings)
        queue.members = settings.members.map { phone in
            SimulatedQueue.Member(
                interface: settings.hasLocalMembers ? "Local/\(phone)@from-queue/n" : "PJSIP/\(phone)",
                device: phones[phone],
                name: "Operator \(phone)",
                loginTime: bootedAt.second
            )
        }
        return queue
    }

    // MARK: Time

    /// When something is going to happen next.
    package var nextDue: PBXInstant? { agenda.nextDue }

    /// Plans a step; `cancel` calls it off.
    @discardableResult
    func after(_ delay: Duration, _ action: @escaping () -> Void) -> Agenda.Step {
        agenda.plan(at: now + delay, action)
    }

    @discardableResult
    func at(_ instant: PBXInstant, _ action: @escaping () -> Void) -> Agenda.Step {
        agenda.plan(at: max(instant, now), action)
    }

    /// Lets everything happen that is due by `instant`.
    package func run(until instant: PBXInstant) {
        while let (due, action) = agenda.next(until: instant) {
            now = max(now, due)
            action()
        }
        now = max(now, instant)
    }

    /// Lets the next step happen, whenever it is due.
    ///
    /// - Returns: false when nothing is planned any more.
    package func runNextStep() -> Bool {
        guard let due = agenda.nextDue else { return false }
        run(until: due)
        return true
    }

    // MARK: Identities

    func newUniqueID() -> String { identities.uniqueID(second: now.second) }
    func newChannelNumber() -> String { identities.channelNumber() }
    func newLocalNumber() -> String { identities.localNumber() }
    func newSequence() -> Int { identities.sequence() }
    func newUUID() -> String { identities.uuid() }
    func newForeignCallID() -> String { identities.foreignCallID() }

    // MARK: Registers

    func register(_ channel: SimulatedChannel) {
        channels[channel.name] = channel
        channelsPerLinkedID[channel.linkedID, default: 0] += 1
    }

    /// - Returns: true when it was the last channel of its Linkedid.
    func unregister(_ channel: SimulatedChannel) -> Bool {
        channels[channel.name] = nil
        return forget(linkedID: channel.linkedID)
    }

    /// Moves a channel to another call, as Asterisk does when bridges join channels of two calls.
    func relink(_ channel: SimulatedChannel, to linkedID: String) {
        guard channel.linkedID != linkedID else { return }
        _ = forget(linkedID: channel.linkedID)
        channel.linkedID = linkedID
        channelsPerLinkedID[linkedID, default: 0] += 1
    }

    private func forget(linkedID: String) -> Bool {
        let left = (channelsPerLinkedID[linkedID] ?? 1) - 1
        channelsPerLinkedID[linkedID] = left == 0 ? nil : left
        return left == 0
    }

    func queue(named name: String) -> SimulatedQueue? { queues.first { $0.name == name } }

    func write(_ cdr: SimulatedCDR) {
        cdrCount += 1
        onCDR(cdr)
    }

    /// The call is over; its account is handed out when the other channels have gone as well, which takes no time.
    func end(_ record: CallRecord) {
        guard record.endedAt == nil else { return }
        record.endedAt = now
        after(.zero) { [weak self] in
            guard let self, let truth = record.truth(since: truthStart) else { return }
            end(truth)
        }
    }

    func end(_ truth: CallTruth) {
        callsEnded += 1
        onEnd(truth)
    }

    /// Channels that have not been hung up.
    package var liveChannelCount: Int { channels.count }

    /// Calls are going on, or just about to be accounted for.
    package var isBusy: Bool { callsEnded < callsBegun || !channels.isEmpty }
}
