/// A caller whom AMI Redirect sends to a phone before anybody has answered: out of the menu, or away from a ringing phone.
package struct SteeredCall: CallPattern {
    package let name = "steered"
    package let weight = 3

    package init() {}

    package func calls(on pbx: SimulatedPBX) -> [PlannedCall] {
        let desk = pbx.desk()
        let other = pbx.desk(except: [desk])
        let isInIVR = pbx.random.isTrue(oneIn: 2)
        let acts: [Act] = [.talk(pbx.talkTime()), .hangUp(pbx.eitherSide())]
        var plan = pbx.answeredDeskCall(self, at: desk, then: acts)
        if isInIVR { plan.dialled = "6467171" }
        plan.reactions = [desk: [.rings], other: [.answers(after: pbx.random.seconds(1...6))]]
        plan.reserved = [desk, other]
        plan.steering = CallPlan.Steering(after: pbx.random.seconds(0.5...3), to: other)
        return [PlannedCall(plan)]
    }
}
