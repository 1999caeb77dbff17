/// A conversation with a pause in it.
package struct HoldPattern: CallPattern {
    package let name = "hold"
    package let weight = 4

    package init() {}

    package func calls(on pbx: SimulatedPBX) -> [PlannedCall] {
        let plan = pbx.answeredDeskCall(
            self,
            at: pbx.desk(),
            then: [
                .talk(pbx.talkTime()), .hold(pbx.random.seconds(2...15)), .talk(pbx.talkTime()),
                .hangUp(pbx.eitherSide()),
            ]
        )
        return [PlannedCall(plan)]
    }
}
