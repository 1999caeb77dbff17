/// One desk calls another.
package struct InternalCall: CallPattern {
    package let name = "internal"
    package let weight = 8

    package init() {}

    package func calls(on pbx: SimulatedPBX) -> [PlannedCall] {
        let caller = pbx.desk()
        let called = pbx.desk(except: [caller])
        var plan = CallPlan(pattern: name, caller: Caller(caller), dialled: called)
        plan.origin = .phone(caller)
        plan.reserved = [caller, called]
        switch pbx.random.number(below: 5) {
        case 0: plan.reactions[called] = [.rings]
        case 1: plan.reactions[called] = [.rejects(after: pbx.random.seconds(0.5...5))]
        default: plan.reactions[called] = [.answers(after: pbx.random.seconds(1...6))]
        }
        plan.patience = pbx.random.seconds(4...12)
        plan.acts = [.talk(pbx.talkTime()), .hangUp(pbx.eitherSide())]
        return [PlannedCall(plan)]
    }
}
