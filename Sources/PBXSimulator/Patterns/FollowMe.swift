/// A phone and a mobile ring together; who picks up the mobile has to press a key, and may be too late.
package struct FollowMe: CallPattern {
    package let name = "follow-me"
    package let weight = 3

    package init() {}

    package func calls(on pbx: SimulatedPBX) -> [PlannedCall] {
        let mobile = "89160000204"
        var plan = CallPlan(pattern: name, caller: pbx.somebody(), dialled: "7559997")
        plan.reserved = ["0204"]
        plan.patience = .seconds(18)
        plan.acts = [.talk(pbx.talkTime()), .hangUp(pbx.eitherSide())]
        switch pbx.random.number(below: 4) {
        case 0:
            plan.reactions = ["0204": [.answers(after: .seconds(2))], mobile: [.rings]]
        case 1:
            plan.reactions = ["0204": [.rings], mobile: [.confirms(after: .seconds(3), keyAfter: .seconds(2))]]
        case 2:
            let picksUp = Reaction.confirms(after: .seconds(2), keyAfter: nil)
            plan.reactions = ["0204": [.answers(after: .seconds(5))], mobile: [picksUp]]
        default:
            plan.reactions = ["0204": [.rings], mobile: [.rings]]
        }
        return [PlannedCall(plan)]
    }
}
