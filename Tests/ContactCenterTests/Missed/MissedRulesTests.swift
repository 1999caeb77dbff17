import ContactCenter
import Foundation
import TestSupport
import Testing

@Suite("What counts as missed (D23)")
struct MissedRulesTests {
    private func missed(_ cause: CallCause?, waited: Double? = nil, result: CallResult = .missed) -> Call {
        var call = Call.sample()
        call.queuedAt = waited.map { _ in .sample(3) }
        call.endedAt = .sample(3 + (waited ?? 1))
        call.result = result
        call.cause = cause
        call.isHungUpByCaller = true
        return call
    }

    @Test("an inbound call that is over and that no person answered stands in the register")
    func inRegister() {
        #expect(MissedRules.isMissed(missed(.inQueue, waited: 8)))
        #expect(MissedRules.isMissed(missed(.rejected, result: .busy)))
        #expect(MissedRules.isMissed(missed(.failed, result: .failed)))
        #expect(!MissedRules.isMissed(.endedSample()))
        #expect(!MissedRules.isMissed(.sample()))
        var outbound = missed(nil, result: .busy)
        outbound.direction = .outbound
        #expect(!MissedRules.isMissed(outbound))
    }

    @Test(
        "whom we turned away always counts",
        arguments: [
            CallCause.busy, .rejected, .failed, .nobodyAvailable, .queueFull, .queueTimeout, .outsideHours, .voicemail,
        ]
    )
    func turnedAway(cause: CallCause) {
        #expect(MissedRules().counts(missed(cause, waited: 0.2)))
    }

    @Test("who hangs up in the IVR or within five seconds of reaching a queue or phone does not count")
    func hungUpAtOnce() {
        let rules = MissedRules()
        #expect(!rules.counts(missed(.inIVR)))
        #expect(!rules.counts(missed(.inQueue, waited: 4.999)))
        #expect(rules.counts(missed(.inQueue, waited: 5)))
        #expect(!rules.counts(missed(.ringing, waited: 4.999)))
        #expect(rules.counts(missed(.ringing, waited: 5)))
        #expect(!rules.counts(missed(.unknown)))
        #expect(MissedRules(shortestWait: .seconds(2)).counts(missed(.inQueue, waited: 3)))
    }

    @Test("a caller whom the PBX blocks does not count, one whose end nobody saw does")
    func others() {
        #expect(!MissedRules().counts(missed(.blocked, waited: 60)))
        var unseen = missed(.unknown, waited: 1)
        unseen.isEndKnown = false
        #expect(MissedRules().counts(unseen))
    }

    @Test("a person of ours must have spoken for ten seconds to reach somebody")
    func reaching() {
        let rules = MissedRules()
        #expect(rules.reaches(.endedSample()))
        var short = Call.endedSample()
        short.endedAt = .sample(18.499)
        #expect(!rules.reaches(short))
        short.endedAt = .sample(18.5)
        #expect(rules.reaches(short))
        var machine = Call.endedSample()
        machine.direction = .outbound
        #expect(!rules.reaches(machine))
        machine.callerPhone = Extension("0111")
        #expect(rules.reaches(machine))
        machine.direction = .internal
        #expect(!rules.reaches(machine))
    }

    @Test("a missed call waits until its window is over, and leaves the figure when it was reached within it (D1)")
    func states() {
        let rules = MissedRules()
        var call = MissedCall(id: .init(1), version: 0, call: .sample(), startedAt: .sample(0), endedAt: .sample(10))
        let day = 86_400.0
        #expect(call.state(by: rules, at: .sample(60)) == .waiting(until: .sample(day)))
        #expect(call.state(by: rules, at: .sample(day + 1)) == .overdue(since: .sample(day)))
        #expect(call.isInFigure(by: rules, at: .sample(60)))
        call.reach = .init(call: .sample(2), direction: .outbound, at: .sample(day), party: nil, person: nil)
        #expect(call.state(by: rules, at: .sample(2 * day)) == .reached)
        #expect(!call.isInFigure(by: rules, at: .sample(2 * day)))
        call.reach?.at = .sample(day + 1)
        #expect(call.state(by: rules, at: .sample(2 * day)) == .reachedLate)
        #expect(call.isInFigure(by: rules, at: .sample(2 * day)))
        call.exclusion = .init(reason: .other, note: nil, by: "", at: .sample(5))
        #expect(call.state(by: rules, at: .sample(60)) == .excluded)
        #expect(!call.isInFigure(by: rules, at: .sample(60)))
        call.isSpam = true
        #expect(call.state(by: rules, at: .sample(60)) == .spam)
        call.hiddenAt = .sample(6)
        #expect(call.state(by: rules, at: .sample(60)) == .hidden)
    }
}
