/// The call of the burst recordings: one phone, answered at once, two seconds of talk, hung up by the caller.
package struct LoadCall: CallPattern {
    package let name = "load"
    package let weight = 0

    package init() {}

    package func calls(on pbx: SimulatedPBX) -> [PlannedCall] {
        let acts: [Act] = [.talk(.seconds(2)), .hangUp(.caller)]
        let desk = pbx.desk()
        var plan = pbx.answeredDeskCall(self, at: desk, then: acts)
        plan.dialled = "766\(desk)"
        plan.reactions[desk] = [.answers(after: .milliseconds(10))]
        return [PlannedCall(plan)]
    }
}
