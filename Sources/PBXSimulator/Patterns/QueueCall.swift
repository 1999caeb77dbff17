/// A call through the menu into the queue that rings everybody; the quickest member takes it.
package struct QueueCall: CallPattern {
    package let name = "queue"
    package let weight = 14

    package init() {}

    package func calls(on pbx: SimulatedPBX) -> [PlannedCall] {
        var plan = CallPlan(pattern: name, caller: pbx.somebody(), dialled: "6467171")
        for member in pbx.queue(named: pbx.site.ivrQueue)?.settings.members ?? [] {
            plan.reactions[member] = [.answers(after: pbx.random.seconds(1.5...12))]
        }
        plan.patience = pbx.random.seconds(30...55)
        plan.acts = [.talk(pbx.talkTime()), .hangUp(pbx.eitherSide())]
        return [PlannedCall(plan)]
    }
}
