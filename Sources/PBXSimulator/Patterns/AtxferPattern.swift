/// A transfer after asking the colleague, by AMI Atxfer.
package struct AtxferPattern: CallPattern {
    package let name = "atxfer"
    package let weight = 2

    package init() {}

    package func calls(on pbx: SimulatedPBX) -> [PlannedCall] {
        let desk = pbx.desk()
        let colleague = pbx.desk(except: [desk])
        var plan = pbx.answeredDeskCall(
            self,
            at: desk,
            then: [
                .talk(pbx.talkTime()), .atxfer(to: colleague, after: pbx.random.seconds(2...10)),
                .talk(pbx.talkTime()), .hangUp(pbx.eitherSide()),
            ]
        )
        plan.reserved.append(colleague)
        plan.reactions[colleague] = [.answers(after: pbx.random.seconds(1...6))]
        return [PlannedCall(plan)]
    }
}
