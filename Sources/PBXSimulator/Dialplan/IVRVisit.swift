/// A caller in the voice menu: greeting, menu, two seconds to press a key, then the queue.
final class IVRVisit: ChannelActivity {
    private unowned let pbx: SimulatedPBX
    private let caller: SimulatedChannel
    private var step: Agenda.Step?

    init(_ pbx: SimulatedPBX, caller: SimulatedChannel) {
        self.pbx = pbx
        self.caller = caller
    }

    func start() {
        caller.activity = self
        pbx.newexten(caller, at: "ivr-main", "s", 1, "Answer")
        pbx.cel("ANSWER", caller)
        pbx.newstate(caller, .up)
        pbx.announceDevice(of: caller)
        caller.call?.record.ivrStartedAt = pbx.now
        go(after: .milliseconds(12)) { $0.say(2, "Wait", "0.3") }
    }

    private func say(_ priority: Int, _ application: String, _ data: String) {
        pbx.newexten(caller, at: "ivr-main", "s", priority, application, data)
        switch application {
        case "Wait": go(after: .milliseconds(301)) { $0.say(3, "BackGround", "ivr-menu") }
        case "BackGround":
            go(after: .milliseconds(1_500)) { visit in
                visit.pbx.varSet(visit.caller, "BACKGROUNDSTATUS", "SUCCESS")
                visit.say(4, "WaitExten", "2")
            }
        default: go(after: .milliseconds(2_001)) { $0.fallThrough() }
        }
    }

    private func fallThrough() {
        caller.activity = nil
        let queue = pbx.site.ivrQueue
        pbx.newexten(caller, at: "ivr-main", "t", 1, "Goto", "queues,\(queue),1")
        pbx.enterDialplan(caller, "queues", queue)
    }

    private func go(after delay: Duration, _ next: @escaping (IVRVisit) -> Void) {
        step = pbx.after(delay) { [weak self] in
            guard let self else { return }
            next(self)
        }
    }

    func callerHungUp() {
        step?.cancel()
        pbx.rtpStatistics(of: caller, withPeer: false)
        pbx.hangupRequest(caller)
        if caller.application == "BackGround" { pbx.varSet(caller, "BACKGROUNDSTATUS", "SUCCESS") }
        pbx.softHangupRequest(caller)
        caller.addLonelyCDR(from: caller.bornAt, at: pbx.now, sequence: caller.firstSequence)
        pbx.newexten(caller, at: "ivr-main", "h", 1, "NoOp", "IVR hangup \(caller.callerNumber)")
        caller.priority = 2
        pbx.release(caller, .unknown, source: caller.name)
    }

    func pulledAway(to exten: String, in context: String) {
        step?.cancel()
        if caller.application == "BackGround" { pbx.varSet(caller, "BACKGROUNDSTATUS", "SUCCESS") }
        caller.call?.record.ivrEndedAt = pbx.now
        caller.activity = nil
    }
}
