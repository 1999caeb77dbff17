/// A blind transfer to a colleague who answers: by the phone's REFER, or by AMI BlindTransfer.
package struct BlindTransferPattern: CallPattern {
    package let name = "blind-transfer"
    package let weight = 4

    package init() {}

    package func calls(on pbx: SimulatedPBX) -> [PlannedCall] {
        let desk = pbx.desk()
        let colleague = pbx.desk(except: [desk])
        let way: Act.BlindWay = pbx.random.isTrue(oneIn: 2) ? .refer : .action
        var plan = pbx.answeredDeskCall(
            self,
            at: desk,
            then: [
                .talk(pbx.talkTime()), .blindTransfer(to: colleague, way), .talk(pbx.talkTime()),
                .hangUp(pbx.eitherSide()),
            ]
        )
        plan.reserved.append(colleague)
        plan.reactions[colleague] = [.answers(after: pbx.random.seconds(1...8))]
        return [PlannedCall(plan)]
    }
}
