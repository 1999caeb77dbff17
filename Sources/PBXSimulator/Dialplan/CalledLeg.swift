/// How the PBX calls one party: its channel, and what the party does about it.
final class CalledLeg {
    /// Why a party did not take the call.
    enum Refusal {
        case busy
        case rejected
        case failed

        var record: LegRecord.Result {
            switch self {
            case .busy: .busy
            case .rejected: .rejected
            case .failed: .failed
            }
        }

        var cause: HangupCause { self == .failed ? .unallocated : .busy }
        var dialStatus: StaticString { self == .failed ? "CONGESTION" : "BUSY" }
    }

    let channel: SimulatedChannel
    let dialString: String
    /// The dial or queue that called it; nothing once the leg has answered or gone.
    weak var owner: (any LegOwner)?
    /// The queue member behind the interface, if a queue called it.
    var member: SimulatedQueue.Member?
    /// What the party will do next.
    var step: Agenda.Step?
    /// The dial that a Local channel's other half does.
    var inner: Dial?
    var isRinging = false

    init(channel: SimulatedChannel, dialString: String) {
        self.channel = channel
        self.dialString = dialString
    }
}

/// Who called a leg, and is told what comes of it.
protocol LegOwner: AnyObject {
    func legRang(_ leg: CalledLeg)
    func legAnswered(_ leg: CalledLeg)
    func legRefused(_ leg: CalledLeg, _ refusal: CalledLeg.Refusal)
}

extension SimulatedPBX {
    /// Lets the party behave as it was going to.
    func await(_ leg: CalledLeg, _ reaction: Reaction) {
        let isBusy = leg.channel.device.map { !$0.isTrunk && $0.channelCount > $0.lines } ?? false
        if isBusy, leg.channel.device?.isTalking == false { leg.channel.person?.isResultUncertain = true }
        switch isBusy ? .rejects(after: .milliseconds(2)) : reaction {
        case .busy:
            leg.step = after(.milliseconds(2)) { leg.owner?.legRefused(leg, .busy) }
        case .fails:
            leg.step = after(.milliseconds(40)) { leg.owner?.legRefused(leg, .failed) }
        case .rings:
            ring(leg) {}
        case .answers(let delay):
            ring(leg) { [weak self] in self?.planAnswer(leg, after: delay) }
        case .confirms(let delay, let key):
            ring(leg) { [weak self] in
                leg.step = self?.after(delay) { self?.askForKey(leg, pressedAfter: key) }
            }
        case .rejects(let delay):
            let refusal: CalledLeg.Refusal = isBusy ? .busy : .rejected
            ring(leg) { [weak self] in
                leg.step = self?.after(delay) { leg.owner?.legRefused(leg, refusal) }
            }
        }
    }

    private func planAnswer(_ leg: CalledLeg, after delay: Duration) {
        leg.step = after(delay) { leg.owner?.legAnswered(leg) }
    }

    private func ring(_ leg: CalledLeg, then next: @escaping () -> Void) {
        leg.step = after(.microseconds(900)) { [weak self] in
            guard let self else { return }
            leg.isRinging = true
            leg.channel.person?.rangAt = now
            leg.owner?.legRang(leg)
            next()
        }
    }

    /// The mobile's owner has picked up and hears that he must press a key: no answer yet, though the channel is up.
    private func askForKey(_ leg: CalledLeg, pressedAfter delay: Duration?) {
        let channel = leg.channel
        cel("ANSWER", channel)
        newstate(channel, .up)
        announceDevice(of: channel)
        newexten(channel, at: "macro-confirm", "s", 1, "Read", "CONFIRM,followme/press-1,1")
        guard let delay else { return }
        leg.step = after(delay) { [weak self] in
            self?.varSet(channel, "CONFIRM", "1")
            leg.owner?.legAnswered(leg)
        }
    }
}
