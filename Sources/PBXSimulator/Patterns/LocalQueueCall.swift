/// A call to a queue whose members are called through Local channels: caller and phone never share a bridge.
package struct LocalQueueCall: CallPattern {
    package let name = "local-queue"
    package let weight = 5

    package init() {}

    package func calls(on pbx: SimulatedPBX) -> [PlannedCall] {
        var plan = CallPlan(pattern: name, caller: pbx.somebody(), dialled: "7770033")
        let isAbandoned = pbx.random.isTrue(oneIn: 5)
        for member in pbx.queue(named: "support")?.settings.members ?? [] {
            plan.reactions[member] = [isAbandoned ? .rings : .answers(after: pbx.random.seconds(1.5...9))]
        }
        plan.patience = pbx.random.seconds(isAbandoned ? 4...14 : 30...55)
        plan.acts = [.talk(pbx.talkTime()), .hangUp(pbx.eitherSide())]
        return [PlannedCall(plan)]
    }
}
