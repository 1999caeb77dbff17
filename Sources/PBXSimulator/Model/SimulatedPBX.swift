import Foundation
import NIOCore

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
    /// Told of every call when it has ended.
    package var onEnd: (CallTruth) -> Void = { _ in }
    /// Instants in truths count from here.
    package let truthStart: PBXInstant

    package internal(set) var callsBegun = 0
    package private(set) var callsEnded = 0
    package private(set) var cdrCount = 0

    var clock: ClockText
    private(set) var channels: [String: SimulatedChannel] = [:]
    var bridges: [String: SimulatedBridge] = [:]
    var phones: [String: SimulatedDevice] = [:]
    let trunk: SimulatedDevice
    let desks: [String]
    var queues: [SimulatedQueue] = []

    private var agenda = Agenda()
    private var uniqueCounter = 0
    private var channelCounter = 0
    private var localCounter = 0
    private var sequenceCounter = 0
    private var channelsPerLinkedID: [String: Int] = [:]

    package init(site: SimulatedSite = .standard(), seed: UInt64, start: PBXInstant) {
        self.site = site
        now = start
        bootedAt = start
        truthStart = start
        random = SeededRandom(seed: seed)
        clock = ClockText(timeZone: site.timeZone)
        trunk = SimulatedDevice(endpoint: site.trunk, isTrunk: true)
        for phone in site.phones { phones[phone] = SimulatedDevice(endpoint: phone, lines: site.lines[phone] ?? 1) }
        for phone in site.unregistered {
            phones[phone]?.isRegistered = false
            phones[phone]?.announced = .unavailable
        }
        desks = site.desks
        queues = site.queues.map(makeQueue)
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

    func newUniqueID() -> String {
        defer { uniqueCounter += 1 }
        return "\(now.second).\(uniqueCounter)"
    }

    func newChannelNumber() -> String {
        defer { channelCounter += 1 }
        return Self.eightDigits(channelCounter)
    }

    func newLocalNumber() -> String {
        defer { localCounter += 1 }
        return Self.eightDigits(localCounter)
    }

    func newSequence() -> Int {
        defer { sequenceCounter += 1 }
        return sequenceCounter
    }

    func newUUID() -> String {
        let high = random.next()
        let low = random.next()
        let digits = Self.hex(high, 16) + Self.hex(low, 16)
        var groups: [Substring] = []
        var rest = digits[...]
        for length in [8, 4, 4, 4, 12] {
            groups.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return groups.joined(separator: "-")
    }

    /// The Call-ID of a SIP dialogue that a phone or the provider began.
    func newForeignCallID() -> String {
        "\(Self.hex(random.next(), 16))\(random.number(in: 1_000...9_999))@127.0.0.10"
    }

    private static func eightDigits(_ number: Int) -> String { hex(UInt64(number), 8) }

    private static func hex(_ number: UInt64, _ width: Int) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

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
            guard let self else { return }
            callsEnded += 1
            if let truth = record.truth(since: truthStart) { onEnd(truth) }
        }
    }

    /// Channels that have not been hung up.
    package var liveChannelCount: Int { channels.count }

    /// Calls are going on, or just about to be accounted for.
    package var isBusy: Bool { callsEnded < callsBegun || !channels.isEmpty }
}
