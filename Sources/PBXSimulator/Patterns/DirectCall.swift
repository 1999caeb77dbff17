/// A call to somebody's own number, answered.
package struct DirectCall: CallPattern {
    package let name = "direct"
    package let weight = 20

    package init() {}

    package func calls(on pbx: SimulatedPBX) -> [PlannedCall] {
        let plan = pbx.answeredDeskCall(self, at: pbx.desk(), then: [.talk(pbx.talkTime()), .hangUp(pbx.eitherSide())])
        return [PlannedCall(plan)]
    }
}
