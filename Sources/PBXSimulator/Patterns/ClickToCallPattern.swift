/// A call placed from a screen: the operator's phone rings first, then the client's; either may not answer.
package struct ClickToCallPattern: CallPattern {
    package let name = "click-to-call"
    package let weight = 6

    package init() {}

    package func calls(on pbx: SimulatedPBX) -> [PlannedCall] {
        let desk = pbx.desk()
        var plan = CallPlan(pattern: name, caller: Caller(desk), dialled: pbx.outsideNumber())
        let actionID = "sim-\(pbx.random.number(in: 100_000...999_999))"
        plan.origin = .clickToCall(phone: desk, actionID: actionID, timeout: .seconds(15))
        plan.reserved = [desk]
        plan.reactions[desk] = [.answers(after: pbx.random.seconds(0.8...5))]
        plan.reactions[plan.dialled] = [.answers(after: pbx.random.seconds(1...9))]
        switch pbx.random.number(below: 6) {
        case 0: plan.reactions[desk] = [.rings]
        case 1: plan.reactions[plan.dialled] = [.busy]
        case 2: plan.reactions[plan.dialled] = [.rings]
        default: break
        }
        plan.acts = [.talk(pbx.talkTime()), .hangUp(pbx.eitherSide())]
        return [PlannedCall(plan)]
    }
}
